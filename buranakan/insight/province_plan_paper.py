"""The plan of provinces on paper, in Thai: one page for each head, with where its numbers come from."""

import re
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from buranakan.insight import papers, province_plan, statements
from buranakan.insight.papers import thai
from buranakan.lib import clock, money, thai_dates

TEMPLATE = Path(__file__).parent / "province_plan.typ"
COUNT = re.compile(rb"/Type/Pages/Count (\d+)")
# The size of the letters: smaller where a province has much, down to what can still be read.
SCALES = (1.0, 0.92, 0.85, 0.78, 0.7)


def printed(found, *, by_office):
    """One paper for each of these, each on one page; `by_office` is who hands them out."""
    with translation.override("th"):
        values = {
            "title": _("Plan of the province"),
            "papers": [_said(one) for one in found],
            "footer": thai(by_office.name_th),
            "words": _words(),
        }
        for scale in SCALES:
            paper = papers.pdf(TEMPLATE, values | {"scale": scale})
            if int(COUNT.search(paper).group(1)) == len(found):
                return paper
    raise papers.PaperBroken("the plan of a province does not fit on one page")


def _words():
    return {
        "heading": _("Plan of the province in one page"),
        "works": _("What is planned"),
        "activity": _("Activity"),
        "months": _("Months"),
        "server": _("Delivered by"),
        "people": _("How many people"),
        "baht": _("Baht (own books)"),
        "total": _("All together"),
        "next": _("What must open next"),
        "reason": _("Why the province got this"),
        "contacts": _("Whom to ask"),
        "sources": _("Where the numbers come from"),
        "synthetic": _("Synthetic data"),
        "emblem": _("Emblem of the office"),
    }


def _said(paper):
    office = paper.office.name_th if paper.office else ""
    return {
        "name": thai(_("%(province)s Province") % {"province": paper.province.name}),
        "to": thai(_("For the head of %(office)s") % {"office": office}) if office else "",
        "year": thai(paper.portfolio.name_th),
        "sentences": [thai(one) for one in paper.sentences],
        "works": _works(paper),
        "people": thai(f"{paper.people:,}"),
        "baht": thai(money.format_baht(paper.satang)) if any(one.satang is not None for one in paper.works) else "–",
        "nothing": "" if paper.works else _("Nothing is planned here in this year."),
        "openings": [_opening(one) for one in paper.openings] or [_("Everything that is planned has begun.")],
        "more": _more(paper),
        "reason": thai(paper.reason),
        "contacts": [_contact(one) for one in paper.contacts],
        "sources": [thai(one) for one in _sources(paper)],
        "made": thai(_("As of %(day)s") % {"day": thai_dates.formal(paper.on)}),
    }


def _works(paper):
    project, rows = None, []
    for one in paper.works:
        is_first, project = one.project != project, one.project
        rows.append(
            {
                "project": thai(f"{one.project.number}. {one.project.name_th}") if is_first else "",
                "activity": thai(one.activity.name_th),
                "months": thai(", ".join(thai_dates.month(month, shortened=True) for month in one.months)),
                "server": thai(one.server.short_th),
                "people": thai(f"{one.people:,}"),
                "baht": thai(money.format_baht(one.satang)) if one.satang is not None else "–",
            }
        )
    return rows


def _opening(one):
    line = one.line
    said = {
        "month": thai_dates.month(line.month, shortened=True),
        "activity": line.activity.name_th,
        "people": f"{line.people:,}",
        "office": line.serving_office.short_th,
    }
    told = _("%(month)s: %(activity)s, %(people)s people, %(office)s") % said
    if one.call:
        day = thai_dates.short(clock.local_day(one.call.closes_at))
        standing = _("applications until %(day)s, not begun yet") % {"day": day}
    else:
        standing = _("no call yet, not begun yet")
    marks = [_("LATE")] if one.is_late else []
    return thai(" · ".join([*marks, told, standing]))


def _more(paper):
    left = paper.openings_in_all - len(paper.openings)
    return thai(_("and %(count)s more") % {"count": left}) if left > 0 else ""


def _contact(one):
    people = ", ".join(f"{user.display_name} ({user.email})" for user in one.people)
    # An address is copied as it is typed: its digits stay.
    return {"what": str(one.what), "office": thai(one.office.name_th), "people": people}


def _sources(paper):
    for row in statements.annex(paper.sentences):
        yield f"{row.name} {row.exact}: {row.scope}, {row.counted_on}"
    told = province_plan.source_of(paper)
    if told:
        yield told
