"""`make demo`, from the command to Ctrl-C."""

import os
import shutil
import signal
import subprocess
import sys
import urllib.request

import pytest

from buranakan.cli import serve_demo
from buranakan.demo import posts

pytestmark = pytest.mark.demo


@pytest.fixture
def served(loaded_demo, tmp_path):
    folder = shutil.copytree(loaded_demo, tmp_path / "demo")
    command = [sys.executable, "-m", "buranakan.cli", "serve-demo", "--folder", str(folder)]
    started = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=serve_demo.ROOT, env=dict(os.environ))
    with started as process:
        yield process
        # Not killed: it is the one that stops the web and the worker.
        process.terminate()


def test_it_serves_says_where_and_who_and_stops_clean(served):
    said = []
    for line in served.stdout:
        said.append(line.rstrip())
        if said[-1] == "Ctrl-C stops it.":
            break
    address = next(word for line in said for word in line.split() if word.startswith("http://"))
    with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own address
        assert answer.status == 200
    told = {post.email for post in posts.LOGINS if any(post.email in line for line in said)}
    assert told == {post.email for post in posts.LOGINS if post.is_printed}

    served.send_signal(signal.SIGINT)

    assert (served.stdout.read(), served.wait()) == ("\nStopped.\n", 0)
    port = int(address.rsplit(":", 1)[1])
    assert serve_demo.free_port(port) == port


def test_it_is_loaded_once(loaded_demo, capfd):
    environment = serve_demo.demo_environment(loaded_demo, address="")
    before = (loaded_demo / "buranakan.sqlite3").read_bytes()
    serve_demo.prepare(loaded_demo, environment=environment, fresh=False)
    assert (loaded_demo / "buranakan.sqlite3").read_bytes() == before
    assert capfd.readouterr().out == "The demo is loaded already; `make demo FRESH=1` loads it anew.\n"
