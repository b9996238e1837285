"""A process with the whole product in memory that becomes a server whenever it is asked to, a second sooner.

`start PORT` answers with the server's process; `end` waits for the one last started.
"""

import importlib
import os
import runpy
import sys

from buranakan.cli import serve

# What `buranakan serve` reads before it answers anybody.
READ_FIRST = ("buranakan.config.wsgi", "buranakan.config.urls", "gunicorn.app.wsgiapp", "gunicorn.workers.gthread")


def main():
    for name in READ_FIRST:
        importlib.import_module(name)
    started = None
    for line in sys.stdin:
        word, *port = line.split()
        if word == "start":
            started = os.fork()
            if started == 0:
                become_a_server(port=int(port[0]))
            print(started, flush=True)
        else:
            os.waitpid(started, 0)
            print("ended", flush=True)


def become_a_server(*, port):
    """A process group of its own, which can be killed at once; then the very words that `buranakan serve` says."""
    os.setsid()
    silence = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):
        os.dup2(silence, stream)
    sys.argv = serve.gunicorn(host="127.0.0.1", port=port, processes=1)[2:]
    runpy.run_module("gunicorn", run_name="__main__")


if __name__ == "__main__":
    main()
