"""`python -m buranakan.cli` is the `buranakan` command."""

import sys

from buranakan.cli.main import main

sys.exit(main())
