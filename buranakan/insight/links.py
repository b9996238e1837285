"""Where numbers open: the one place under the pages that knows that pages have addresses."""

from django.urls import reverse as _reverse

# A number that can't be opened is only a claim, and papers are written by night, when no page asks. So statements carry
# the address of the page by its name; what the page shows, and whether one may see it, is still the page's own affair.


def reverse(page, *, args=(), kwargs=None):
    """The address of a page by its name."""
    return _reverse(page, args=args, kwargs=kwargs)
