"""Keeping a computed proposal as a draft."""

from django.db import transaction

from buranakan.planning import queries
from buranakan.planning.actions.lines import add_lines
from buranakan.planning.actions.versions import start_plan
from buranakan.planning.locking import once_more
from buranakan.planning.models import Activity
from buranakan.planning.servers import server_of
from buranakan.planning.values import PlannedLine


@once_more
@transaction.atomic
def draft_proposal(envelope, *, proposed, owner_office, name_th, name_en, basis, by, at):
    """A plan whose first draft holds computed lines (proposal.ProposedLine), marked as a proposal; returns it."""
    version = start_plan(envelope, name_th=name_th, name_en=name_en, is_proposal=True, basis=basis, by=by, at=at)
    lines = planned_lines(envelope, proposed=proposed, owner_office=owner_office)
    return add_lines(version, lines=lines, by=by, at=at)


def planned_lines(envelope, *, proposed, owner_office):
    """Computed lines as lines of a plan: one owner's money, served by whom the kind of help belongs to."""
    activities = Activity.objects.filter(project__portfolio=envelope.portfolio_id).select_related("project")
    by_pk = {one.pk: one for one in activities}
    provinces = queries.provinces_by_code()
    offices = {month: queries.responsible_offices(on=month) for month in {line.month for line in proposed}}
    return [
        PlannedLine(
            activity=by_pk[line.activity],
            owner_office=owner_office,
            serving_office=server_of(by_pk[line.activity].kind, offices=offices[line.month][line.province]),
            province=provinces[line.province],
            month=line.month,
            rounds=line.rounds,
            people=line.people,
            amount_satang=line.amount_satang,
        )
        for line in proposed
    ]
