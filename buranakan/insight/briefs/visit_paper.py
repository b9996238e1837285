"""The brief of a visit on paper: two pages, in Thai, its annex telling where each number comes from."""

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from buranakan.accounts.scope import Scope
from buranakan.insight import papers, statements
from buranakan.insight.briefs import visit as briefs
from buranakan.insight.papers import thai
from buranakan.insight.quotes import shortened
from buranakan.lib import clock, thai_dates
from buranakan.lib.rules import RuleBroken
from buranakan.policy.visits import actions
from buranakan.policy.visits import queries as visits

TEMPLATE = Path(__file__).parent / "visit.typ"
PAGES = 2
EVENING = dt.time(17)
ONE_DAY = dt.timedelta(days=1)
MOST_ITEMS, LONGEST_ITEM = 8, 90
# Rows in each list, and the size of the letters: a little smaller first, then fewer rows, down to what can be read.
STEPS = ((5, 1.0), (5, 0.94), (4, 0.9), (3, 0.88), (2, 0.85), (1, 0.8), (1, 0.72))
# A definition of which that is still too much is cut, and says where it stands in full.
LONGEST_DEFINITIONS = (400, 160, 60)
COUNT = re.compile(rb"/Type/Pages/Count (\d+)")


@dataclass(frozen=True)
class Done:
    """How many briefs were made, and of which visits none could be, with the reason."""

    made: int
    failed: tuple[str, ...]


def make(visit, *, by, at, unless_since=None):
    """Make the brief from the figures of this moment, and keep it with the visit; None where one was made since."""
    name = f"brief-{clock.local_day(visit.starts_at).isoformat()}.pdf"
    content = printed(visit, at=at)
    return actions.keep_brief(visit, content=content, name=name, unless_since=unless_since, by=by, at=at)


def make_due(at):
    """From the evening before, a brief for each visit, also on its day where that evening was missed.

    One that fails is told of and tried again in an hour; the others are made.
    """
    made, failed = 0, []
    for visit in _due(at):
        try:
            kept = make(visit, by=None, at=at, unless_since=_evening_before(visit))
        except (RuleBroken, papers.PaperBroken) as reason:
            failed.append(f"{visit.reference}: {getattr(reason, 'code', reason)}")
        else:
            made += kept is not None
    return Done(made, tuple(failed))


def _due(at):
    """Visits of today and tomorrow that are still to come, whose evening before has come without a brief since."""
    scope, today = Scope.system("briefs of visits that begin"), clock.local_day(at)
    found = [one for day in (today, today + ONE_DAY) for one in visits.starting_on(scope, day) if at < one.ends_at]
    evenings = [(one, _evening_before(one)) for one in found]
    return [
        one for one, evening in evenings if at >= evening and (one.brief_made_at is None or one.brief_made_at < evening)
    ]


def _evening_before(visit):
    return dt.datetime.combine(clock.local_day(visit.starts_at) - ONE_DAY, EVENING, clock.BANGKOK)


def printed(visit, *, at):
    """The paper; where the words are long it takes fewer rows and smaller letters, then shorter definitions."""
    with translation.override("th"):
        for said in _ever_shorter(visit, at=at):
            paper = papers.pdf(TEMPLATE, said | {"annex-apart": False})
            if _pages(paper) == PAGES:
                return paper
            if _pages(paper) < PAGES:
                return papers.pdf(TEMPLATE, said | {"annex-apart": True})
    raise papers.PaperBroken(f"the brief of visit {visit.reference} does not fit on {PAGES} pages")


def _ever_shorter(visit, *, at):
    for most, scale in STEPS:
        brief = briefs.brief(visit, at=at, most=most)
        yield values(brief) | {"scale": scale}
    for longest in LONGEST_DEFINITIONS:
        yield values(brief, longest=longest) | {"scale": scale}


def _pages(paper):
    return int(COUNT.search(paper).group(1))


def values(brief, *, longest=None):
    """Everything the paper shows, definitions so long at most. Official papers are in Thai, with Thai digits."""
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
            "annex": _annex(brief, longest=longest),
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


def _annex(brief, *, longest):
    return [
        {
            "name": thai(name),
            "definition": thai(_definition(same[0], longest=longest)),
            "numbers": [thai(f"{row.exact} ({row.scope}, {row.counted_on})") for row in same],
        }
        for name, _what, same in statements.by_definition(brief.sources)
    ]


def _definition(row, *, longest):
    """In full, or cut with the address of the page where it stands."""
    if longest is None or len(row.definition) <= longest:
        return row.definition
    return f"{shortened(row.definition, longest=longest)} {settings.PUBLIC_ADDRESS}{row.address}"
