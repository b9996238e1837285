"""The `buranakan` command: each word opens a module with `add_arguments(parser)` and `run(arguments)`."""

import argparse
import importlib
import os
import sys
from dataclasses import dataclass

from buranakan.lib.rules import RuleBroken


@dataclass(frozen=True)
class Command:
    module: str
    says: str
    needs_django: bool = True
    sets_up_django: bool = False  # by itself, as far as what it is asked for needs it


COMMANDS = {
    "read": Command("buranakan.cli.read", "read an announcement and propose the promises in it", needs_django=False),
    "make-secrets": Command("buranakan.cli.make_secrets", "print new secrets for the environment", needs_django=False),
    "check": Command("buranakan.cli.check", "check settings, models and stored references"),
    "migrate": Command("buranakan.cli.migrate", "bring the database up to date"),
    "load-reference": Command("buranakan.cli.load_reference", "load provinces, offices, frameworks and projects"),
    "import": Command(
        "buranakan.cli.import_list",
        "preview a list of enterprises or people, and bring it in",
        needs_django=False,
        sets_up_django=True,
    ),
    "envelope": Command("buranakan.cli.envelope", "open a portfolio's first envelope, draft a plan by need"),
    "accounts": Command("buranakan.cli.accounts", "make, list and close accounts"),
    "run": Command("buranakan.cli.run", "do the work of the hour or of the night"),
    "verify": Command("buranakan.cli.verify", "verify that the trail was not changed"),
    "reseal": Command("buranakan.cli.reseal", "seal citizen numbers anew after a change of keys"),
    "serve": Command("buranakan.cli.serve", "serve the pages", needs_django=False),
    "worker": Command("buranakan.cli.worker", "do queued tasks"),
    "demo": Command("buranakan.demo.command", "load the demo's synthetic year"),
    "serve-demo": Command("buranakan.cli.serve_demo", "load and serve the demo, web and worker", needs_django=False),
}

USAGE_ERROR = 2


def main(words=None):
    words = sys.argv[1:] if words is None else list(words)
    if not words or words[0] in {"-h", "--help", "help"}:
        print(overview())
        return 0
    name, *rest = words
    if name not in COMMANDS:
        print(f"buranakan: there is no command {name!r}\n\n{overview()}", file=sys.stderr)
        return USAGE_ERROR
    command = COMMANDS[name]
    if command.needs_django:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "buranakan.config.settings")
        importlib.import_module("django").setup()
    # Only the chosen command is imported: reading a text needs no database, nor the wait for one.
    return run(importlib.import_module(command.module), name=name, says=command.says, words=rest)


def run(module, *, name, says, words):
    parser = argparse.ArgumentParser(prog=f"buranakan {name}", description=f"{says[0].upper()}{says[1:]}.")
    module.add_arguments(parser)
    try:
        return module.run(parser.parse_args(words)) or 0
    except RuleBroken as refusal:
        print(f"{name}: {refusal} [{refusal.code}]", file=sys.stderr)
        return 1


def overview():
    width = max(len(name) for name in COMMANDS) + 2
    lines = [f"  {name:<{width}}{command.says}" for name, command in COMMANDS.items()]
    return "\n".join(["usage: buranakan COMMAND [...]", "", *lines, "", "buranakan COMMAND --help tells more."])


if __name__ == "__main__":
    sys.exit(main())
