"""What an indicator may be, and what may change once it has values. Pure: no queries, no clock, no request."""

from django.utils.translation import gettext_lazy as _

from buranakan.lib import thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.outcomes.enums import COMPUTED, LADDER, EvidenceLevel, Method

LARGEST_HUNDREDTHS = 10**15
# What its values mean: another meaning is another indicator.
MEANING = ("unit_th", "direction", "counted_for", "is_whole")


def check_written(written, *, pillars):
    """An indicator has a name, a unit, room for values, a source, and speaks of some pillar."""
    for name in ("name_th", "unit_th", "source"):
        if not thai_text.clean(getattr(written, name)):
            raise RuleBroken(
                "indicator_incomplete",
                _("Write the indicator's name, the unit it is counted in, and where it comes from."),
                field=name,
            )
    if not 0 < written.highest_hundredths <= LARGEST_HUNDREDTHS:
        raise RuleBroken(
            "indicator_without_room", _("Write the largest value it can have, above zero."), field="highest"
        )
    if not pillars:
        raise RuleBroken("indicator_of_no_pillar", _("Choose at least one pillar it speaks of."), field="pillars")
    _check_evidence(Method(written.method), EvidenceLevel(written.evidence_level))


def _check_evidence(method, level):
    """What was computed nobody can confirm or verify, so nobody can aim at that."""
    if method in COMPUTED and LADDER.index(level) > LADDER.index(EvidenceLevel.DOCUMENTED):
        raise RuleBroken(
            "computed_value_not_confirmed",
            _("A computed value can be documented, but nobody can confirm or verify it. Choose a lower level."),
            field="evidence_level",
        )


def check_name_is_new(name, *, others):
    """Two indicators of one name would be taken for one."""
    if thai_text.search_key(name) in {thai_text.search_key(other) for other in others}:
        raise RuleBroken(
            "indicator_already_there",
            _("There is an indicator of this name already. Tie that one to the pillar, or choose another name."),
            field="name_th",
        )


def check_keeps_meaning(before, after, *, has_values):
    """Values that were taken keep their meaning: unit, direction and whose they are stay."""
    changed = next((name for name in MEANING if before[name] != after[name]), "")
    if has_values and changed:
        raise RuleBroken(
            "indicator_has_values",
            _("Values were taken in this unit and meaning already. Stop using it and enter another indicator."),
            field=changed,
        )


def check_changes(before, after):
    """A change changes something."""
    if before == after:
        raise RuleBroken("nothing_changed", _("This is what it says already. Nothing was changed."))
