"""Brings locale/ up to date with the source through gettext, without dates, places or guesses."""

import argparse
import os
import re
import shutil
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.core.management.commands import makemessages

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "locale"
LANGUAGES = ["th", "en"]
IGNORED = [".venv", "node_modules", "assets", "var", "tests", "scripts", "docs", "build"]
# They change with the day and the machine, and tell a reader nothing.
NOISE = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Report-Msgid-Bugs-To|Project-Id-Version).*\n',
    re.MULTILINE,
)
# The comment at the head of a new catalogue: whose it is, and that it waits for a reader.
NEW_HEADER = re.compile(r"\A(#.*\n)+")


class Command(makemessages.Command):
    # A guessed translation is worse than a missing one, which a test finds.
    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when something would change")
    check = parser.parse_args().check
    if not shutil.which("xgettext"):
        sys.exit("xgettext is not installed. On Debian and Ubuntu: apt-get install gettext")
    os.environ |= {"BURANAKAN_MODE": "test", "DJANGO_SETTINGS_MODULE": "buranakan.config.settings"}
    os.chdir(ROOT)
    django.setup()
    before = catalogues()
    extract()
    after = catalogues()
    if not check:
        return
    for path, text in before.items():
        path.write_text(text, encoding="utf-8")
    if changed := [str(path.relative_to(ROOT)) for path in after if before.get(path) != after[path]]:
        sys.exit(f"`make words` would change {', '.join(changed)}")


def extract():
    LOCALE.mkdir(exist_ok=True)
    options = {"no_location": True, "no_obsolete": True, "no_wrap": True, "verbosity": 0}
    call_command(Command(), locale=LANGUAGES, ignore_patterns=IGNORED, **options)
    for path, text in catalogues().items():
        quiet = NEW_HEADER.sub("", NOISE.sub("", text))
        named = re.sub(r'^"Language: .*"$', rf'"Language: {path.parts[-3]}\\n"', quiet, count=1, flags=re.MULTILINE)
        path.write_text(named, encoding="utf-8")


def catalogues():
    return {path: path.read_text(encoding="utf-8") for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po"))}


if __name__ == "__main__":
    main()
