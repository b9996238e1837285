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
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **pipes)
        self.running = set()

    def start(self, command):
        """`[python, "-m", module, *words]` in a process group of its own; its number."""
        group = self._ask({"start": command[2:]})
        self.running.add(group)
        return group

    def kill(self, group):
        """The whole group, without a word of warning, as when the power goes."""
        os.killpg(group, signal.SIGKILL)
        self._ask({"wait": group})
        self.running.remove(group)

    def close(self):
        for group in list(self.running):
            self.kill(group)
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
    for line in sys.stdin:
        asked = json.loads(line)
        if "wait" in asked:
            os.waitpid(asked["wait"], 0)
            print("true", flush=True)
        elif started := os.fork():
            print(started, flush=True)
        else:
            become(*asked["start"])


def become(module, *words):
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.argv = [module, *words]
    runpy.run_module(module, run_name="__main__")
    sys.exit()


if __name__ == "__main__":
    main()
