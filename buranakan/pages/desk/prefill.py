"""What the reading fills in before a person confirms a promise: nothing known is typed again."""

from django.utils.translation import override

from buranakan.insight.figures import FIGURES
from buranakan.lib import fiscal
from buranakan.pages.desk import announcement_page
from buranakan.pages.desk.forms.fields import write_quantity
from buranakan.pages.ui import phrases
from buranakan.policy import queries

POST_KIND = "person_post"


def of(proposal, found, *, portfolios, scope, today):
    """Initial values of the form, from the proposal, the reading and the programmes there are."""
    announcement = proposal.announcement
    figure = announcement_page.figure_at(found, start=proposal.start, end=proposal.end)
    due = figure.due.on if figure and figure.due else None
    # The day it was said: said in October, it is of the fiscal year that has just begun.
    year = fiscal.fiscal_year_of(due or announcement.event_on or announcement.published_on or today)
    promised_by = _speaker(announcement.text, proposal, found) or proposal.whose
    return {
        **_known_of_post(scope, promised_by),
        "statement_th": _statement(announcement.text, proposal, figure),
        "statement_en": _english(proposal),
        "value": write_quantity(proposal.value, unit=proposal.unit),
        "unit": proposal.unit,
        "comparison": proposal.comparison,
        "figure_key": next((one.key for one in FIGURES.values() if one.unit == proposal.unit), ""),
        "fiscal_year": year,
        "due_on": due or fiscal.last_day(year),
        "promised_by": promised_by,
        "portfolio": _only_one(portfolios, year=year),
        "is_public": "yes",
    }


def _statement(text, proposal, figure):
    """The text's own words from what it is about to the number."""
    about = figure.about if figure else None
    start = about.start if about and about.end <= proposal.start else proposal.start
    return " ".join(text[start : proposal.end].split())


def _english(proposal):
    if proposal.value is None or proposal.unit not in phrases.UNITS:
        return ""
    with override("en"):
        said = phrases.bound_amount(proposal.value, proposal.unit, comparison=proposal.comparison)
    return said[:1].upper() + said[1:]


def _speaker(text, proposal, found):
    """The post named last before the number in its paragraph, or else in the text: who speaks is named before."""
    ends = {span.end: name for name in found.names if name.kind == POST_KIND for span in (name, *name.also_at)}
    before = [end for end in ends if end <= proposal.start]
    paragraph = text.rfind("\n", 0, proposal.start)
    near = [end for end in before if end > paragraph] or before
    return ends[max(near)].name if near else ""


def _known_of_post(scope, promised_by):
    """What the same post's last promise said of it."""
    last = queries.last_of_post(scope, promised_by) if promised_by else None
    return {
        "promised_by_en": last.promised_by_en if last else "",
        "office": last.office.code if last and last.office else "",
    }


def _only_one(portfolios, *, year):
    """The programme of that year, where there is one and no choice."""
    of_the_year = [one for one in portfolios if one.fiscal_year == year]
    return str(of_the_year[0].pk) if len(of_the_year) == 1 else ""
