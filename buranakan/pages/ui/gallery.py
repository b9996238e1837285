"""Samples for the gallery: invented numbers, marked so on the page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from buranakan.lib.rules import RuleBroken


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Name of the enterprise"), help_text=_("As written in its registration."))
    day = forms.CharField(label=_("Day of the service"), help_text=_("For example 13 ม.ค. 2568 or 13/1/2568."))
    people = forms.IntegerField(label=_("People who came"), min_value=1)
    kind = forms.ChoiceField(
        label=_("Kind of help"),
        choices=[("training", _("Training and information")), ("advice", _("First-level advice"))],
    )
    channel = forms.ChoiceField(
        label=_("How they heard of it"),
        choices=[("line", "LINE"), ("office", _("At the office")), ("friend", _("From a friend"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    evidence = forms.FileField(label=_("Evidence"), required=False, help_text=_("PDF, JPEG or PNG, up to 10 MB."))
    agreed = forms.BooleanField(label=_("The person agrees that this office keeps this record"))


def samples():
    """Everything the gallery's template shows."""
    broken = SampleForm({"name": "ที่ปั้น ปี่ ฎู ญู ก็", "people": "0", "channel": "line"}, auto_id="broken_%s")
    return {
        "sample_form": SampleForm(auto_id="sample_%s"),
        "broken_form": broken,
        "refusal": RuleBroken("places_taken", _("Only %(places)s places are left in this envelope."), places=4),
        "tones": ["good", "warn", "bad", "info", "plain"],
        "kinds": ["primary", "secondary", "danger", "quiet"],
        "bars": [
            {"label": "โครงการที่ 1", "planned": 640, "reached": 512, "unit": "คน", "href": "#bars"},
            {"label": "โครงการที่ 2", "planned": 420, "reached": 431, "unit": "คน", "href": "#bars"},
            {"label": "โครงการที่ 3", "planned": 520, "reached": 88, "unit": "คน", "href": ""},
            {"label": "โครงการที่ 4", "planned": 300, "reached": 0, "unit": "คน", "href": ""},
        ],
        "points": points(),
        "map_values": map_values(),
        "tabs": [
            {"text": _("Map"), "href": "#map", "current": True},
            {"text": _("Bars"), "href": "#bars", "current": False},
            {"text": _("Table"), "href": "#table", "current": False},
        ],
        "crumbs": [(_("Promises"), "#promises"), (_("Policy frameworks"), "#frameworks"), ("MIND", "")],
        "terms": [(_("Unit"), "คน"), (_("Counting rule"), _("each person once")), (_("Counted by"), "สอจ. 20 จังหวัด")],
    }


def points():
    """Four months gone and four to come, with the band that the pace spans."""
    forecasts = {3: (380, 380, 380), 4: (470, 485, 505), 5: (560, 590, 630), 6: (650, 695, 755), 7: (740, 800, 880)}
    return [
        {
            "label": label,
            "planned": 110 * (place + 1),
            "reached": [70, 180, 260, 380][place] if place < 4 else None,  # noqa: PLR2004 - months gone
            "forecast": forecasts.get(place),
            "is_due": place == 7,  # noqa: PLR2004 - the last month
        }
        for place, label in enumerate("ต.ค. พ.ย. ธ.ค. ม.ค. ก.พ. มี.ค. เม.ย. พ.ค.".split())
    ]


def map_values():
    """The north-east, with one province hidden and one unknown."""
    codes = "30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49".split()
    values = {code: {"value": (int(code) * 37) % 140 + 10} for code in codes}
    values["38"] = {"value": None, "hidden": True}
    values["48"] = {"value": None}
    return values
