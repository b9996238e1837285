"""The brief of the week made, sent and printed: once for each week and membership, as it was said that morning."""

from collections import Counter
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from buranakan.accounts import queries as accounts
from buranakan.insight import papers, statements
from buranakan.insight.briefs import weekly
from buranakan.insight.papers import thai
from buranakan.lib import clock, thai_dates
from buranakan.messages import actions as messages
from buranakan.messages import queries as sent

TEMPLATE = Path(__file__).parent / "weekly.typ"
LANGUAGE = "th"
PAGE = "/desk/brief/"
MONDAY, HOUR = 0, 7


def make_due(at):
    """From seven on Monday, a brief and a letter for everybody who wants one: how many were made.

    Whoever has this week's already gets no second one, however often it runs; a Monday that was missed is made up
    within its week.
    """
    local = at.astimezone(clock.BANGKOK)
    if (local.weekday(), local.hour) < (MONDAY, HOUR):
        return 0
    return sum(make(one, at=at) is not None for one in weekly.recipients(on=clock.local_day(at)))


@transaction.atomic
def make(membership, *, at):
    """The brief of this week for one membership, with its letter; None where it has one."""
    on = clock.local_day(at)
    week_on = weekly.week_of(on)
    if sent.briefs(membership).filter(week_on=week_on).exists():
        return None
    brief = messages.keep_brief(membership, week_on=week_on, said=said(membership, at=at), at=at)
    if brief is not None:
        _send(brief, at=at)
    return brief


def said(membership, *, at):
    """Everything the brief says, in words: kept, shown, sent and printed alike."""
    scope = accounts.scope_of(membership, on=clock.local_day(at))
    with translation.override(LANGUAGE):
        parts = weekly.parts(scope, at=at)
        return {
            "heading": _("Brief of the week"),
            "name": membership.office.name,
            "role": membership.get_role_display(),
            "made": _("Made on %(at)s from the figures of that moment.") % {"at": thai_dates.moment(at)},
            "parts": [
                {"heading": str(part.heading), "lines": [" ".join(map(str, line)) for line in part.lines]}
                for part in parts
            ],
            **_annex([one for part in parts for one in part.sentences]),
        }


def _annex(sentences):
    """By definition; the scope and day that most of them have is said once for all."""
    groups = list(statements.by_definition(statements.annex(sentences)))
    scopes = Counter((row.scope, row.counted_on) for _name, _definition, same in groups for row in same)
    [((scope, day), _count)] = scopes.most_common(1) or [(("", ""), 0)]
    annex = [
        {
            "name": name,
            "definition": definition,
            "numbers": [_valued(row, unless=(scope, day)) for row in same],
        }
        for name, definition, same in groups
    ]
    told = _("Scope and day of each number, unless told beside it: %(scope)s, %(day)s.")
    return {"annex": annex, "annex_of": told % {"scope": scope, "day": day}}


def _valued(row, *, unless):
    told = (row.scope, row.counted_on)
    return row.exact if told == unless else f"{row.exact} ({', '.join(told)})"


def _send(brief, *, at):
    with translation.override(LANGUAGE):
        office = brief.membership.office
        subject = _("Brief of the week: %(office)s, %(day)s") % {
            "office": office.short,
            "day": thai_dates.short(clock.local_day(at)),
        }
        parts = ["\n".join([part["heading"], *(f"- {line}" for line in part["lines"])]) for part in brief.said["parts"]]
        ways = _("Read it with its sources, print it, or stop these letters: %(address)s") % {
            "address": settings.PUBLIC_ADDRESS + PAGE
        }
        messages.send(
            to=brief.membership.user.email,
            subject=subject,
            body="\n\n".join([brief.said["made"], *parts, ways]),
            about=brief,
            language=LANGUAGE,
            office=office,
            at=at,
        )


# --- on paper ---------------------------------------------------------------------------------------------------------
def printed(brief):
    """The paper, with Thai digits as official papers have them."""
    return papers.pdf(TEMPLATE, values(brief))


def values(brief):
    """Everything the paper shows: what was said that morning, and nothing newer."""
    kept = brief.said
    with translation.override(LANGUAGE):
        return {
            "title": thai(f"{kept['heading']} {kept['name']} {thai_dates.short(brief.week_on)}"),
            "heading": thai(f"{kept['heading']} · {thai_dates.formal(brief.week_on)}"),
            "name": thai(kept["name"]),
            "parts": [
                {"heading": part["heading"], "lines": [thai(line) for line in part["lines"]]} for part in kept["parts"]
            ],
            "annex": [
                {
                    "name": thai(row["name"]),
                    "definition": thai(row["definition"]),
                    "numbers": [thai(number) for number in row["numbers"]],
                }
                for row in kept["annex"]
            ],
            "annex_of": thai(kept["annex_of"]),
            "made": thai(kept["made"]),
            "footer": thai(kept["role"]),
            "words": {
                "annex": _("Where the numbers come from"),
                "page": _("Page {page} of {pages}"),
                "synthetic": _("Synthetic data"),
                "emblem": _("Emblem of the office"),
            },
        }
