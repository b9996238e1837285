"""Answers about what was announced: the promises of the year, beside what came of them."""

from buranakan.insight import addresses, progress, statements
from buranakan.insight.addresses import YEAR, Asked
from buranakan.insight.figures import FIGURES
from buranakan.insight.progress import TOTALS
from buranakan.insight.questions import phrases
from buranakan.insight.questions.intents import MONEY, PROMISE, NotUnderstood
from buranakan.lib.money import BAHT
from buranakan.policy import queries as policy

_MOST = 3


def said(one):
    """What is said of promises, and of the figures asked for with them."""
    if one.intent.share or one.intent.left:
        found = _of_the_whole(one)
        return phrases.joined([beside(promise, on=one.on, left=one.intent.left) for promise in found])
    numbers = []
    for measure in one.intent.measures:
        if measure.kind == PROMISE:
            numbers += [statements.promised(promise) for promise in _promises(one, measure.key)]
        else:
            numbers.append(one.number(measure))
    return phrases.several(numbers)


def _of_the_whole(one):
    """The promises that the question asks a part of."""
    return next(_promises(one, measure.key) for measure in one.intent.measures if measure.kind == PROMISE)


def beside(promise, *, on, left=False):
    """A promise beside what came of it, over the part of the whole that it is measured over."""
    figure = FIGURES[promise.figure_key]
    key = figure.result if figure.is_plan else figure.key
    if not key:
        raise NotUnderstood("not_measured")
    part = statements.figure(key, scope=TOTALS, asked=_measured_over(promise, on=on), on=on)
    whole = statements.promised(promise)
    if left and part.unit != whole.unit:
        raise NotUnderstood("share_of_what")
    return phrases.related(part, whole, left=left)


def _measured_over(promise, *, on):
    """The promise's programme as its announcement is read; without one, or with several, its fiscal year."""
    portfolios = list(promise.portfolios.all())
    if len(portfolios) == 1:
        return Asked((addresses.of_portfolio(portfolios[0], on=on),))
    if portfolios:
        raise NotUnderstood("not_measured")
    return addresses.read({YEAR: str(promise.fiscal_year)}, scope=progress.TOTALS, on=on)


def _promises(one, subject):
    """Promises in force of the year that are about people, or about money."""
    year = one.asked.part.fiscal_year
    found = [
        promise
        for promise in policy.promises(one.scope).in_force().filter(fiscal_year=year)
        if (FIGURES[promise.figure_key].unit == BAHT) == (subject == MONEY)
    ]
    if not found:
        raise NotUnderstood("no_promise")
    if len(found) > _MOST:
        raise NotUnderstood("many_promises")
    return found
