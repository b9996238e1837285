"""The brief of a visit on paper: two pages, in Thai, its annex telling where each number comes from."""

import datetime as dt
import re
from itertools import groupby
from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from buranakan.accounts.scope import Scope
from buranakan.insight import papers
from buranakan.insight.briefs import visit as briefs
from buranakan.insight.papers import thai
from buranakan.insight.quotes import shortened
from buranakan.lib import clock, thai_dates
from buranakan.policy.visits import actions
from buranakan.policy.visits import queries as visits

TEMPLATE = Path(__file__).parent / "visit.typ"
PAGES = 2
EVENING = dt.time(17)
MOST_ITEMS, LONGEST_ITEM = 8, 90
# Rows in each list, and the size of the letters: a little smaller first, then fewer rows, down to what can be read.
STEPS = ((5, 1.0), (5, 0.94), (4, 0.9), (3, 0.88), (2, 0.85), (1, 0.8), (1, 0.72))
COUNT = re.compile(rb"/Type/Pages/Count (\d+)")


def make(visit, *, by, at):
    """Make the brief from the figures of this moment, and keep it with the visit."""
    name = f"brief-{clock.local_day(visit.starts_at).isoformat()}.pdf"
    return actions.keep_brief(visit, content=printed(visit, at=at), name=name, by=by, at=at)


def make_for_tomorrow(at):
    """In the evening, a brief for each visit that starts on the next day. Returns how many were made."""
    today = clock.local_day(at)
    evening = dt.datetime.combine(today, EVENING, clock.BANGKOK)
    if at < evening:
        return 0
    found = visits.starting_on(Scope.system("briefs of tomorrow's visits"), today + dt.timedelta(days=1))
    waiting = [one for one in found if one.brief_made_at is None or one.brief_made_at < evening]
    for visit in waiting:
        make(visit, by=None, at=at)
    return len(waiting)


def printed(visit, *, at):
    """The paper; where the words are long it takes fewer rows and smaller letters."""
    with translation.override("th"):
        for most, scale in STEPS:
            said = values(briefs.brief(visit, at=at, most=most)) | {"scale": scale}
            paper = papers.pdf(TEMPLATE, said | {"annex-apart": False})
            if _pages(paper) <= PAGES:
                break
        return paper if _pages(paper) == PAGES else papers.pdf(TEMPLATE, said | {"annex-apart": True})


def _pages(paper):
    return int(COUNT.search(paper).group(1))


def values(brief):
    """Everything the paper shows. Official papers are in Thai, with Thai digits."""
    with translation.override("th"):
        visit = brief.visit
        return {
            "title": f"{_('Brief for a visit')} {visit.title}",
            "heading": _("Brief for a visit"),
            "name": thai(visit.title),
            "facts": [[label, thai(said)] for label, said in _facts(visit) if said],
            "programme": [_item(one) for one in brief.programme[:MOST_ITEMS]],
            "parts": [
                {"heading": str(part.heading), "lines": [thai(one) for one in part.sentences]} for part in brief.parts
            ],
            "annex": _annex(brief),
            "made": thai(_("Made on %(at)s from the figures of that moment.") % {"at": thai_dates.moment(brief.at)}),
            "footer": thai(visit.visiting_office.name_th),
            "words": {
                "programme": _("Programme of the visit"),
                "annex": _("Where the numbers come from"),
                "page": _("Page {page} of {pages}"),
                "synthetic": _("Synthetic data"),
                "emblem": _("Emblem of the office"),
            },
        }


def _facts(visit):
    offices = ", ".join(one.name_th for one in visit.offices.all())
    yield _("Visitors"), visit.visitors
    yield _("Offices visited"), offices
    province = _("%(province)s Province") % {"province": visit.province.name}
    yield _("Place"), " ".join(filter(None, [visit.place, province]))
    yield _("When"), thai_dates.moment(visit.starts_at) + _until(visit)


def _until(visit):
    same_day = clock.local_day(visit.starts_at) == clock.local_day(visit.ends_at)
    end = visit.ends_at.astimezone(clock.BANGKOK)
    return f" – {end:%H.%M} น." if same_day else f" – {thai_dates.moment(visit.ends_at)}"


def _item(item):
    local = item.starts_at.astimezone(clock.BANGKOK)
    same_day = clock.local_day(item.starts_at) == clock.local_day(item.visit.starts_at)
    time = f"{local:%H.%M} น." if same_day else thai_dates.moment(item.starts_at)
    return {"time": thai(time), "what": thai(shortened(item.what, longest=LONGEST_ITEM))}


def _annex(brief):
    """Numbers of one definition stand together, so that it is printed once."""
    rows = sorted(brief.sources, key=lambda row: (row.name, row.definition))
    return [
        {
            "name": thai(name),
            "definition": thai(definition),
            "numbers": [thai(f"{row.exact} ({row.scope}, {row.counted_on})") for row in same],
        }
        for (name, definition), same in groupby(rows, key=lambda row: (row.name, row.definition))
    ]
