"""What the page of an announcement shows: its words marked, proposals as cards, other figures, names and dates."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.pages.desk.marked_text import Mark, paragraphs
from buranakan.pages.ui import phrases
from buranakan.planning import queries as planning
from buranakan.policy import queries, reading
from buranakan.policy.enums import ProposalState

ROLES = {
    "promise": _("Promise"),
    "result": _("Result so far"),
    "rule": _("Rule or condition"),
    "context": _("Background"),
}
ROLE_TONES = {"promise": "info", "result": "good", "rule": "plain", "context": "plain"}
STATE_TONES = {
    ProposalState.PROPOSED: "warn",
    ProposalState.CONFIRMED: "good",
    ProposalState.REJECTED: "plain",
}
NAME_KINDS = {
    "project": _("Project"),
    "agency": _("Office"),
    "centre": _("Industrial Promotion Center"),
    "province": _("Province"),
    "framework": _("Policy framework"),
    "person_post": _("Post"),
}


def read(announcement):
    """The announcement read anew: what a reading finds is never stored but for the proposals a person decides on."""
    return reading.read(announcement.text, vocabulary=queries.vocabulary(projects=planning.project_names()))


def figure_at(found, *, start, end):
    """The figure that was read from these very words, or None."""
    return next((one for one in found.figures if (one.start, one.end) == (start, end)), None)


@dataclass(frozen=True)
class Card:
    """A proposal with what the reading says of it now."""

    number: int
    proposal: object
    figure: object | None
    promise: object | None
    amount: str
    tone: str
    typed: str | None = None  # a reason that was refused, as it was typed

    @property
    def id(self):
        return f"proposal-{self.proposal.pk}"

    @property
    def words(self):
        """Where its words are marked."""
        return _anchor(self.proposal)

    @property
    def cue(self):
        """The words that decided."""
        return self.figure.cue if self.figure else None

    @property
    def due(self):
        return self.figure.due if self.figure else None

    @property
    def is_open(self):
        return self.proposal.state == ProposalState.PROPOSED

    @property
    def is_rejected(self):
        return self.proposal.state == ProposalState.REJECTED

    @property
    def is_refused(self):
        return self.typed is not None


@dataclass(frozen=True)
class Other:
    """A figure that is no proposal, and why the reading thinks so."""

    figure: object
    role: object
    tone: str

    @property
    def id(self):
        return f"figure-{self.figure.start}"

    @property
    def words(self):
        return _anchor(self.figure)


def cards(proposals, found, *, typed=None):
    """Proposals in the order of the text; `typed` holds refused reasons by proposal."""
    return [
        Card(
            number=number,
            proposal=proposal,
            figure=figure_at(found, start=proposal.start, end=proposal.end),
            promise=getattr(proposal, "promise", None),
            amount=_amount(proposal),
            tone=STATE_TONES[proposal.state],
            typed=(typed or {}).get(proposal.pk),
        )
        for number, proposal in enumerate(proposals, start=1)
    ]


def _amount(proposal):
    """In words of the reader's language; nothing where only the text's own words say it rightly."""
    if proposal.value is None or not proposal.unit:
        return ""
    return phrases.bound_amount(proposal.value, proposal.unit, comparison=proposal.comparison)


def others(found, proposals):
    """Figures whose words are not among the proposals."""
    taken = [(one.start, one.end) for one in proposals]
    return [
        Other(figure=one, role=ROLES[one.role], tone=ROLE_TONES[one.role])
        for one in found.figures
        if all(one.end <= start or end <= one.start for start, end in taken)
    ]


@dataclass(frozen=True)
class Named:
    """Things of one kind that the text names, each with the first place where it is marked."""

    kind: str
    label: object
    names: list


def named(found, lines):
    """Names by kind, in the order they are shown."""
    anchors = {piece.mark.anchor for line in lines for piece in line if piece.mark}
    by_kind = {}
    for name in found.names:
        places = [_anchor(span) for span in (name, *name.also_at)]
        shown_at = next((place for place in places if place in anchors), "")
        by_kind.setdefault(name.kind, []).append((name, shown_at))
    return [Named(kind=kind, label=label, names=by_kind[kind]) for kind, label in NAME_KINDS.items() if kind in by_kind]


def _anchor(span):
    return f"words-{span.start}"


def marked(text, *, cards, others, found):
    """The text in paragraphs; a proposal's words win over other figures', and figures over names."""
    marks = [mark for card in cards for mark in _card_marks(card)]
    marks += [mark for other in others for mark in _other_marks(other)]
    names = [mark for name in found.names for mark in _name_marks(name)]
    marks += _date_marks(found.dates)
    # A post holds the name of its office: the longer words are marked.
    marks += sorted(names, key=lambda mark: mark.start - mark.end)
    return paragraphs(text, marks)


def key(lines):
    """What each look in the text means: kind, word, and whether it is a figure's; only what the text has."""
    used = {piece.mark.kind for line in lines for piece in line if piece.mark}
    states = [(state.value, state.label, True) for state in ProposalState]
    roles = [(role, label, True) for role, label in ROLES.items()]
    names = [(kind, label, False) for kind, label in NAME_KINDS.items()]
    return [one for one in (*states, *roles, *names) if one[0] in used]


def _card_marks(card):
    label = gettext("Proposal %(number)s") % {"number": card.number}
    for span in (card.proposal, *(card.figure.also_at if card.figure else ())):
        yield Mark(span.start, span.end, card.proposal.state, label, _anchor(span), href=f"#{card.id}", is_tagged=True)


def _other_marks(other):
    for span in (other.figure, *other.figure.also_at):
        yield Mark(span.start, span.end, other.figure.role, other.role, _anchor(span), href=f"#{other.id}")


def _name_marks(name):
    for span in (name, *name.also_at):
        yield Mark(span.start, span.end, name.kind, NAME_KINDS[name.kind], _anchor(span))


def _date_marks(dates):
    for span in filter(None, [dates.published, dates.event]):
        yield Mark(span.start, span.end, "date", _("Date"), _anchor(span))
