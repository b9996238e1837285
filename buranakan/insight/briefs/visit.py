"""The brief of a visit: what the visitors should know about the offices and the place, in sourced sentences."""

from dataclasses import dataclass, replace
from itertools import chain

from django.utils.translation import gettext_lazy as _

from buranakan.accounts import queries as accounts
from buranakan.accounts.models import Membership
from buranakan.accounts.permissions import Role
from buranakan.areas.models import Office
from buranakan.insight import addresses, late, progress, quotes, statements
from buranakan.insight.addresses import Asked
from buranakan.insight.figures.money import MONEY_PAID
from buranakan.insight.links import reverse
from buranakan.insight.quotes import Name, shortened
from buranakan.insight.slices import Dimension
from buranakan.insight.statements import Sentence, sentence
from buranakan.lib import clock, fiscal
from buranakan.planning.enums import Kind
from buranakan.policy import queries as policy
from buranakan.policy.directives import queries as directives
from buranakan.policy.visits import queries as visits
from buranakan.policy.visits.enums import Topic

# As much as two pages hold; printing takes fewer rows where the words are long (visit_paper.py).
MOST_PLACES, MOST_PROMISES, MOST_ROWS = 3, 3, 5
LONGEST_ORDER, LONGEST_LOOK_AT = 120, 300


@dataclass(frozen=True)
class Place:
    """A part of the work that is visited: an office's, or everybody's in a province."""

    label: str
    asked: Asked
    office: Office | None = None

    @property
    def name(self):
        """In full, for readers outside: the office, or the province where everybody's work is meant."""
        return self.office.name if self.asked.part.office else self.label


@dataclass(frozen=True)
class Part:
    """A heading and what is said under it."""

    heading: object
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Brief:
    """Everything the paper says, before it is said."""

    visit: object
    at: object
    programme: tuple
    parts: tuple[Part, ...]

    @property
    def sentences(self):
        return tuple(chain.from_iterable(part.sentences for part in self.parts))

    @property
    def planned(self):
        """What was written in the plan and stands on the paper beside the sentences."""
        visit = self.visit
        written = [visit.title, visit.visitors, visit.place, *(item.what for item in self.programme)]
        return tuple(sentence("%(words)s", words=quotes.plan(visit, said=words)) for words in filter(None, written))

    @property
    def names(self):
        """Words in which a number needs no figure: names, and quotes, whose source the annex tells."""
        called = [self.visit.province.name]
        called += chain.from_iterable((one.name, one.short) for one in self.visit.offices.all())
        return (*called, *chain.from_iterable(one.names for one in (*self.sentences, *self.planned)))

    @property
    def sources(self):
        return statements.annex([*self.sentences, *self.planned])


def reader(visit, *, on):
    """Whose eyes the brief is made for: the visiting office's, whoever asks for it and also when nobody does."""
    return accounts.scope_of(Membership(role=Role.EXECUTIVE, office=visit.visiting_office), on=on)


def brief(visit, *, at, most=MOST_ROWS):
    """What is known on the eve of a visit; at most so many rows in each list."""
    on = clock.local_day(at)
    scope = reader(visit, on=on)
    places = places_of(visit, scope=scope, on=on)
    asked_for = [Topic(one) for one in visit.topics] or list(Topic)
    found = [Part(_("Where the work stands"), tuple(_standing(scope, places, on=on, visit=visit)))]
    found += [
        Part(topic.label, tuple(PARTS[topic](scope, visit, places, at=at, most=most))) for topic in asked_for
    ]
    if visit.look_at:
        words = quotes.plan(visit, said=shortened(visit.look_at, longest=LONGEST_LOOK_AT))
        found.append(Part(_("To look at there"), (sentence("%(words)s", words=words),)))
    return Brief(visit=visit, at=at, programme=tuple(visits.programme(visit)), parts=tuple(found))


def places_of(visit, *, scope, on):
    """The offices' own work, and everybody's work where a provincial office answers; what is out of reach is not."""
    year = str(year_of(visit))
    offices = list(visit.offices.select_related("seat"))[:MOST_PLACES]
    wanted = [_where(office) | {"year": year} for office in offices] or [{"year": year, "province": visit.province_id}]
    return [
        Place(label=_label(asked.terms[-1]), asked=asked, office=office)
        for office, asked in (
            (office, addresses.read(query, scope=scope, on=on))
            for office, query in zip(offices or [None], wanted, strict=True)
            if _is_in_reach(scope, query)
        )
    ]


def year_of(visit):
    """The fiscal year that the visit falls in."""
    return fiscal.fiscal_year_of(clock.local_day(visit.starts_at))


def _where(office):
    if office.kind == Office.Kind.PROVINCIAL and office.seat_id:
        return {"province": office.seat_id}
    return {"office": office.code}


def _label(term):
    return _("%(province)s Province") % {"province": term.label} if term.name == "province" else term.label


def _is_in_reach(scope, query):
    return scope.sees_all_provinces or query.get("province") in {None, *scope.provinces}


# --- what is said -----------------------------------------------------------------------------------------------------
def _standing(scope, places, *, on, visit):
    if not places:
        yield sentence(
            _("Figures of %(place)s are out of the reach of %(office)s."),
            place=Name(visit.province.name),
            office=Name(visit.visiting_office.short),
        )
    for place in places:
        keys = ["people_reached_distinct", "places_filled", "people_planned"]
        found = statements.figures(keys, scope=scope, asked=place.asked, on=on)
        yield sentence(
            _("%(place)s: %(people)s served this fiscal year; places filled: %(filled)s of %(planned)s planned."),
            place=Name(place.label),
            people=found["people_reached_distinct"],
            filled=found["places_filled"],
            planned=found["people_planned"],
        )


def _promises(scope, visit, places, *, at, most):
    """The offices' own promises first, then those that everybody's work serves; with what came of it here."""
    on = clock.local_day(at)
    concerned = set(_offices_and_those_above(visit))
    found = policy.promises_in_force(scope).filter(fiscal_year=year_of(visit))
    found = sorted(found, key=lambda one: (one.office_id not in concerned, one.due_on, one.pk))
    for standing in progress.standings(found[: min(MOST_PROMISES, most)], on=on):
        yield _promise(standing, on=on)
        yield from (_part_of_promise(scope, standing, place, on=on) for place in places)
    if not found:
        yield sentence(_("There is no promise for this fiscal year."))


def _offices_and_those_above(visit):
    for office in visit.offices.all():
        while office is not None:
            yield office.pk
            office = office.parent


def _promise(standing, *, on):
    promised, done = statements.promised(standing.promise), reached(standing, on=on)
    return sentence(
        _("%(statement)s: promised %(promised)s, so far %(reached)s (%(share)s). Due on %(due)s."),
        statement=quotes.promise(standing.promise, said=shortened(standing.promise.statement, longest=LONGEST_ORDER)),
        promised=promised,
        reached=done,
        share=statements.share(done, promised),
        due=standing.promise.due_on,
    )


def _part_of_promise(scope, standing, place, *, on):
    here = statements.figure(_key_of(standing), scope=scope, asked=place.asked, on=on)
    return sentence(_("Of this at %(place)s: %(here)s."), place=Name(place.label), here=here)


def reached(standing, *, on):
    """What came of a promise, as a figure over what it is measured over; of money, what is paid."""
    value = standing.paid if standing.is_money else standing.reached
    asked = _asked_of(standing.promise, on=on)
    return statements.figure(_key_of(standing), scope=progress.TOTALS, asked=asked, on=on, value=value)


def _key_of(standing):
    if standing.is_money:
        return MONEY_PAID.key
    return standing.figure.plan if standing.reached is None else standing.figure.key


def _asked_of(promise, *, on):
    """The slice a promise is measured over, as an address says it."""
    portfolio = next(iter(promise.portfolios.all()), None)
    if portfolio:
        return Asked((addresses.of_portfolio(portfolio, on=on),))
    return addresses.read({"year": str(promise.fiscal_year)}, scope=progress.TOTALS, on=on)


def _late(scope, visit, places, *, at, most):
    on = clock.local_day(at)
    for place in places:
        keys = ("lines_behind", "rounds_not_closed", "applications_undecided")
        found = {key: statements.tally(key, scope=scope, asked=place.asked, at=at) for key in keys}
        yield sentence(
            _(
                "%(place)s: behind plan %(lines_behind)s, rounds not closed %(rounds_not_closed)s, applications "
                "without decision %(applications_undecided)s."
            ),
            place=Name(place.label),
            **found,
        )
    rows = chain.from_iterable(
        ((place, row) for row in late.lines(scope, place.asked, at=at)[:most]) for place in places
    )
    for place, row in sorted(rows, key=lambda one: -one[1].missing)[:most]:
        yield _line(scope, place, row, on=on)


def _line(scope, place, row, *, on):
    named = {one: row.names[one] for one in (Dimension.ACTIVITY, Dimension.OFFICE, Dimension.PROVINCE)}
    query = {"year": place.asked.text_of(addresses.YEAR)} | {one.value: name.text for one, name in named.items()}
    asked = addresses.read(query, scope=scope, on=on)
    found = statements.figures(["places_filled", "people_planned"], scope=scope, asked=asked, on=on)
    return sentence(
        _("%(activity)s (%(office)s, %(province)s): filled %(filled)s of %(planned)s planned."),
        activity=Name(named[Dimension.ACTIVITY].label),
        office=Name(named[Dimension.OFFICE].label),
        province=Name(named[Dimension.PROVINCE].label),
        filled=found["places_filled"],
        planned=found["people_planned"],
    )


def _directives(scope, visit, places, *, at, most):
    on = clock.local_day(at)
    found = {
        one.pk: one
        for office in visit.offices.all()
        for one in directives.of_office(scope, office).still_open().order_by("due_on", "pk")[:most]
    }
    for one in sorted(found.values(), key=lambda one: (one.due_on, one.pk))[:most]:
        yield sentence(
            _("%(office)s: “%(order)s” Due on %(due)s, %(state)s."),
            office=Name(one.responsible_office.short),
            order=quotes.directive(one, said=shortened(one.text, longest=LONGEST_ORDER)),
            due=one.due_on,
            state=_("overdue") if one.is_overdue(on) else one.get_state_display(),
        )
    if not found:
        yield sentence(_("No open directive to these offices."))


def _machines(scope, visit, places, *, at, most):
    for place in places:
        found = statements.tally("technology_services", scope=scope, asked=place.asked, at=at)
        yield sentence(
            _("%(place)s: technology and innovation services lately %(times)s."),
            place=Name(place.label),
            times=replace(found, address=_services_address(place)),
        )
    yield sentence(_("Machines have no register yet: ask there which stand idle, and why."))


def _services_address(place):
    part = place.asked.part
    narrowed = f"serving_office={part.office}" if part.office else f"province={part.province}"
    return f"{reverse('desk:services')}?kind={Kind.ITC}&{narrowed}"


def _money(scope, visit, places, *, at, most):
    on = clock.local_day(at)
    for place in places:
        found = statements.figures(["money_paid", "money_allotted"], scope=scope, asked=place.asked, on=on)
        yield sentence(
            _("%(place)s: paid %(paid)s of %(allotted)s allotted."),
            place=Name(place.label),
            paid=found["money_paid"],
            allotted=found["money_allotted"],
        )


PARTS = {
    Topic.PROMISES: _promises,
    Topic.LATE: _late,
    Topic.DIRECTIVES: _directives,
    Topic.MACHINES: _machines,
    Topic.MONEY: _money,
}
