"""Keeping a computed proposal as a draft."""

from django.db import transaction

from buranakan.planning import queries
from buranakan.planning.actions.lines import add_lines
from buranakan.planning.actions.versions import start_plan
from buranakan.planning.enums import Kind
from buranakan.planning.locking import once_more
from buranakan.planning.models import Activity
from buranakan.planning.values import PlannedLine


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
    """The machines of ITC stand in the centres; the rest is delivered by the provincial office, where there is one."""
    first = {"centre", "provincial"} if kind == Kind.ITC else {"provincial"}
    return min(offices, key=lambda office: (office.kind not in first, office.kind, office.sort_order))
