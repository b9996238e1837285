"""A draft press release of a visit, in Thai: every number of it is a figure with its day, small ones left out."""

from dataclasses import dataclass
from itertools import chain

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from buranakan.accounts.scope import Scope
from buranakan.areas import queries as areas
from buranakan.insight import progress, quotes, statements
from buranakan.insight.briefs import visit as briefs
from buranakan.insight.quotes import Name, shortened
from buranakan.insight.statements import Row, Sentence, sentence
from buranakan.lib import clock
from buranakan.policy import queries as policy
from buranakan.policy.directives import queries as directives

PUBLIC_PROMISES = Scope.public()  # what is said to the press was promised in public
MOST_PROMISES, MOST_ORDERS = 3, 6


@dataclass(frozen=True)
class Draft:
    """The sentences of a release, paragraph by paragraph; what was left out is counted, so that a person may add it."""

    headline: Sentence
    paragraphs: tuple[tuple[Sentence, ...], ...]
    orders_left_out: tuple[str, ...]  # they say numbers of their own, which no figure vouches for
    orders_beyond: int  # more were given than a release says
    is_small: bool  # counts of people below the public limit were left out

    @property
    def sentences(self):
        return (self.headline, *chain.from_iterable(self.paragraphs))

    @property
    def text(self):
        """As it would be sent, always in Thai."""
        with translation.override("th"):
            lines = [" ".join(str(one) for one in paragraph) for paragraph in self.paragraphs]
            return "\n\n".join([str(self.headline), *lines])

    @property
    def sources(self) -> list[Row]:
        return statements.annex(self.sentences)


def draft(visit, *, at):
    """What could be told of a visit today, for somebody to write well."""
    with translation.override("th"):
        on = clock.local_day(at)
        scope = briefs.reader(visit, on=on)
        places = briefs.places_of(visit, scope=scope, on=on)
        found = {place: _counted(scope, place, on=on) for place in places}
        told = [place for place in places if found[place]["people_reached_distinct"].value >= settings.SMALL_COUNT]
        orders, left_out, beyond = _orders(scope, visit, on=on)
        paragraphs = [
            _lead(visit),
            tuple(_result(place, found[place], on=on) for place in told),
            tuple(_promise(one, on=on) for one in _promises(visit, on=on)),
            orders,
        ]
        return Draft(
            headline=sentence(
                _("%(visitors)s visit %(place)s"), visitors=_visitors(visit), place=_destination(visit)
            ),
            paragraphs=tuple(one for one in paragraphs if one),
            orders_left_out=left_out,
            orders_beyond=beyond,
            is_small=len(told) < len(places),
        )


def _destination(visit):
    offices = ", ".join(one.name_th for one in visit.offices.all())
    return Name(offices) if offices else quotes.plan(visit, said=visit.place)


def _visitors(visit):
    return quotes.plan(visit, said=visit.visitors)


def _lead(visit):
    return (
        sentence(
            _(
                "%(province)s Province, %(day)s – %(visitors)s visited %(place)s to hear how the work goes and to "
                "follow it up in the area."
            ),
            province=Name(visit.province.name_th),
            day=clock.local_day(visit.starts_at),
            visitors=_visitors(visit),
            place=_destination(visit),
        ),
    )


def _counted(scope, place, *, on):
    keys = ["people_reached_distinct", "money_paid", "money_allotted"]
    return statements.figures(keys, scope=scope, asked=place.asked, on=on)


def _result(place, found, *, on):
    return sentence(
        _(
            "As of %(on)s, %(people)s have been served in %(place)s this fiscal year, and %(paid)s of %(allotted)s "
            "allotted have been paid."
        ),
        on=on,
        place=Name(place.name),
        people=found["people_reached_distinct"],
        paid=found["money_paid"],
        allotted=found["money_allotted"],
    )


def _promises(visit, *, on):
    """Public promises that are measured by what is done; a plan alone is no news."""
    found = policy.promises_in_force(PUBLIC_PROMISES).filter(fiscal_year=briefs.year_of(visit))
    counted = [one for one in progress.standings(found[:MOST_PROMISES], on=on) if one.reached is not None]
    return [one for one in counted if one.reached >= settings.SMALL_COUNT]


def _promise(standing, *, on):
    promised = statements.promised(standing.promise)
    reached = briefs.reached(standing, on=on)
    return sentence(
        _(
            "The work serves the promise of %(promised)s that %(post)s announced on %(announced)s; as of %(on)s "
            "%(reached)s are reached, %(share)s."
        ),
        promised=promised,
        post=Name(standing.promise.promised_by),
        announced=promised.on,
        on=on,
        reached=reached,
        share=statements.share(reached, promised),
    )


def _orders(scope, visit, *, on):
    """What was ordered there; an order that says a number of its own is left for a person to add."""
    given = list(directives.of_visit(scope, visit).filter(parent=None))
    offices = [name for one in areas.offices(on=on) for name in (one.short_th, one.name_th)]
    plain = [one for one in given if not statements.unsourced(one.text, names=offices)]
    numbered = tuple(one.text for one in given if one not in plain)
    said = tuple(
        sentence(
            _("%(office)s is to do this by %(due)s: %(order)s"),
            office=Name(one.responsible_office.name_th),
            due=one.due_on,
            order=quotes.directive(one, said=shortened(one.text, longest=briefs.LONGEST_ORDER)),
        )
        for one in plain[:MOST_ORDERS]
    )
    opening = (sentence(_("On this occasion %(visitors)s gave these directives."), visitors=_visitors(visit)),)
    return (opening + said if said else (), numbered, len(plain) - len(said))
