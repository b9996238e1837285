"""Answers by parts: a row for each province, office, project, activity or month, and the sentence above them."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from buranakan.insight import addresses, names, progress, statements
from buranakan.insight.addresses import Asked, Term
from buranakan.insight.figures import FIGURES
from buranakan.insight.questions import phrases, wording
from buranakan.insight.questions.intents import NotUnderstood
from buranakan.insight.quotes import Name
from buranakan.insight.slices import Dimension
from buranakan.insight.statements import sentence
from buranakan.insight.tallies import PROVINCES
from buranakan.lib.money import BAHT

MOST_ROWS, MOST_NAMED = 20, 8


@dataclass(frozen=True)
class Row:
    """One part: its name and its numbers; with a share, the share last."""

    name: str
    numbers: tuple

    @property
    def address(self):
        """Where its first number opens."""
        return self.numbers[0].address

    @property
    def decisive(self):
        """What it is put in order by: the share where there is one."""
        return self.numbers[-1 if self.numbers[-1].made_of else 0]


@dataclass(frozen=True)
class Table:
    """Rows in order, the numbers' names above them, and where all of it opens."""

    by: object
    headings: tuple
    rows: tuple
    address: str

    @property
    def first(self):
        return self.rows[:MOST_ROWS]

    @property
    def has_more(self):
        return len(self.rows) > MOST_ROWS


# --- by the keys of a dimension ---------------------------------------------------------------------------------------
def by_parts(one):
    """The sentence and the table of a question that asks about parts."""
    intent = one.intent
    rows = _rows(one)
    label = addresses.LABELS[intent.by]
    if not rows:
        return sentence(wording.NOTHING_TO_SPLIT, by=label), None
    headings = tuple(number.name for number in rows[0].numbers)
    opens = statements.address("desk:figure", one.asked, args=[intent.measures[0].key], query=f"by={intent.by}")
    return _sentence(one, rows, label), Table(by=label, headings=headings, rows=tuple(rows), address=opens)


def _rows(one):
    intent, reaches = one.intent, statements.reaches(one.scope)
    parts = _among(one) if intent.among else _every(one)
    keys = [measure.key for measure in intent.measures]
    rows = []
    for name, asked, values in parts:
        found = statements.figures(
            keys, scope=one.scope, asked=asked, on=one.on, values=values, reaches=reaches
        ).values()
        rows.append(_related(Row(name, tuple(found)), intent))
    rows = [row for row in rows if row]
    if intent.among or (intent.by == Dimension.MONTH and not intent.order):
        return rows
    return sorted(rows, key=lambda row: row.decisive.value, reverse=intent.order != "least")


def _related(row, intent):
    """With the share or what is left behind the numbers; a share of nothing is none, and its part has no row."""
    if intent.share:
        share = statements.share(*row.numbers)
        return share and replace(row, numbers=(*row.numbers, share))
    if intent.left:
        part, whole = row.numbers
        return replace(row, numbers=(*row.numbers, statements.difference(whole, part)))
    return row


def _every(one):
    """Every key with rows or a plan: what was planned and not done is nothing, and not left out."""
    by = Dimension(one.intent.by)
    figures = [FIGURES[measure.key] for measure in one.intent.measures]
    values = {figure.key: figure.by(one.scope, by, one.asked.part) for figure in figures}
    keys = {key for found in values.values() for key in found}
    for plan in {figure.plan for figure in figures if figure.has_plan} - values.keys():
        keys |= FIGURES[plan].by(one.scope, by, one.asked.part).keys()
    if by == Dimension.MONTH and not any(figure.is_plan for figure in figures):
        keys = {month for month in keys if month <= one.on}  # nothing can have happened in months to come
    for name in sorted(names.names(by, keys).values(), key=lambda name: name.place):
        asked = _narrowed(one.asked, by.value, name)
        yield name.label, asked, {key: found.get(name.key, 0) or 0 for key, found in values.items()}


def _narrowed(asked, dimension, name):
    return Asked((*asked.terms, Term(dimension, name.text, name.label, field=dimension, value=name.key)))


def _among(one):
    """The parts that the question names, each as it would be asked alone."""
    by = one.intent.by
    named = {code: one.asked_with({by: code}) for code in one.intent.among}
    parts = {code: asked.part for code, asked in named.items()}
    keys = [measure.key for measure in one.intent.measures]
    values = {key: FIGURES[key].values(one.scope, parts) for key in keys}
    for code, asked in named.items():
        label = next(term.label for term in asked.terms if term.name == by)
        yield label, asked, {key: values[key][code] for key in keys}


# --- the sentence above -----------------------------------------------------------------------------------------------
def _sentence(one, rows, label):
    intent = one.intent
    if len(intent.among) == 2:
        return _compared(rows)  # both are said, whichever of them was asked for
    if intent.order:
        return _extreme(one, rows, by=label)
    if intent.among:
        return _compared(rows)
    totals = [one.number(measure) for measure in intent.measures]
    is_related = intent.share or intent.left
    said = phrases.related(*totals, left=intent.left) if is_related else phrases.several(totals)
    return sentence(wording.SPLIT, said=said, by=label)


def _extreme(one, rows, *, by):
    """The row that stands first, and those that stand level with it."""
    best, highest = rows[0].decisive, one.intent.order == "most"
    if len(rows) > 1 and all(row.decisive.value == best.value for row in rows):
        return sentence(wording.LEVEL, what=best.name, number=best)
    level = [row.name for row in rows if row.decisive.value == best.value]
    template = wording.HIGHEST if highest else wording.LOWEST
    if len(level) > MOST_NAMED:
        if not best.value and best.key in FIGURES and one.intent.by == Dimension.PROVINCE:
            count = _at_nothing(one, best, len(level))
            return sentence(wording.NOTHING_YET, count=count, what=best.name, number=best)
        template = wording.MANY_HIGHEST if highest else wording.MANY_LOWEST
        return sentence(template, what=best.name, number=best)
    return sentence(template, what=best.name, by=by, names=Name(", ".join(level)), number=best)


def _at_nothing(one, best, count):
    """How many provinces of the table stand at nothing."""
    return statements.counted(
        count,
        PROVINCES,
        key=f"provinces_at_nothing@{best.key}",
        name=_("Provinces that have none yet: %(what)s") % {"what": best.name},
        definition=_("Provinces with a plan or a record in this part, where it comes to nothing: %(what)s.")
        % {"what": best.name},
        scope=statements.scope_words(one.scope, one.asked, of_money=best.unit == BAHT),
        on=one.on,
        address=statements.address("desk:figure", one.asked, args=[best.key], query=f"by={one.intent.by}"),
    )


def _compared(rows):
    """The same number of each part, one after another; of two parts with their difference."""
    said = None
    for row in rows:
        following = sentence(wording.OTHERWISE, name=Name(row.name), number=row.decisive)
        said = following if said is None else sentence(wording.TWO, first=said, second=following)
    said = sentence(wording.LISTED, what=rows[0].decisive.name, said=said)
    if len(rows) == 2 and not rows[0].decisive.made_of:
        larger, smaller = sorted((row.decisive for row in rows), key=lambda number: number.value, reverse=True)
        return sentence(wording.DIFFERENCE, said=said, difference=statements.difference(larger, smaller))
    return said


# --- what is behind ---------------------------------------------------------------------------------------------------
def standing(one):
    """A count of standing; of provinces behind plan, with those provinces."""
    [measure] = one.intent.measures
    counted = statements.TALLIES[measure.key].narrowed_by
    if counted is not None and one.intent.query.keys() - counted:
        raise NotUnderstood("tally_not_split")
    number = statements.tally(measure.key, scope=one.scope, asked=one.asked, at=one.at)
    if not one.intent.by or not number.value:
        return phrases.phrase(number), None
    rows = _provinces_behind(one)
    table = Table(
        by=addresses.LABELS["province"],
        headings=tuple(number.name for number in rows[0].numbers),
        rows=tuple(rows),
        address=number.address,
    )
    named = ", ".join(row.name for row in rows)
    if len(rows) > MOST_NAMED:
        return sentence(wording.SPLIT, said=phrases.phrase(number), by=table.by), table
    return sentence(wording.NAMED_BEHIND, said=phrases.phrase(number), names=Name(named)), table


def _provinces_behind(one):
    """Each with the places planned by the end of last month and those filled, the furthest behind first."""
    found = [
        row
        for row in progress.progress_by(one.scope, Dimension.PROVINCE, on=one.on, part=one.asked.part)
        if row.is_behind
    ]
    named = names.names(Dimension.PROVINCE, [row.key for row in found])
    reaches, due = statements.reaches(one.scope), names.month_text(progress.last_full_month(one.on))
    rows = []
    for row in sorted(found, key=lambda row: row.reached / row.planned_to_date):
        name = named[row.key]
        asked = one.asked_with({"province": name.text})
        so_far = one.asked_with({"province": name.text, "until": one.asked.text_of("until") or due})
        values = {"scope": one.scope, "on": one.on, "reaches": reaches}
        planned = statements.figures(
            ["people_planned"], asked=so_far, values={"people_planned": row.planned_to_date}, **values
        )
        filled = statements.figures(["places_filled"], asked=asked, values={"places_filled": row.reached}, **values)
        rows.append(Row(name.label, (*planned.values(), *filled.values())))
    return rows
