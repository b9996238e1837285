"""Brings locale/ up to date with the source through gettext, without dates, places or guesses."""

import argparse
import contextlib
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import makemessages

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "locale"
LANGUAGES = ["th", "en"]
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
    django.setup()
    changed = {path: text for path, text in extracted().items() if not path.exists() or path.read_text("utf-8") != text}
    if check and changed:
        sys.exit(f"`make words` would change {', '.join(str(path.relative_to(ROOT)) for path in changed)}")
    for path, text in changed.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def extracted():
    """What the catalogues should hold, by path. Worked out in a copy: others may be reading the real ones."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(ROOT / "buranakan", copy / "buranakan", ignore=shutil.ignore_patterns("__pycache__", "static"))
        if LOCALE.exists():
            shutil.copytree(LOCALE, copy / "locale", ignore=shutil.ignore_patterns("*.mo"))
        (copy / "locale").mkdir(exist_ok=True)
        settings.LOCALE_PATHS = [copy / "locale"]
        with contextlib.chdir(copy):
            options = {"no_location": True, "no_obsolete": True, "no_wrap": True, "verbosity": 0}
            call_command(Command(), locale=LANGUAGES, **options)
        made = sorted((copy / "locale").glob("*/LC_MESSAGES/django.po"))
        return {ROOT / path.relative_to(copy): without_noise(path) for path in made}


def without_noise(path):
    text = NEW_HEADER.sub("", NOISE.sub("", path.read_text(encoding="utf-8")))
    return re.sub(r'^"Language: .*"$', rf'"Language: {path.parts[-3]}\\n"', text, count=1, flags=re.MULTILINE)


if __name__ == "__main__":
    main()
