"""The demo for journeys: loaded once, then each journey has a copy of its own, served as `make demo` serves it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from buranakan.cli import serve_demo
from buranakan.demo import posts
from tests.kept_ready import kept_ready


@dataclass(frozen=True)
class Demo:
    address: str
    folder: Path
    password: str = posts.PASSWORD

    def log_in(self, page, *, email):
        page.goto(f"{self.address}/accounts/login/")
        page.locator("input[name=login]").fill(email)
        page.locator("input[name=password]").fill(self.password)
        page.locator("form:has(input[name=password]) [type=submit]").click()
        page.wait_for_url(lambda address: "/accounts/login/" not in address)


@pytest.fixture(scope="session")
def loaded_demo(tmp_path_factory):
    """The folder of a demo just loaded; nobody may change it."""
    folder = tmp_path_factory.mktemp("demo")
    environment = serve_demo.demo_environment(folder, address=f"http://{serve_demo.HOST}")
    serve_demo.prepare(folder, environment=environment, fresh=True)
    return folder


@pytest.fixture(scope="session")
def served(loaded_demo, tmp_path_factory):
    """Where the demo of each test stands, one after the other, and what serves it sooner than a new process would."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copy(loaded_demo / "secrets.env", folder)
    port = serve_demo.free_port(serve_demo.FIRST_PORT)
    address = f"http://{serve_demo.HOST}:{port}"
    environment = serve_demo.demo_environment(folder, address=address)
    shutil.copytree(loaded_demo / "static", folder / "static")
    with kept_ready(environment) as kept:
        yield Demo(address=address, folder=folder), kept, [*serve_demo.commands(port=port).values()]


@pytest.fixture
def demo(loaded_demo, served):
    """A demo of this test's own: whatever it changes is gone afterwards."""
    stands, kept, commands = served
    shutil.rmtree(stands.folder)
    shutil.copytree(loaded_demo, stands.folder)
    groups = [kept.start(command) for command in commands]
    try:
        serve_demo.wait_until_ready(stands.address, parts={})
        yield stands
    finally:
        for group in groups:
            kept.kill(group)
