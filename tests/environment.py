"""The process that tests run in: its settings, before Django starts. Import it first."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import django

os.environ["BURANAKAN_MODE"] = "test"
os.environ["DJANGO_SETTINGS_MODULE"] = "buranakan.config.settings"
# Stored files of tests go where nobody misses them; each worker has its own folder.
os.environ["BURANAKAN_VAR"] = tempfile.mkdtemp(prefix="buranakan-tests-")
# Where a server would collect static files; WhiteNoise looks for the folder when it starts.
Path(os.environ["BURANAKAN_VAR"], "static").mkdir()
atexit.register(shutil.rmtree, os.environ["BURANAKAN_VAR"], ignore_errors=True)

# Here and not in pytest-django, so that any conftest below may import models.
django.setup()
