"""Serving the demo: its own database and secrets, a free port, and parts that end together."""

import os
import signal
import socket
import stat
import subprocess
import sys

import pytest

from buranakan.cli import serve_demo

WAITS_FOR_EVER = [sys.executable, "-c", "import signal; signal.pause()"]


def test_a_demo_never_touches_another_database(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://somebody@elsewhere/real")
    environment = serve_demo.demo_environment(tmp_path, address="http://127.0.0.1:8000")
    assert ("DATABASE_URL" in environment, environment["BURANAKAN_VAR"]) == (False, str(tmp_path))


def test_secrets_are_made_once_and_for_the_owner_only(tmp_path):
    path = tmp_path / "secrets.env"
    first = serve_demo.demo_secrets(path)
    assert serve_demo.demo_secrets(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_taken_port_is_passed_over():
    with socket.socket() as taken:
        taken.bind((serve_demo.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert port < serve_demo.free_port(port) < port + serve_demo.PORTS_TRIED


@pytest.mark.parametrize("ended", [True, False], ids=["ended-by-itself", "still-running"])
def test_stopping_leaves_nothing_running(ended):
    part = serve_demo.start(WAITS_FOR_EVER, environment=dict(os.environ))
    if ended:
        part.kill()
        part.wait()
    serve_demo.stop([part])
    assert part.returncode == -(signal.SIGKILL if ended else signal.SIGTERM)


def test_a_part_that_ends_by_itself_ends_the_demo():
    ends = serve_demo.start([sys.executable, "-c", "raise SystemExit(3)"], environment=dict(os.environ))
    stays = serve_demo.start(WAITS_FOR_EVER, environment=dict(os.environ))
    try:
        assert serve_demo.wait_for_the_first_to_end({"web": stays, "worker": ends}) == 1
    finally:
        serve_demo.stop([stays, ends])


@pytest.mark.parametrize("number", serve_demo.STOP_SIGNALS)
def test_a_signal_stops_without_a_complaint(number):
    asked = (
        "import os, signal; from buranakan.cli.serve_demo import stopping_on_signals\n"
        f"with stopping_on_signals(): os.kill(os.getpid(), {int(number)}); signal.pause()"
    )
    outcome = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (0, "\nStopped.\n", "")
