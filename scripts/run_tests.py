"""Every check in one run: style, arrows, types, then the suite on SQLite and on PostgreSQL."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import postgres  # noqa: E402 - the tests' folder is not installed

BIN = Path(sys.executable).parent
IN_CI = bool(os.environ.get("CI"))
LINTS = {
    "ruff": [BIN / "ruff", "check", "."],
    "import-linter": [BIN / "lint-imports"],
    "mypy": [BIN / "mypy"],
}
# One more than a small machine has cores: races, killed servers and the browser's worker wait much of their time.
SUITE = [sys.executable, "-m", "pytest", "-n", "3"]
DATABASES = ("sqlite", "postgresql")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["lint", *DATABASES], help="one part instead of all")
    parser.add_argument("words", nargs="*", help="passed on to pytest")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    wanted = [arguments.only] if arguments.only else ["lint", *DATABASES]
    outcomes = {}
    for part in wanted:
        outcomes |= PARTS[part](arguments.words)
    print("\n".join(["", *(f"{outcome:<8}{name}" for name, outcome in outcomes.items())]), flush=True)
    sys.exit(any(outcome == "FAILED" for outcome in outcomes.values()))


def lint(words):
    outcomes = {name: run(name, command) for name, command in LINTS.items()}
    if shutil.which("xgettext"):
        return outcomes | {"words": run("words", [sys.executable, "scripts/make_words.py", "--check"])}
    return outcomes | {"words": missing("words", "xgettext is")}


def on_sqlite(words):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {"tests on SQLite": run("tests on SQLite", [*SUITE, *words], environment=environment)}


def on_postgresql(words):
    name = "tests on PostgreSQL"
    programs = postgres.find_programs()
    if programs is None:
        return {name: missing(name, "initdb, pg_ctl and postgres are")}
    with postgres.cluster(programs) as url:
        # The journeys were walked once already, on the demo's SQLite; databases differ below the pages.
        command = [*SUITE, "-m", "not journey and not demo", *words]
        return {name: run(name, command, environment=os.environ | {"DATABASE_URL": url})}


def missing(name, what):
    print(f"\n— {name}: skipped, because {what} not installed.", flush=True)
    return "FAILED" if IN_CI else "skipped"


def run(name, command, *, environment=None):
    print(f"\n— {name}", flush=True)
    return "FAILED" if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode else "passed"


PARTS = {"lint": lint, "sqlite": on_sqlite, "postgresql": on_postgresql}

if __name__ == "__main__":
    main()
