"""Answering a question from the figures registry: one sentence, its numbers, a table where parts are asked about."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from buranakan.insight import addresses, statements
from buranakan.insight.addresses import YEAR, Asked
from buranakan.insight.figures import FIGURES
from buranakan.insight.questions import names, phrases, promises, reading, tables, wording, words
from buranakan.insight.questions.intents import FIGURE, PROMISE, TALLY, NotUnderstood
from buranakan.insight.questions.measures import ENTERPRISES
from buranakan.insight.quotes import Name
from buranakan.insight.statements import Sentence, sentence
from buranakan.lib import clock, fiscal, thai_text
from buranakan.lib.money import BAHT
from buranakan.lib.rules import RuleBroken
from buranakan.planning import queries as planning

_FINER_THAN_YEARS = ("month", "quarter")
_PLANS = ("people_planned", "money_planned")
_QUOTED = ("unknown", "beyond")  # reasons that repeat the words of the question


@dataclass(frozen=True)
class Link:
    """Something else that can be asked or opened."""

    text: str
    address: str


@dataclass(frozen=True)
class Answer:
    """A question with its sentence, numbers and table, and how it was understood."""

    question: str
    intent: object
    asked: Asked
    sentence: Sentence
    table: tables.Table | None
    understood: tuple[str, ...]
    others: tuple[Link, ...]

    @property
    def numbers(self):
        return self.sentence.numbers

    @property
    def sources(self):
        """Every number with its definition, day and scope."""
        return statements.annex([self.sentence])


@dataclass(frozen=True)
class Refusal:
    """A question that can't be answered: why, and what can be asked instead."""

    question: str
    code: str
    because: str
    others: tuple[Link, ...]
    examples: tuple[str, ...]


def answer(text, *, scope, at):
    """The answer within the reader's reach, or a refusal; a number is never guessed."""
    question, on = thai_text.one_line(text), clock.local_day(at)
    year = fiscal.fiscal_year_of(on)
    try:
        known = names.dictionary(on=on, year=year)
        intent = reading.read(question, dictionary=known, lexicon=words.lexicon(), on=on)
        return _Answering(question, intent, scope=scope, at=at).answer()
    except NotUnderstood as reason:
        return _refused(question, reason, scope=scope, on=on)
    except RuleBroken as refusal:
        return Refusal(question, refusal.code, refusal.rendered(_), others=(), examples=tuple(words.examples()))


def asked_of(query, *, scope, on):
    """The slice of a question; without a span of time, this fiscal year."""
    query = dict(query)
    if YEAR not in query and not any(name in query for name in _FINER_THAN_YEARS):
        query[YEAR] = str(_year_of(query, on=on))
    return addresses.read(query, scope=scope, on=on)


def _year_of(query, *, on):
    """Up to the end of a month means since its fiscal year began."""
    if "until" not in query:
        return fiscal.fiscal_year_of(on)
    return fiscal.fiscal_year_of(names.names.read_month(query["until"]))


def _years_of(part):
    """The fiscal years that a slice speaks of."""
    months = {part.month, part.until, *(part.months or ())} - {None}
    return {part.fiscal_year, *map(fiscal.fiscal_year_of, months)} - {None}


class _Answering:
    """One question on its way to an answer."""

    def __init__(self, question, intent, *, scope, at):
        self.question, self.intent, self.scope, self.at = question, intent, scope, at
        self.on = clock.local_day(at)
        self.asked = asked_of(intent.query, scope=scope, on=self.on)
        self._check_years()

    def _check_years(self):
        """Of a year that nothing is known of, zero would be a guess."""
        known = set(planning.portfolios(self.scope).values_list("fiscal_year", flat=True))
        for year in sorted(_years_of(self.asked.part) - known):
            raise NotUnderstood("no_programme", said=[str(year)])

    def answer(self):
        said, table = self.said()
        if self.has_no_plan(said.numbers):
            said = sentence(wording.NO_PLAN, said=said)
        return Answer(
            question=self.question,
            intent=self.intent,
            asked=self.asked,
            sentence=sentence(wording.PLAIN, day=self.on, where=Name(self.where(said.numbers)), said=said),
            table=table,
            understood=tuple(self.understood()),
            others=tuple(self.others()),
        )

    def said(self):
        """What the sentence says, and the table."""
        if self.intent.measures[0].kind == TALLY:
            return tables.standing(self)
        if self.intent.by:
            return tables.by_parts(self)
        if any(one.kind == PROMISE for one in self.intent.measures):
            return promises.said(self), None
        numbers = [self.number(one) for one in self.intent.measures]
        if self.intent.share or self.intent.left:
            return phrases.related(*numbers, left=self.intent.left), None
        return phrases.several(numbers), None

    def has_no_plan(self, numbers):
        """Nothing was done in the one province that is asked about, for nothing was planned there this year."""
        province = self.asked.text_of("province")
        if self.intent.by or not province or not numbers or any(one.value for one in numbers):
            return False
        years = [{addresses.YEAR: str(year)} for year in _years_of(self.asked.part)]
        parts = [asked_of({"province": province} | year, scope=self.scope, on=self.on).part for year in years]
        return not any(FIGURES[key].value(self.scope, part) for key in _PLANS for part in parts)

    def number(self, measure):
        return statements.figure(measure.key, scope=self.scope, asked=self.asked, on=self.on)

    def asked_with(self, query):
        """The same part, narrowed further."""
        return asked_of(self.intent.query | query, scope=self.scope, on=self.on)

    def where(self, numbers):
        """Of what the numbers are, and how far the reader's reach goes where all of them say the same of it."""
        scopes = {one.scope for one in numbers if not one.made_of and not one.key.startswith("promise:")}
        if len(scopes) == 1 and not self.intent.by:
            return scopes.pop()
        kinds = {one.unit == BAHT for one in numbers}
        if len({statements.reach(self.scope, of_money=kind) for kind in kinds}) > 1:
            return " · ".join(map(statements.label, self.asked.terms))
        return statements.scope_words(self.scope, self.asked, of_money=True in kinds)

    def understood(self):
        """How the question was read: what was counted, of which part, and which slips were mended."""
        for one in self.intent.measures:
            yield str(_name_of(one))
        for term in self.asked.terms:
            yield f"{term.name_label}: {term.label}"
        if any(ENTERPRISES in one.others for one in self.intent.measures):
            yield _("entrepreneurs are counted as people; enterprises are counted apart")
        for typed, meant in self.intent.mended:
            yield _("“%(typed)s” was read as “%(meant)s”") % {"typed": typed, "meant": meant}

    def others(self):
        """Figures that the question could have meant as well, over the same part."""
        for measure in self.intent.measures:
            for key in measure.others:
                yield self._other(key)

    def _other(self, key):
        if key in FIGURES:
            return Link(str(FIGURES[key].name), statements.address("desk:figure", self.asked, args=[key]))
        number = statements.tally(key, scope=self.scope, asked=self.asked, at=self.at)
        return Link(str(number.name), number.address)


def _name_of(measure):
    if measure.kind == PROMISE:
        return _("Announced target")
    return (FIGURES if measure.kind == FIGURE else statements.TALLIES)[measure.key].name


# --- refusals ---------------------------------------------------------------------------------------------------------
def _refused(question, reason, *, scope, on):
    said = ", ".join(f"“{one}”" if reason.code in _QUOTED else one for one in reason.said)
    about, template = reason.about, wording.REASONS.get(reason.code)
    because = words.because(about, said=said) if about else str(template) % {"words": said}
    return Refusal(
        question=question,
        code=reason.code,
        because=because,
        others=tuple(_figures_of(reason.slice, scope=scope, on=on)),
        examples=(*(words.asks(about) if about else ()), *words.examples()),
    )


def _figures_of(slice_, *, scope, on):
    """Of the part that was understood, figures that can be opened."""
    if not slice_:
        return
    try:
        asked = asked_of(slice_, scope=scope, on=on)
    except RuleBroken:
        return
    label = " · ".join(map(statements.label, asked.terms))
    for key in ("people_reached_distinct", "people_planned", "money_paid"):
        yield Link(f"{FIGURES[key].name} · {label}", statements.address("desk:figure", asked, args=[key]))
