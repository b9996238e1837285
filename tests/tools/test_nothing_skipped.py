"""The guard against tests that did not run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("ci", "expected"), [("true", 1), ("", 0)], ids=["in-ci", "elsewhere"])
def test_a_skipped_test_fails_the_run_in_ci_only(tmp_path, ci, expected):
    (tmp_path / "test_planted.py").write_text(
        "import pytest\n\ndef test_runs(): pass\n\n@pytest.mark.skip\ndef test_does_not_run(): pass\n"
    )
    command = [sys.executable, "-m", "pytest", "-p", "tests.nothing_skipped", "-c", os.devnull, tmp_path]
    environment = os.environ | {"CI": ci}
    assert subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False).returncode == expected


@pytest.mark.parametrize(
    ("samples", "collected"), [("", False), (str(ROOT), True)], ids=["none-beside-the-checkout", "some-beside-it"]
)
def test_ci_measures_the_reading_only_where_there_are_announcements(samples, collected):
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "tests/policy/reading"]
    environment = os.environ | {"CI": "true", "BURANAKAN_SAMPLES": samples}
    listed = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (listed.returncode, "test_samples.py" in listed.stdout) == (0, collected)
