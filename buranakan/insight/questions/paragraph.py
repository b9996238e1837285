"""The paragraph that the announcement would be today: each promise of the year beside what came of it, all sourced."""

from buranakan.insight import addresses, statements
from buranakan.insight.questions import phrases, promises, wording
from buranakan.insight.questions.intents import NotUnderstood
from buranakan.insight.quotes import Name
from buranakan.insight.statements import sentence
from buranakan.lib import clock, fiscal
from buranakan.policy import queries as policy

_MOST = 5


def paragraph(scope, *, at):
    """Sentences about the promises of this fiscal year; none where nothing was announced."""
    on = clock.local_day(at)
    year = fiscal.fiscal_year_of(on)
    found = list(policy.promises(scope).in_force().filter(fiscal_year=year).order_by("pk")[:_MOST])
    said = [one for one in (_beside(promise, on=on) for promise in found) if one]
    if not said:
        return []
    asked = addresses.read({addresses.YEAR: str(year)}, scope=scope, on=on)
    behind = statements.tally("provinces_behind", scope=scope, asked=asked, at=at)
    first = sentence(wording.ANNOUNCED, said=phrases.several([statements.promised(promise) for promise in found]))
    return [first, *said, sentence(wording.PLAIN, day=on, where=Name(behind.scope), said=phrases.phrase(behind))]


def _beside(promise, *, on):
    """What came of a promise; None where no one figure tells."""
    try:
        said = promises.beside(promise, on=on)
    except NotUnderstood:
        return None
    return sentence(wording.PLAIN, day=on, where=Name(said.numbers[0].scope), said=said)
