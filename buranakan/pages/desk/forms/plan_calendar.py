"""What the calendar and the reality of a plan are narrowed to; the address holds the choice."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buranakan.pages.desk.forms.choices import Offer, OneOfField
from buranakan.pages.desk.forms.plans import month_offers, project_offers, province_offers
from buranakan.planning.replanning import LineState


class CalendarForm(forms.Form):
    """Which part of a plan's calendar is shown."""

    month = OneOfField(label=_("Month"), required=False)
    centre = OneOfField(label=_("Centre of the province"), required=False)
    province = OneOfField(label=_("Province"), required=False)
    project = OneOfField(label=_("Project"), required=False)

    def __init__(self, *args, found, months, **kwargs):
        """`found` are the lines of the year as they stand, with whose trainers go where."""
        super().__init__(*args, **kwargs)
        centres = {found.teams[one.line.province_id] for one in found.lines if one.line.province_id in found.teams}
        self.fields["month"].offer(month_offers(months), empty=_("The whole year"))
        self.fields["centre"].offer(
            [Offer(one.code, one, one.short) for one in sorted(centres, key=lambda one: one.sort_order)], empty=_("All")
        )
        _offer_places(self.fields, [one.line for one in found.lines])

    def wanted(self, name):
        return self.cleaned_data.get(name) or None


class RealityForm(forms.Form):
    """Which lines are compared with what became of them."""

    plan = OneOfField(label=_("Plan"), required=False)
    state = forms.ChoiceField(label=_("Standing"), required=False, choices=[("", _("All")), *LineState.choices])
    province = OneOfField(label=_("Province"), required=False)
    project = OneOfField(label=_("Project"), required=False)

    def __init__(self, *args, lines, **kwargs):
        super().__init__(*args, **kwargs)
        plans = {one.line.version.plan_id: one.line.version for one in lines}
        self.fields["plan"].offer(
            [Offer(str(one.plan.reference), one, one.plan.name) for _pk, one in sorted(plans.items())], empty=_("All")
        )
        _offer_places(self.fields, [one.line for one in lines])

    def holds(self, one):
        """Is a line among those asked for?"""
        asked = self.cleaned_data
        return (
            asked["plan"] in {None, one.line.version}
            and asked["state"] in {"", one.state}
            and asked["province"] in {None, one.line.province}
            and asked["project"] in {None, one.line.activity.project}
        )


def _offer_places(fields, lines):
    """Provinces and projects that any line has."""
    fields["province"].offer(province_offers(lines), empty=_("All"))
    fields["project"].offer(project_offers(lines), empty=_("All"))
