"""Sentences whose every number is a figure, a tally or a promise, with definition, day and scope."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.areas import wording
from buranakan.areas.models import Office
from buranakan.insight import addresses, amounts
from buranakan.insight.amounts import PERCENT
from buranakan.insight.figures import FIGURES
from buranakan.insight.links import reverse
from buranakan.insight.quotes import Name, Quote
from buranakan.insight.slices import Dimension
from buranakan.insight.tallies import TALLIES
from buranakan.insight.tally import Reach
from buranakan.insight.unsourced import unsourced
from buranakan.lib import clock, durations, money, shares, thai_dates
from buranakan.lib.durations import HOURS
from buranakan.lib.money import BAHT

__all__ = [
    "Name", "Number", "Quote", "Row", "Sentence", "address", "annex", "by_definition", "counted", "difference",
    "figure", "figures", "label", "promised", "reach", "reaches", "scope_words", "sentence", "share", "tally",
    "unsourced", "unsourced_in",
]  # fmt: skip

OF_AN_OFFICE = frozenset({Dimension.OFFICE.value, Dimension.OWNER.value})


@dataclass(frozen=True)
class Number:
    """A number as it is said, with all that makes it one: what it is, of what, on which day, and where it opens.

    `value` is in the figure's own measure: people, satang, minutes; of a share, the ratio. `made_of` are the numbers
    that a derived one was computed from.
    """

    said: str
    value: object
    unit: str
    key: str
    name: object
    definition: object
    scope: str
    on: dt.date
    address: str
    made_of: tuple = ()

    def __str__(self):
        return self.said

    @property
    def exact(self):
        """The same to the last satang."""
        return amounts.exact(self.value, self.unit)

    @property
    def forms(self):
        """How a text may say it."""
        return {self.said, self.exact}

    @property
    def bare_forms(self):
        """How it may stand in a table whose heading says the unit."""
        if self.unit == BAHT:
            return {money.format_baht(self.value), money.format_million_baht(self.value)}
        if self.unit == PERCENT:
            return {shares.format_percent(self.value)}
        return {durations.format_hours(self.value) if self.unit == HOURS else f"{self.value:,}"}


# --- numbers ----------------------------------------------------------------------------------------------------------
def figure(key, *, scope, asked, on, value=None):
    """A figure over a slice, as the reader's reach sees it; `value` where it was asked for already."""
    return figures([key], scope=scope, asked=asked, on=on, values={} if value is None else {key: value})[key]


def figures(keys, *, scope, asked, on, values=None, reaches=None):
    """Several figures over one slice, by key; those of `values` are not asked for again.

    `reaches` are the words of the reader's reach, of money and of the rest, where they were asked for already.
    """
    known, found = values or {}, {}
    for key in keys:
        one = FIGURES[key]
        value = known[key] if key in known else one.value(scope, asked.part)
        found[key] = counted(
            value,
            one.value_unit,
            key=key,
            name=one.name,
            definition=_joined(one.definition, one.counting_rule),
            scope=scope_words(scope, asked, of_money=one.unit == BAHT, reaches=reaches),
            on=on,
            address=address("desk:figure", asked, args=[key]),
        )
    return found


def tally(key, *, scope, asked, at, value=None):
    """A count of standing over a slice, as the reader's reach sees it."""
    one = TALLIES[key]
    asked = one.asked(asked)
    return counted(
        one.count(scope, asked, at=at) if value is None else value,
        one.unit,
        key=key,
        name=one.name,
        definition=one.definition,
        scope=" · ".join([*map(label, asked.terms), _TALLY_REACHES[one.reach](scope)]),
        on=clock.local_day(at),
        address=address(one.page, asked, query=one.query) + (f"#{one.part}" if one.part else ""),
    )


def promised(promise):
    """The number of a promise: defined by its own words, their source and their day."""
    announcement = promise.proposal.announcement
    return Number(
        said=amounts.promised(promise),
        value=promise.value,
        unit=promise.unit,
        key=f"promise:{promise.reference}",
        name=_("Announced target"),
        definition=gettext("“%(quote)s” (%(source)s)") % {
            "quote": promise.proposal.quote, "source": announcement.source
        },  # fmt: skip
        scope=promise.promiser,
        on=announcement.announced_on or clock.local_day(promise.confirmed_at),
        address=reverse("desk:promise", args=[promise.reference]),
    )


def share(part, whole):
    """The first number as a part of the second, in percent; None of nothing."""
    if not whole.value:
        return None
    return _derived(
        part.value / whole.value,
        PERCENT,
        part,
        whole,
        sign="/",
        name=_("%(part)s as a part of: %(whole)s"),
        definition=_("%(part)s %(part_value)s divided by %(whole)s %(whole_value)s."),
    )


def difference(whole, part):
    """What the first number has more than the second; both are in the same unit."""
    if whole.unit != part.unit:
        raise ValueError(f"{whole.key} is in {whole.unit}, {part.key} in {part.unit}: they have no difference.")
    return _derived(
        whole.value - part.value,
        whole.unit,
        part,
        whole,
        sign="-",
        name=_("%(whole)s less: %(part)s"),
        definition=_("%(whole)s %(whole_value)s less %(part)s %(part_value)s."),
    )


def counted(value, unit, **said):
    """A number that something else counted; `said` is what a Number knows besides how it is said."""
    return Number(said=amounts.spoken(value, unit), value=value, unit=unit, **said)


def _derived(value, unit, part, whole, *, sign, name, definition):
    names = {"part": part.name, "whole": whole.name, "part_value": part.exact, "whole_value": whole.exact}
    first, second = (part, whole) if sign == "/" else (whole, part)
    return counted(
        value,
        unit,
        key=f"{first.key}{sign}{second.key}",
        name=str(name) % names,
        definition=str(definition) % names,
        scope=part.scope if part.scope == whole.scope else f"{part.scope} / {whole.scope}",
        on=max(part.on, whole.on),
        address=part.address,
        made_of=(part, whole),
    )


def _joined(*sentences):
    return " ".join(str(one) for one in sentences)


def address(page, asked, *, args=(), query=""):
    """A page of the desk over a slice."""
    query = "&".join(filter(None, (query, asked.address())))
    return f"{reverse(page, args=args)}?{query}" if query else reverse(page, args=args)


# --- scope ------------------------------------------------------------------------------------------------------------
def scope_words(scope, asked, *, of_money=False, reaches=None):
    """Of what a number is: the slice's labels, and all agencies or the reader's reach."""
    labels = [label(term) for term in asked.terms]
    sees_all = scope.sees_all_books if of_money else scope.sees_all_provinces
    if sees_all and asked.narrowed_by & OF_AN_OFFICE:
        return " · ".join(labels)  # what one office does is not what all do
    return " · ".join([*labels, reaches[of_money] if reaches else reach(scope, of_money=of_money)])


def reaches(scope):
    """The words of a reader's reach, of money (True) and of the rest (False)."""
    return {of_money: reach(scope, of_money=of_money) for of_money in (False, True)}


def reach(scope, *, of_money=False):
    """How far a reader sees, in words; of money, whose books."""
    if scope.sees_all_books if of_money else scope.sees_all_provinces:
        return gettext("all agencies")
    name = _office_name(scope)
    if of_money:
        return gettext("books within the reach of %(office)s") % {"office": name}
    return gettext("all agencies' work within the reach of %(office)s") % {"office": name}


def _office_name(scope):
    office = Office.objects.filter(pk=scope.office_id).first()
    return office.short if office else scope.post


def _office_reach(scope):
    """What concerns the offices whose books are in reach."""
    if scope.sees_all_books:
        return gettext("all agencies")
    return gettext("what concerns %(office)s") % {"office": _office_name(scope)}


_TALLY_REACHES = {
    Reach.PROVINCES: reach,
    Reach.OFFICE: _office_reach,
    Reach.EVERYTHING: lambda scope: gettext("all agencies"),
}


def label(term):
    """One narrowing, in words that stand by themselves."""
    if term.name == addresses.YEAR:
        return gettext("fiscal year %(year)s") % {"year": term.label}
    if term.name == "province":
        return gettext("%(province)s Province") % {"province": term.label}
    if term.name in OF_AN_OFFICE:
        return f"{term.name_label} {term.label}"
    if term.name == addresses.UNTIL:
        return gettext("up to the end of %(month)s") % {"month": term.label}
    return term.label


# --- sentences --------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Sentence:
    """A template with its numbers, names, quotes, days and other sentences; said in the language spoken then."""

    template: object
    parts: tuple

    def __str__(self):
        said = {name: _said(part) for name, part in self.parts}
        return str(self.template) % said if said else str(self.template)

    @property
    def numbers(self):
        """Its numbers, in the order given."""
        return tuple(self._of(Number))

    @property
    def quotes(self):
        """Words of others that it repeats, in the order given."""
        return tuple(self._of(Quote))

    @property
    def names(self):
        """Words in which a number needs no figure: names, and quotes that say where they stand."""
        return tuple(map(str, [*self._of(Name), *(one for one in self.quotes if one.is_sourced)]))

    def _of(self, kind):
        for _name, part in self.parts:
            if isinstance(part, Sentence):
                yield from part._of(kind)
            elif isinstance(part, kind):
                yield part


def sentence(template, **parts):
    """A sentence of numbers, days, names and quotes; a bare number is refused, for nothing would vouch for it.

    Other words may be given as plain text, in which nothing vouches for a number either: `unsourced_in` finds it.
    """
    for name, part in parts.items():
        if isinstance(part, (Number, Quote, Sentence, dt.date)):
            continue
        if not any(letter.isalpha() for letter in str(part)):
            raise TypeError(f"%({name})s is {part!r}: say a figure, a tally, a promise, a day, a name or a quote.")
    return Sentence(template, tuple(parts.items()))


def _said(part):
    if isinstance(part, dt.datetime):
        return thai_dates.moment(part, language=wording.language())
    if isinstance(part, dt.date):
        return thai_dates.short(part, language=wording.language())
    return str(part)


def unsourced_in(sentences):
    """Every number of the sentences that nothing vouches for."""
    return [
        found for one in sentences for found in unsourced(str(one), numbers=one.numbers, names=one.names)
    ]


# --- where the numbers come from --------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Row:
    """A number of a document with its definition, exact value, day and scope; or a quote that holds numbers."""

    said: str
    exact: str
    name: str
    definition: str
    unit: str
    on: dt.date
    scope: str
    address: str

    @property
    def counted_on(self):
        """The day, as readers write it."""
        return thai_dates.short(self.on, language=wording.language())


def annex(sentences):
    """Each number of the sentences once, in their order, those that a derived one is made of behind it; then quotes.

    Quotes without a number need no source here.
    """
    found = {}
    for one in sentences:
        for number in one.numbers:
            for each in (number, *number.made_of):
                found.setdefault((each.key, each.scope, each.on), each)
    for one in sentences:
        found |= {quote.key: quote for quote in one.quotes if quote.holds_number}
    return [_row(one) for one in found.values()]


def by_definition(rows):
    """(name, definition, rows): numbers of one definition stand together, so that it is printed once."""
    for (name, definition), same in groupby(sorted(rows, key=_defined), key=_defined):
        yield name, definition, list(same)


def _defined(row):
    return row.name, row.definition


def _row(number):
    is_quote = isinstance(number, Quote)
    return Row(
        said=number.said,
        exact=number.exact,
        name=str(number.name),
        definition=str(number.definition),
        unit="" if is_quote else amounts.unit(number.unit),
        on=number.on,
        scope=number.scope,
        address=number.address,
    )
