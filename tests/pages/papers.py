"""Papers as tests look at them."""

import re


def pages_of(paper):
    """How many pages a paper has, as its own table of pages says."""
    return int(re.search(rb"/Type/Pages/Count (\d+)", paper).group(1))
