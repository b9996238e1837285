"""Loads the demo once and serves it: web and worker on this machine only, stopped together."""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from buranakan.cli import make_secrets, serve

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
FIRST_PORT = 8000
PORTS_TRIED = 100
# The story is told on Thursday 15 May 2568, in the middle of the fiscal year.
STARTS_AT = "2025-05-15T09:00:00+07:00"
READY_WITHIN_SECONDS = 60
STOP_WITHIN_SECONDS = 15
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def add_arguments(parser):
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "demo", help="where its database and files live")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", FIRST_PORT)), help="the first one tried")
    parser.add_argument("--fresh", action="store_true", help="forget what was changed in the demo and load it anew")
    parser.add_argument("--load-only", action="store_true", help="make the demo ready and stop")


def run(arguments):
    with stopping_on_signals():
        port = free_port(arguments.port)
        address = f"http://{HOST}:{port}"
        folder = arguments.folder.resolve()
        environment = demo_environment(folder, address=address)
        prepare(folder, environment=environment, fresh=arguments.fresh)
        if not arguments.load_only:
            return serve_until_stopped(environment, port=port, address=address)


def serve_until_stopped(environment, *, port, address):
    with running(environment, port=port) as parts:
        wait_until_ready(address, parts=parts)
        print(f"\nBuranakan's demo is at {address} (synthetic data / ข้อมูลสมมติ)\n", flush=True)
        ours(environment, "demo", "logins")
        print("\nCtrl-C stops it.", flush=True)
        return wait_for_the_first_to_end(parts)


# --- making it ready --------------------------------------------------------------------------------------------------
def demo_environment(folder, *, address):
    folder.mkdir(parents=True, exist_ok=True)
    # A demo never touches another database, whatever the shell it was started from points to.
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return inherited | demo_secrets(folder / "secrets.env") | {
        "DJANGO_SETTINGS_MODULE": "buranakan.config.settings",
        "BURANAKAN_MODE": "demo",
        "BURANAKAN_VAR": str(folder),
        "BURANAKAN_CLOCK_STARTS_AT": STARTS_AT,
        "BURANAKAN_PUBLIC_ADDRESS": address,
    }


def demo_secrets(path):
    """Made once: a changed key could no longer read the numbers that the first one wrote."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text("".join(f"{name}={value}\n" for name, value in make_secrets.new_secrets().items()))
    return dict(line.split("=", 1) for line in path.read_text().splitlines())


def prepare(folder, *, environment, fresh):
    made_from = folder / "made-from"
    sources = digest_of_sources()
    if not fresh and made_from.exists() and made_from.read_text() == sources:
        print("The demo is loaded already; `make demo FRESH=1` loads it anew.", flush=True)
        return
    # Also when the code changed, or when an earlier load was cut short.
    made_from.unlink(missing_ok=True)
    for left in folder.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        elif left.name != "secrets.env":
            left.unlink()
    print("Making the database …", flush=True)
    ours(environment, "migrate", "--quiet")
    print("Loading the demo …", flush=True)
    ours(environment, "demo", "load")
    print("Collecting static files …", flush=True)
    must([sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity", "0"], environment=environment)
    made_from.write_text(sources)


def digest_of_sources():
    total = hashlib.sha256()
    for folder in [ROOT / "buranakan", ROOT / "assets"]:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                total.update(str(path.relative_to(ROOT)).encode())
                total.update(path.read_bytes())
    return total.hexdigest()


def ours(environment, *words):
    must([sys.executable, "-m", "buranakan.cli", *words], environment=environment)


def must(command, *, environment):
    outcome = subprocess.run(command, env=environment, cwd=ROOT, check=False)
    if outcome.returncode:
        sys.exit(outcome.returncode)


def free_port(first):
    for port in range(first, first + PORTS_TRIED):
        with socket.socket() as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                door.bind((HOST, port))
            except OSError:
                continue
            return port
    sys.exit(f"No free port between {first} and {first + PORTS_TRIED - 1} on {HOST}.")


# --- running it -------------------------------------------------------------------------------------------------------
@contextmanager
def running(environment, *, port):
    parts = {}
    try:
        for name, command in commands(port=port).items():
            parts[name] = start(command, environment=environment)
        yield parts
    finally:
        stop(parts.values())


def commands(*, port):
    """What serves a demo. One process of pages: the demo's clock runs on from its start in each process by itself."""
    return {
        "web": serve.gunicorn(host=HOST, port=port, processes=1),
        "worker": [sys.executable, "-m", "buranakan.cli", "worker", "--quiet"],
    }


def start(command, *, environment):
    # Its own session: Ctrl-C reaches this process alone, which then stops both in order.
    return subprocess.Popen(command, env=environment, cwd=ROOT, start_new_session=True)


def stop(parts):
    for part in parts:
        if part.poll() is None:
            part.terminate()
    for part in parts:
        try:
            part.wait(STOP_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            part.kill()
            part.wait()


@contextmanager
def stopping_on_signals():
    def leave(number, frame):
        # Once is enough: a second Ctrl-C must not leave the web or the worker behind.
        for heard in STOP_SIGNALS:
            signal.signal(heard, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, leave) for number in STOP_SIGNALS}
    try:
        yield
    except KeyboardInterrupt:
        print("\nStopped.", flush=True)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def wait_until_ready(address, *, parts):
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline:
        if ended := [name for name, part in parts.items() if part.poll() is not None]:
            sys.exit(f"The demo's {ended[0]} ended before it was ready; its own words are above.")
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own address, always http
                return
        except urllib.error.HTTPError as answer:
            sys.exit(f"The demo's front page answered {answer.code}; the server's own words are above.")
        except urllib.error.URLError as trouble:
            # Not listening yet is expected; anything else is not.
            if not isinstance(trouble.reason, ConnectionError):
                raise
            time.sleep(0.1)
    sys.exit(f"The demo did not answer within {READY_WITHIN_SECONDS} s.")


def wait_for_the_first_to_end(parts):
    while True:
        for name, part in parts.items():
            if part.poll() is not None:
                print(f"The demo's {name} ended by itself ({part.returncode}).", file=sys.stderr, flush=True)
                return 1
        time.sleep(0.5)
