"""Announcements of others are no part of a checkout: where CI has none beside it, there is nothing to measure."""

import os

# Elsewhere the measuring is skipped by its name; in CI a skipped test is a failure, and nothing there could mend it.
collect_ignore = ["test_samples.py"] if os.environ.get("CI") and not os.environ.get("BURANAKAN_SAMPLES") else []
