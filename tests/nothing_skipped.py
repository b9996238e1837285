"""In CI nothing may be skipped: a test that did not run is a failure there, and says so."""

import os

import pytest


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    if forbidden(session.config) and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    if tests_missing := forbidden(config):
        terminalreporter.write_line(f"In CI nothing may be skipped: {len(tests_missing)} skipped.", red=True)


def forbidden(config):
    """The skipped tests, where they count; the terminal of the process that reports knows them."""
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    return terminal.stats.get("skipped", []) if os.environ.get("CI") and terminal else []
