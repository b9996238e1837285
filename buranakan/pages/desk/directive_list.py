"""What a list or a register of directives shows, as its address says."""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext as _

from buranakan.areas.wording import language
from buranakan.lib import clock, thai_dates
from buranakan.pages.desk.forms.directive_course import ListForm, round_words
from buranakan.policy import queries as policy
from buranakan.policy.directives import queries
from buranakan.policy.directives.enums import Standing
from buranakan.policy.visits import queries as visits

INBOX, GIVEN, ALL = "inbox", "given", "all"


@dataclass(frozen=True)
class Seen:
    """The rows, and what they are narrowed to: the tab, the form, and things that another page handed in."""

    tab: str
    form: ListForm
    rows: object
    asked: dict
    things: tuple = ()  # words of a visit or a promise

    def query(self, **changes):
        """The query string of this list with some of it changed."""
        return urlencode({name: text for name, text in (self.asked | changes).items() if text})

    @property
    def narrowed(self):
        """In words, what it is narrowed to."""
        said = list(self.things)
        if self.form.is_valid():
            wanted = self.form.wanted()
            said += [wanted["office"].short] if wanted["office"] else []
            said += [round_words(*wanted["inspection"])] if wanted["inspection"] else []
            said += [Standing(wanted["standing"]).label] if wanted["standing"] else []
        return said


def read(request, *, on):
    """The list that the address asks for. Who sees everything begins with everything, others with their inbox."""
    scope, asked = request.scope, request.GET
    tab = asked.get("list", "")
    if tab not in {INBOX, GIVEN, ALL}:
        tab = ALL if scope.sees_all_books else INBOX
    form = ListForm(
        asked, offices=queries.offices_ordered(scope, on=on), rounds=queries.rounds_of_inspection(scope)
    )
    visit = _visit(scope, asked.get("visit", ""))
    promise = policy.promises(scope).filter(reference=asked.get("promise", "")).first() if "promise" in asked else None
    rows = {INBOX: queries.inbox, GIVEN: queries.given_by, ALL: _all}[tab](scope)
    wanted = form.wanted() if form.is_valid() else {}
    rows = queries.narrowed(queries.shares_in(scope, rows), on=on, visit=visit, promise=promise, **wanted)
    kept = {name: asked.get(name, "") for name in ("standing", "office", "round", "visit", "promise")}
    return Seen(tab, form, rows, {"list": tab} | kept, tuple(_things(visit, promise)))


def title(seen, *, office):
    """What the register of this list is called."""
    if seen.tab == INBOX:
        return _("Directives to %(office)s") % {"office": office.name_th}
    if seen.tab == GIVEN:
        return _("Directives given by %(office)s") % {"office": office.name_th}
    return _("Register of directives")


def _all(scope):
    return queries.directives(scope).for_list()


def _visit(scope, text):
    try:
        return visits.visits(scope).filter(reference=UUID(text)).first()
    except ValueError:
        return None


def _things(visit, promise):
    if visit:
        yield f"{visit.title} ({thai_dates.short(clock.local_day(visit.starts_at), language=language())})"
    if promise:
        yield promise.statement
