"""Writes docs/open-data.md from what the open data sets declare."""

import importlib
import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]


def main():
    os.environ.setdefault("BURANAKAN_MODE", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "buranakan.config.settings")
    sys.path.insert(0, str(ROOT))
    django.setup()
    # It reads settings, which come first.
    dictionary = importlib.import_module("buranakan.insight.dictionary")
    (ROOT / "docs" / "open-data.md").write_text(dictionary.as_markdown(), encoding="utf-8")


if __name__ == "__main__":
    main()
