"""A scorecard as the rows of a sheet: each number with its pillar, what it is, how it is known and what it covers."""

from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buranakan.lib.money import SATANG_IN_A_BAHT
from buranakan.outcomes.enums import EvidenceLevel, Method
from buranakan.pages.ui.tags import filters

PILLAR = gettext_lazy("Pillar")
HEADINGS = (
    gettext_lazy("Framework"),
    gettext_lazy("As of the day"),
    gettext_lazy("Part of the whole"),
    PILLAR,
    gettext_lazy("Side of the chain"),
    gettext_lazy("What"),
    gettext_lazy("How it is known"),
    gettext_lazy("Number"),
    gettext_lazy("Unit"),
    gettext_lazy("Does it add up?"),
)


def headings(framework):
    """Pillars under the word that the framework has for them."""
    return [framework.pillar_label if framework and one == PILLAR else one for one in HEADINGS]


def rows(card, *, part):
    """Inputs, outputs and outcomes of each pillar, then the whole."""
    head = [card.framework.name, filters.day(card.on), " · ".join(part) or _("Everything within reach")]
    label = card.framework.pillar_label
    for score in card.pillars:
        sides = (_money(score.inputs, label=label), _served(score.outputs, label=label), _changes(score.outcomes))
        for cells in chain(*sides):
            yield [*head, score.wording.name, *cells]
    for cells in _money(card.untagged, label=label):
        yield [*head, _("Tagged to no pillar (%(label)s)") % {"label": label}, *cells]
    for cells in (*_money(card.whole, label=label), *_served(card.served, label=label)):
        yield [*head, _("The whole"), *cells]


def _money(money, *, label):
    adds_up = _("Yes: the pillars (%(label)s) and what is tagged to none make the whole") % {"label": label}
    said = [_("Inputs"), _("By weight"), _("baht"), adds_up]
    for what, satang in ((_("Money planned"), money.planned), (_("Money paid"), money.paid)):
        yield [said[0], what, said[1], satang / SATANG_IN_A_BAHT, said[2], said[3]]


def _served(served, *, label):
    never = _("No: the same people and services stand under several pillars (%(label)s)") % {"label": label}
    yield [_("Outputs"), _("People reached (each person once)"), _("Counted"), served.people, _("people"), never]
    yield [_("Outputs"), _("Participations"), _("Counted"), served.participations, _("times"), never]
    for kind, count in served.by_kind:
        yield [_("Outputs"), str(kind.label), _("Counted"), count, _("times"), never]


def _changes(readings):
    never = _("No: methods and levels of evidence are never mixed")
    for one in readings:
        for summary in one.reading.summaries:
            known = f"{Method(summary.method).label} · {EvidenceLevel(summary.level).label}"
            for what, count in (
                (_("%(indicator)s: compared"), summary.receivers),
                (_("%(indicator)s: better"), summary.better),
            ):
                yield [_("Outcomes"), what % {"indicator": one.indicator.name}, known, count, _("receivers"), never]
