"""Reads the reference file of what matters for each kind of service, and loads it."""

from buranakan import reference
from buranakan.services import actions


def load(*, folder=None, by, at):
    """The fields of every kind; safe to run again."""
    fields = reference.document("service_fields.toml", folder)["field"]
    numbered = [given | {"order": number} for number, given in enumerate(fields, start=1)]
    actions.load_fields(numbered, by=by, at=at)
