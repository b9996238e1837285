"""A choice among things that the page hands in: shows their words, gives back the thing itself."""

from dataclasses import dataclass
from itertools import groupby

from django import forms


@dataclass(frozen=True)
class Offer:
    """One thing to choose: what the browser sends, the thing, its words, and the heading it stands under."""

    key: str
    thing: object
    text: str
    group: str = ""


class OneOfField(forms.ChoiceField):
    """Nothing chosen gives None."""

    def offer(self, offers, *, empty="–"):
        """What may be chosen; `empty` is the words for nothing, None where there is always something."""
        self.things = {one.key: one.thing for one in offers}
        self.choices = ([("", empty)] if empty is not None else []) + _grouped(offers)

    def clean(self, value):
        return self.things.get(super().clean(value))


def only_province(scope):
    """The code of the province of an office that has one: never asked for when known."""
    return next(iter(scope.provinces)) if scope.provinces and len(scope.provinces) == 1 else None


def _grouped(offers):
    """Offers that follow each other under the same heading stand together."""
    found = []
    for group, members in groupby(offers, key=lambda one: one.group):
        choices = [(one.key, one.text) for one in members]
        found.extend([(group, choices)] if group else choices)
    return found
