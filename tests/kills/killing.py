"""A real server on the test's own database, people who keep pressing its buttons, and SIGKILL at any moment."""

import http.client
import os
import socket
import threading
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client

from buranakan.cli import serve
from tests.kept_ready import KeptReady

HOST = "127.0.0.1"
READY_WITHIN = 60
CSRF = "k" * 32
REFUSED, ACKNOWLEDGED = "refused", "acknowledged"


def environment():
    return os.environ | {
        "DATABASE_URL": database_url(),
        "BURANAKAN_VAR": str(settings.VAR),
        "BURANAKAN_CLOCK_STARTS_AT": "2025-05-15T09:00:00+07:00",
    }


def database_url():
    """The address of the database that this test runs on, for a process of its own."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgresql://{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


@dataclass
class Server:
    """gunicorn as `buranakan serve` starts it, in a process group that can be killed at once."""

    kept_ready: KeptReady
    port: int = 0
    group: int = 0
    kills: int = 0

    def start(self):
        self.port = _free_port()
        self.group = self.kept_ready.start(serve.gunicorn(host=HOST, port=self.port, processes=1))
        _wait_until(self._answers, within=READY_WITHIN)
        return self

    def kill(self):
        self.kept_ready.kill(self.group)
        self.kills += 1

    def _answers(self):
        line = http.client.HTTPConnection(HOST, self.port, timeout=5)
        with suppress(OSError, http.client.HTTPException), closing(line):
            line.request("GET", "/health/")
            return line.getresponse().status == http.client.OK
        return False


@dataclass
class Presser:
    """Somebody signed in, who sends forms and remembers which were acknowledged."""

    cookie: str
    acknowledged: list = field(default_factory=list)
    refused: list = field(default_factory=list)

    @classmethod
    def signed_in(cls, user):
        client = Client()
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        return cls(cookie=f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}")

    def press(self, server, address, *, thing, typed=None):
        """Send one form. Only a redirect that came back whole is an acknowledgement; a dead line is none."""
        body = urlencode({"csrfmiddlewaretoken": CSRF} | (typed or {}))
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        with closing(http.client.HTTPConnection(HOST, server.port, timeout=30)) as line:
            line.request("POST", urlsplit(address).path, body=body, headers=headers)
            answer = line.getresponse()
            answer.read()
        if answer.status == http.client.FOUND:
            self.acknowledged.append(thing)
        elif answer.status in {http.client.OK, http.client.CONFLICT}:
            self.refused.append(thing)
        else:
            raise AssertionError(f"{address} answered {answer.status}")


def press_until_killed(server, *, work, after):
    """People press at the same time; after some seconds the server is killed under them.

    `work` is a list of steps for each of them: callables that press something. What was not answered stays in it.
    """
    troubles = []
    threads = [threading.Thread(target=_press_all, args=[steps, troubles]) for steps in work]
    for thread in threads:
        thread.start()
    time.sleep(after)
    server.kill()
    for thread in threads:
        thread.join()
    if troubles:
        raise troubles[0]


def press_all(server, *, work):
    """Everybody gets to the end of their list; then the server is gone."""
    troubles = []
    for steps in work:
        _press_all(steps, troubles)
    server.kill()
    if troubles:
        raise troubles[0]
    assert not any(work)


def _press_all(steps, troubles):
    """Until the line is dead. A step is taken from the list only when it was answered."""
    while steps:
        try:
            steps[0]()
        except (OSError, http.client.HTTPException):
            return
        except Exception as trouble:  # told by the thread that waits for this one
            troubles.append(trouble)
            return
        steps.pop(0)


def _free_port():
    with socket.socket() as door:
        door.bind((HOST, 0))
        return door.getsockname()[1]


def _wait_until(happened, *, within):
    stop = time.monotonic() + within
    while not happened():
        if time.monotonic() > stop:
            raise TimeoutError("the server did not answer")
        time.sleep(0.05)
