"""Pages of scorecards: a framework's pillars on a day, each opening to what makes it up; and the same as a sheet."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from buranakan.accounts.permissions import Permission
from buranakan.areas import queries as areas
from buranakan.insight import addresses, names, scorecards
from buranakan.insight.slices import Dimension
from buranakan.lib import clock, fiscal
from buranakan.pages.desk import figure_links, scorecard_sheet, sheets
from buranakan.pages.desk.forms.choices import only_province
from buranakan.pages.desk.forms.scorecards import ScorecardForm
from buranakan.pages.desk.outcome_words import Basis
from buranakan.pages.gate import needs
from buranakan.policy import queries as policy

SCORECARDS = _("Policy scorecards")
PARTS = ("province", "office", "month")


@require_safe
@needs(Permission.SEE_FIGURES)
def show_scorecard(request):
    asked = _read(request)
    card = asked.card(request.scope)
    pillar = card.pillar(asked.pillar) if card else None
    words = {
        "asked": asked,
        "card": card,
        "tabs": asked.tabs(),
        "pillars": [_pillar(one, asked) for one in card.pillars] if card else [],
        "whole": _whole(card, asked) if card else {},
        "opened": _opened(request.scope, pillar, asked) if pillar else None,
        "only_province": only_province(request.scope),
        "file_href": f"{reverse('desk:scorecard_file')}?{asked.address()}",
        "crumbs": [(SCORECARDS, asked.href(pillar="", by="")), (pillar.wording.name, "")] if pillar else [],
    }
    return render(request, "desk/scorecards/show.html", words, status=400 if asked.form.errors else 200)


@require_safe
@needs(Permission.SEE_FIGURES)
def scorecard_file(request):
    asked = _read(request)
    if asked.form.errors:
        raise Http404
    card = asked.card(request.scope)
    rows = scorecard_sheet.rows(card, part=asked.said()) if card else []
    headings = scorecard_sheet.headings(card.framework if card else None)
    name = f"scorecard-{card.framework.code if card else 'none'}-{asked.on.isoformat()}"
    return sheets.answer(name, ending=sheets.EXCEL, headings=headings, rows=rows)


# --- what the address asks for ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Asked:
    """A framework in force on a day and a part of the whole, as the address holds them."""

    form: ScorecardForm
    on: object
    frameworks: tuple
    framework: object | None
    province: object | None
    office: object | None
    month: object | None
    pillar: str
    by: str

    @property
    def part(self):
        return {
            "province": self.province and self.province.pk,
            "office": self.office and self.office.pk,
            "month": self.month,
        }

    def card(self, scope):
        if self.framework is None:
            return None
        return scorecards.scorecard(scope, self.framework, on=self.on, **self.part)

    def said(self):
        """What it is narrowed by, in words."""
        month = self.month and names.month_label(self.month)
        return [str(one) for one in (self.province, self.office and self.office.short, month) if one]

    def address(self, **changes):
        texts = {
            "framework": self.framework.code if self.framework else "",
            "on": _typed(self.on) if self.on != clock.today() else "",
            "province": self.province.pk if self.province else "",
            "office": self.office.code if self.office else "",
            "month": names.month_text(self.month) if self.month else "",
            "pillar": self.pillar,
            "by": self.by,
        } | changes
        return urlencode({name: text for name, text in texts.items() if text})

    def href(self, **changes):
        return f"{reverse('desk:scorecards')}?{self.address(**changes)}"

    def figure(self, key, **changes):
        """The page of a figure over the same part of the whole, of today."""
        terms = {
            "year": str(fiscal.fiscal_year_of(self.on)),
            "province": self.province.pk if self.province else "",
            "office": self.office.code if self.office else "",
            "month": names.month_text(self.month) if self.month else "",
        }
        return figure_links.figure_href(key, addresses.Asked(), **terms | changes)

    def tabs(self):
        return [
            {
                "text": one.name,
                "href": self.href(framework=one.code, pillar="", by=""),
                "current": one is self.framework,
            }
            for one in self.frameworks
        ]


def _read(request):
    scope, today = request.scope, clock.today()
    form = ScorecardForm(
        request.GET.dict() | ({} if request.GET.get("on") else {"on": _typed(today)}),
        provinces=[one for one in areas.provinces() if scope.sees_all_provinces or one.pk in scope.provinces],
        offices=_offices(scope, on=today),
        months=fiscal.months_of(fiscal.fiscal_year_of(today)),
    )
    said = form.cleaned_data if form.is_valid() else {}
    code = said.get("framework", "")
    if code and not policy.frameworks().filter(code=code).exists():
        raise Http404
    on = said.get("on") or today
    frameworks = () if form.errors else tuple(policy.frameworks().in_force_on(on))
    return _Asked(
        form=form,
        on=on,
        frameworks=frameworks,
        framework=_framework(said.get("framework", ""), frameworks, on=on),
        **{name: said.get(name) for name in PARTS},
        pillar=said.get("pillar", ""),
        by=said.get("by", ""),
    )


def _offices(scope, *, on):
    """Offices that answer for a province in reach, in the order of lists."""
    found = {
        held.office.pk: held.office
        for held in areas.responsibilities(on=on)
        if scope.sees_all_provinces or held.province_id in scope.provinces
    }
    return sorted(found.values(), key=lambda one: (one.sort_order, one.code))


def _typed(day):
    """A day as people type it, which the form reads back."""
    return f"{day.day}/{day.month}/{day.year + fiscal.BUDDHIST_ERA}"


def _framework(code, frameworks, *, on):
    """The one asked for; else the one that most projects are tagged to on the day, else the latest."""
    asked = next((one for one in frameworks if one.code == code), None)
    return asked or scorecards.usual(frameworks, on=on)


# --- what is shown ----------------------------------------------------------------------------------------------------
def _pillar(score, asked):
    readings = [
        {
            "indicator": one.indicator,
            "reading": one.reading,
            "summaries": [{"summary": it, "basis": Basis(it.method, it.level)} for it in one.reading.summaries],
            "tie": one.tie,
            "href": reverse("desk:indicator", args=[one.indicator.code]),
        }
        for one in score.outcomes
    ]
    return {
        "score": score,
        "kinds": [(kind.label, count) for kind, count in score.outputs.by_kind],
        "readings": readings,
        "href": asked.href(pillar=score.wording.pillar.code),
    }


def _whole(card, asked):
    return {
        "planned_href": asked.figure("money_planned"),
        "paid_href": asked.figure("money_paid"),
        "people_href": asked.figure("people_reached_distinct"),
        "participations_href": asked.figure("people_reached_participations"),
        "is_split": card.untagged.planned_parts or card.untagged.paid_parts,
    }


def _opened(scope, score, asked):
    """One pillar: the activities that make it up, and its parts."""
    by = Dimension(asked.by) if asked.by in scorecards.BREAKDOWNS else Dimension.PROVINCE
    rows = scorecards.breakdown(scope, asked.framework, score.wording.pillar, on=asked.on, by=by, **asked.part)
    return {
        "pillar": _pillar(score, asked),
        "shares": [_share(one, asked) for one in score.shares],
        "tabs": [
            {"text": one.label, "href": asked.href(by=one.value), "current": one == by}
            for one in scorecards.BREAKDOWNS
        ],
        "by": by,
        "rows": [{"row": row, "href": asked.href(**{by.value: row.name.text})} for row in rows],
        "adds_up": by == Dimension.MONTH,
    }


def _share(share, asked):
    text = names.activity_text(share.activity)
    return {
        "share": share,
        "planned_href": asked.figure("money_planned", activity=text),
        "paid_href": asked.figure("money_paid", activity=text),
        "participations_href": asked.figure("people_reached_participations", activity=text),
    }


urlpatterns = [
    path("scorecards/", show_scorecard, name="scorecards"),
    path("scorecards/file/", scorecard_file, name="scorecard_file"),
]
