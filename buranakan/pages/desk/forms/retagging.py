"""Forms of re-tagging: from which framework and day, and one row for each tag that would end."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.fields import DayField, FormOfParts, as_error
from buranakan.pages.desk.forms.frameworks import pillar_offers, read_percent, why_it_serves
from buranakan.planning import tag_rules, tagging


class RetagForm(forms.Form):
    """The framework whose tags end, and the first day of the new ones; both stand in the address."""

    old = OneOfField(label=_("From the framework"))
    starts_on = DayField(label=_("First day of the new tags"))

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old"].offer([Offer(one.code, one, one.name) for one in others], empty=_("Choose"))

    def chosen(self):
        """The old framework and the first day; None for what is not chosen yet."""
        if self.is_bound:
            return (self.cleaned_data["old"], self.cleaned_data["starts_on"]) if self.is_valid() else (None, None)
        return self.fields["old"].things.get(self.initial["old"]), self.initial["starts_on"]


class RetagRowForm(forms.Form):
    """One tag that would end: what follows it. Only what is ticked moves."""

    is_confirmed = forms.BooleanField(label=_("Move it"), required=False)
    pillar = OneOfField(required=False)
    weight_percent = forms.CharField(label=_("Weight (per cent)"), max_length=10, required=False)
    because = forms.CharField(max_length=tag_rules.LONGEST_REASON, required=False)

    def __init__(self, *args, move, pillars, label, **kwargs):
        best = move.best
        initial = {
            "pillar": str(best.key) if best else "",
            "weight_percent": move.tag.weight_percent,
            "because": _reason(best),
        }
        super().__init__(*args, prefix=f"tag-{move.tag.pk}", initial=initial, **kwargs)
        self.move = move
        self.names = {one.pillar_id: one.name for one in pillars}
        self.fields["pillar"].label = gettext("To the pillar (%(label)s)") % {"label": label}
        self.fields["because"].label = why_it_serves(label)
        self.fields["weight_percent"].widget.attrs["inputmode"] = "numeric"
        self.fields["pillar"].offer(pillar_offers(pillars), empty=_("Nothing follows it"))

    @property
    def suggested(self):
        """The pillar suggested, in its words."""
        return self.names.get(self.move.best.key, "") if self.move.best else ""

    def clean(self):
        said = self.cleaned_data
        if not said.get("is_confirmed"):
            return said
        if not said.get("pillar"):
            self.add_error("pillar", gettext("Choose what follows, or untick the row."))
        self._check("weight_percent", tag_rules.check_weight, read_percent(said.get("weight_percent", "")))
        self._check("because", tag_rules.check_because, said.get("because", ""))
        return said

    def _check(self, name, check, value):
        try:
            check(value)
        except RuleBroken as refusal:
            self.add_error(name, as_error(refusal))

    def choice(self):
        """What was confirmed, or None."""
        said = self.cleaned_data
        if not said["is_confirmed"]:
            return None
        percent = read_percent(said["weight_percent"])
        return tagging.Choice(self.move.tag.holder, said["pillar"], percent, said["because"])


def _reason(suggestion):
    """Why it may follow, in words that a person may take over or mend."""
    if suggestion is None:
        return ""
    said = []
    if suggestion.words:
        said.append(gettext("Both say: %(words)s.") % {"words": ", ".join(suggestion.words)})
    if suggestion.indicators:
        said.append(gettext("Both are measured by: %(indicators)s.") % {"indicators": ", ".join(suggestion.indicators)})
    return " ".join(said)[: tag_rules.LONGEST_REASON]


class RetagRowsForm(FormOfParts):
    """All rows together."""

    def __init__(self, posted=None, *, moves, pillars, label):
        bound, to = (posted,) if posted is not None else (), {"pillars": pillars, "label": label}
        self.rows = [RetagRowForm(*bound, move=move, **to) for move in moves if not move.is_moved]
        self.moved = [move for move in moves if move.is_moved]

    @property
    def parts(self):
        return self.rows

    def choices(self):
        """What was confirmed; two old pillars of one project that go to the same new one go together."""
        return tagging.merged([one for row in self.rows if (one := row.choice())])
