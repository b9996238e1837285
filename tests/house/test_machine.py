"""A clone works anywhere, and fetches from where its owner chooses."""

import pytest

from tests.house.guards import machine
from tests.house.guards.tree import kept_files

# Where PostgreSQL's server programs lie on one kind of system; looked for, not relied on.
KNOWN_FOLDERS = "tests/postgres.py"


def test_no_place_of_a_machine_is_kept():
    files = {path: text for path, text in kept_files().items() if path != KNOWN_FOLDERS}
    assert machine.find_machine_paths(files) == []


@pytest.mark.parametrize("folder", machine.FOLDERS)
def test_a_place_of_a_machine_is_caught(folder):
    assert machine.find_machine_paths({"a.md": f"see /{folder}somewhere"}) == [f"a.md: /{folder}"]


@pytest.mark.parametrize(
    "text", ["see desk/work/plans", "{% url %}/" + "root/", "https://example.test/" + "tmp/a", "var/tmp"]
)
def test_what_is_no_place_of_a_machine_is_left_alone(text):
    assert machine.find_machine_paths({"a.md": text}) == []


def test_no_registry_is_kept():
    assert machine.find_registry_hosts(kept_files()) == []


@pytest.mark.parametrize(
    "text",
    [f"https://{host}/simple" for host in machine.REGISTRIES]
    + ["--index" + "-url https://a.test", "registry" + "=https://a.test"],
)
def test_a_registry_is_caught(text):
    assert len(machine.find_registry_hosts({"a.txt": text})) == 1
