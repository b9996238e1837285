"""Serves the pages with gunicorn, which takes this process over."""

import os
import sys


def add_arguments(parser):
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=2)


def run(arguments):
    command = gunicorn(host=arguments.host, port=arguments.port, processes=arguments.processes)
    os.execv(command[0], command)  # noqa: S606 - a fixed list of words


def gunicorn(*, host, port, processes):
    words = [sys.executable, "-m", "gunicorn", "buranakan.config.wsgi", "--bind", f"{host}:{port}"]
    # No control socket: nothing here uses it, and it would be made in the home folder.
    return [*words, "--workers", str(processes), "--threads", "4", "--no-control-socket", "--log-level", "warning"]
