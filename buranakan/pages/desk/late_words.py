"""What is late, in words, and where each kind is listed."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

KINDS = (
    ("lines", _("Activities behind plan in a province")),
    ("rounds", _("Rounds not closed in time")),
    ("movements", _("Entries in the books that wait for more than a week")),
    ("applications", _("Applications undecided after the call closed")),
    ("reopened", _("Reopened rounds that money was paid for")),
    ("directives", _("Directives past their day")),
)


def address(asked=None):
    """The page of what is late, over a slice where one is given."""
    query = asked.address() if asked else ""
    return f"{reverse('desk:late')}?{query}" if query else reverse("desk:late")


def rows(counts, *, asked=None):
    """How much is late of each kind that has something late, and where it is listed."""
    found = [(name, text, getattr(counts, name)) for name, text in KINDS]
    return [
        {"text": text, "count": count, "href": f"{address(asked)}#{name}"} for name, text, count in found if count
    ]
