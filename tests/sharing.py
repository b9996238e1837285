"""How the workers share the tests: those that need the loaded demo or a browser go to one, the rest one by one."""

from xdist.scheduler import LoadScopeScheduling

# One worker has them all, and begins with them: it loads the demo once, and two browsers are too much for two cores.
TOGETHER = (
    "tests/journeys/",
    "tests/demo/",
    "tests/cli/test_serving_the_demo.py",
    "tests/pages/ui/test_journey.py",
)


class DemoTogether(LoadScopeScheduling):
    """A scope with more tests is begun earlier, so that nobody walks alone at the end."""

    def _split_scope(self, nodeid):
        return "demo" if nodeid.startswith(TOGETHER) else nodeid


def pytest_xdist_make_scheduler(config, log):
    return DemoTogether(config, log)
