"""A process with the whole product in memory, which becomes a server or another part when asked: seconds sooner."""

import importlib
import json
import os
import runpy
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# What a server or a worker reads before it answers anybody.
READ_FIRST = (
    "buranakan.config.wsgi",
    "buranakan.config.urls",
    "gunicorn.app.wsgiapp",
    "gunicorn.workers.gthread",
    "django_tasks_db.management.commands.db_worker",
)


class KeptReady:
    """The side that asks."""

    def __init__(self, environment):
        command = [sys.executable, "-m", "tests.kept_ready"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        # Its own session: what interrupts the tests reaches it by the closed pipe alone, and it ends what it started.
        alone = {"start_new_session": True}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **pipes, **alone)

    def start(self, command):
        """`[python, "-m", module, *words]` in a process group of its own; its number."""
        return self._ask({"start": command[2:]})

    def kill(self, group):
        """The whole group, without a word of warning, as when the power goes."""
        self._ask({"kill": group})

    def close(self):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()

    def _ask(self, what):
        print(json.dumps(what), file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())


@contextmanager
def kept_ready(environment):
    kept = KeptReady(environment)
    try:
        yield kept
    finally:
        kept.close()


# --- the process itself -----------------------------------------------------------------------------------------------
def main():
    for name in READ_FIRST:
        importlib.import_module(name)
    running = set()
    for line in sys.stdin:
        asked = json.loads(line)
        if "kill" in asked:
            end(asked["kill"])
            running.remove(asked["kill"])
            print("true", flush=True)
        elif started := os.fork():
            os.setpgid(started, started)
            running.add(started)
            print(started, flush=True)
        else:
            become(*asked["start"])
    # The pipe is closed: whoever asked is done, or was killed itself and can't say so.
    for group in running:
        end(group)


def end(group):
    os.killpg(group, signal.SIGKILL)
    os.waitpid(group, 0)


def become(module, *words):
    # Said by both sides, so that the group is there whichever goes on first.
    os.setpgid(0, 0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.argv = [module, *words]
    runpy.run_module(module, run_name="__main__")
    sys.exit()


if __name__ == "__main__":
    main()
