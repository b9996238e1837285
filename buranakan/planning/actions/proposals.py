"""Keeping a computed proposal as a draft."""

from django.db import transaction

from buranakan.areas.models import Office
from buranakan.planning import queries
from buranakan.planning.actions.lines import add_lines
from buranakan.planning.actions.versions import start_plan
from buranakan.planning.enums import Kind
from buranakan.planning.locking import once_more
from buranakan.planning.models import Activity
from buranakan.planning.values import PlannedLine

CENTRE, PROVINCIAL = Office.Kind.CENTRE, Office.Kind.PROVINCIAL
# Machines and engineers stand in the centres. Our assumption: the announcement only says that both work together.
OF_CENTRES = {Kind.ITC, Kind.ESTABLISHMENTS, Kind.STANDARDS}


@once_more
@transaction.atomic
def draft_proposal(envelope, *, proposed, owner_office, name_th, name_en, basis, by, at):
    """A plan whose first draft holds computed lines (proposal.ProposedLine), marked as a proposal; returns it."""
    version = start_plan(envelope, name_th=name_th, name_en=name_en, is_proposal=True, basis=basis, by=by, at=at)
    activities = Activity.objects.filter(project__portfolio=envelope.portfolio_id).select_related("project")
    by_pk = {one.pk: one for one in activities}
    provinces = queries.provinces_by_code()
    offices = {month: queries.responsible_offices(on=month) for month in {line.month for line in proposed}}
    lines = [
        PlannedLine(
            activity=by_pk[line.activity],
            owner_office=owner_office,
            serving_office=_server_of(by_pk[line.activity].kind, offices=offices[line.month][line.province]),
            province=provinces[line.province],
            month=line.month,
            rounds=line.rounds,
            people=line.people,
            amount_satang=line.amount_satang,
        )
        for line in proposed
    ]
    return add_lines(version, lines=lines, by=by, at=at)


def _server_of(kind, *, offices):
    """A province has its provincial office and its centre, or one of them; else the department."""
    first, second = (CENTRE, PROVINCIAL) if kind in OF_CENTRES else (PROVINCIAL, CENTRE)
    order = {first: 0, second: 1}
    return min(offices, key=lambda office: (order.get(office.kind, len(order)), office.sort_order))
