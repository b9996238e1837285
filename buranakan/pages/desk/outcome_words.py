"""How pages of outcomes say what a number rests on: tones of methods and evidence, and what became of a receiver."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from buranakan.outcomes.enums import COMPUTED, AskingState, EvidenceLevel, Method

LEVEL_TONES = {
    EvidenceLevel.CLAIMED: "plain",
    EvidenceLevel.DOCUMENTED: "info",
    EvidenceLevel.CONFIRMED: "good",
    EvidenceLevel.VERIFIED: "good",
}
ASKING_TONES = {
    AskingState.WAITING: "plain",
    AskingState.SENT: "info",
    AskingState.ANSWERED: "good",
    AskingState.CLOSED: "warn",
    AskingState.WITHDRAWN: "plain",
}
BECAME = {True: _("Better"), False: _("Worse"), None: _("Unchanged")}
BECAME_TONES = {True: "good", False: "bad", None: "plain"}


@dataclass(frozen=True)
class Basis:
    """How a value is known, in words and tones."""

    method: str
    level: str

    @property
    def method_text(self):
        return Method(self.method).label

    @property
    def method_tone(self):
        """What nobody took stands out: it is computed."""
        return "warn" if self.method in COMPUTED else "plain"

    @property
    def level_text(self):
        return EvidenceLevel(self.level).label

    @property
    def level_tone(self):
        return LEVEL_TONES[EvidenceLevel(self.level)]


@dataclass(frozen=True)
class AskingShown:
    """An asking with its state on a day."""

    asking: object
    state: AskingState

    @classmethod
    def on(cls, asking, day):
        return cls(asking, asking.state_on(day))

    @property
    def tone(self):
        return ASKING_TONES[self.state]

    @property
    def may_be_withdrawn(self):
        return self.state in {AskingState.WAITING, AskingState.SENT}


def became(change, direction):
    """What a change means, in a word and its tone; nothing where there is no change to tell."""
    if change is None:
        return None
    is_better = change.is_better(direction)
    return {"text": BECAME[is_better], "tone": BECAME_TONES[is_better]}
