"""What the trail's names say to a reader: events, the things they happened to, the posts that acted."""

from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Role
from buranakan.areas import queries as areas

EVENTS = {
    "announcement.taken_in": _("Announcement taken in"),
    "application.accepted": _("Place given to an applicant"),
    "application.begun": _("Application begun"),
    "application.code_missed": _("Wrong code of an application typed"),
    "application.declined": _("Application declined"),
    "application.drafts_emptied": _("Old drafts of applications emptied"),
    "application.filled_in": _("Step of an application filled in"),
    "application.left_round": _("Seat in a round given up"),
    "application.numbers_resealed": _("Citizen numbers of applications sealed with a new key"),
    "application.opened": _("Application opened"),
    "application.placed_in_round": _("Seat in a round given"),
    "application.promoted": _("Place given from the waiting list"),
    "application.put_on_waiting_list": _("Application put on the waiting list"),
    "application.reconsidered": _("Application looked at again"),
    "application.submitted": _("Application sent"),
    "application.withdrawn": _("Application withdrawn"),
    "areas.loaded": _("Provinces loaded"),
    "asking.answered": _("Asking answered"),
    "asking.made": _("Asking made"),
    "asking.reminded": _("Asking: reminder sent"),
    "asking.sent": _("Asking sent"),
    "asking.withdrawn": _("Asking withdrawn"),
    "asking_times.loaded": _("Times of asking loaded"),
    "attendance.marked": _("Attendance marked"),
    "call.changed": _("Call changed"),
    "call.closed": _("Call closed"),
    "call.made": _("Call written"),
    "call.published": _("Call published"),
    "call.reopened": _("Call opened again"),
    "contact_check.asked": _("Code to confirm a contact asked for"),
    "contact_check.confirmed": _("Contact confirmed"),
    "contact_check.missed": _("Wrong code typed"),
    "contact_check.voided": _("Contact to be confirmed again"),
    "enterprise.added": _("Enterprise added"),
    "enterprise.changed": _("Enterprise changed"),
    "enterprise_part.linked": _("Person linked to an enterprise"),
    "envelope.handed_on": _("Envelope handed on"),
    "envelope.opened": _("Envelope opened"),
    "event.payload_erased": _("What an event carried was erased"),
    "event.payload_looked_at": _("What an event carried was looked at"),
    "file.stored": _("File stored"),
    "frameworks.loaded": _("Policy frameworks loaded"),
    "handover.opened": _("Handover of an office opened"),
    "handover.signed": _("Handover of an office signed"),
    "handover.told": _("New head told about the handover"),
    "import_run.asked_for": _("List left to the worker"),
    "import_run.brought_in": _("List brought in"),
    "import_run.undone": _("List taken back"),
    "import_run.uploaded": _("List uploaded for a preview"),
    "indicators.loaded": _("Indicators loaded"),
    "measurement.recorded": _("Value recorded"),
    "measurement.taken_back": _("Value taken back"),
    "membership.ended": _("Duty ended"),
    "membership.given": _("Duty given"),
    "message.failed": _("Letter could not be sent"),
    "message.sent": _("Letter sent"),
    "message.written": _("Letter written"),
    "messages.erased": _("Old letters forgotten"),
    "movement.approved": _("Movement of money approved"),
    "movement.entered": _("Movement of money entered"),
    "movement.refused": _("Movement of money refused"),
    "movement.withdrawn": _("Movement of money taken back"),
    "offices.loaded": _("Offices loaded"),
    "participant.brought_back": _("Participant brought back to a round"),
    "participant.enrolled": _("Participant put on a roster"),
    "participant.left": _("Participant left a round"),
    "person.added": _("Person added"),
    "person.changed": _("Person changed"),
    "person.citizen_number_revealed": _("Citizen number revealed"),
    "person.numbers_resealed": _("Citizen numbers sealed with a new key"),
    "person.opened": _("Person's page opened"),
    "person.taken_up": _("Person of another province taken up"),
    "pillar_tag.added": _("Project tagged to a pillar"),
    "pillar_tag.ended": _("Tag of a project ended"),
    "pillar_tag.taken_back": _("Tag of a project taken back"),
    "plan.started": _("Plan started"),
    "plan_line.added": _("Plan line added"),
    "plan_line.changed": _("Plan line changed"),
    "plan_line.removed": _("Plan line removed"),
    "plan_lines.added": _("Plan lines added"),
    "plan_version.amended": _("Plan amended"),
    "plan_version.approved": _("Plan approved"),
    "plan_version.reopened": _("Plan reopened"),
    "plan_version.returned": _("Plan returned"),
    "plan_version.submitted": _("Plan submitted"),
    "portfolio.loaded": _("Portfolio loaded"),
    "portfolio.promise_added": _("Promise tied to the portfolio"),
    "portfolio.read_as": _("Reach of the portfolio's totals chosen"),
    "promise.confirmed": _("Promise confirmed"),
    "promise.edited": _("Promise edited"),
    "promise.restored": _("Promise restored"),
    "promise.withdrawn": _("Promise withdrawn"),
    "proposal.added": _("Proposal added"),
    "proposal.rejected": _("Proposal rejected"),
    "proposal.taken_up_again": _("Proposal taken up again"),
    "responsibilities.loaded": _("Responsibilities of offices loaded"),
    "retagging.made": _("Projects moved to the next framework"),
    "retagging.undone": _("Move to the next framework undone"),
    "round.cancelled": _("Round cancelled"),
    "round.changed": _("Round changed"),
    "round.closed": _("Round closed"),
    "round.evidence_added": _("Evidence of a round added"),
    "round.names_printed": _("Names of a round printed"),
    "round.opened": _("Round opened"),
    "round.people_enrolled": _("Accepted applicants put on a roster"),
    "round.reopened": _("Round reopened"),
    "service.evidence_added": _("Evidence of a service added"),
    "service.recorded": _("Service recorded"),
    "service.taken_back": _("Service taken back"),
    "service_fields.loaded": _("Fields of the kinds of service loaded"),
    "session.added": _("Session added"),
    "session.called_off": _("Session called off"),
    "session.changed": _("Session changed"),
    "source_record.chosen": _("Public registration taken into the register"),
    "trainer.added": _("Trainer added"),
    "trainer.taken_off": _("Trainer taken off"),
    "user.added": _("Account added"),
    "user.closed": _("Account closed"),
    "visit.brief_made": _("Brief of a visit made"),
    "visit.cancelled": _("Visit called off"),
    "visit.changed": _("Plan of a visit changed"),
    "visit.finished": _("Visit made"),
    "visit.item_added": _("Line added to the programme of a visit"),
    "visit.note_ordered": _("Note of a visit became a directive"),
    "visit.note_put_back": _("Note of a visit put back"),
    "visit.note_taken_back": _("Note of a visit taken back"),
    "visit.noted": _("Note of a visit kept"),
    "visit.planned": _("Visit planned"),
    "visit.reopened": _("Visit taken up again"),
}

THINGS = {
    "accounts.handover": _("Handover of an office"),
    "accounts.membership": _("Duty"),
    "accounts.user": _("Account"),
    "areas.office": _("Office"),
    "areas.province": _("Province"),
    "areas.responsibility": _("Responsibility of an office"),
    "calls.application": _("Application"),
    "calls.call": _("Call"),
    "delivery.participant": _("Participant"),
    "delivery.round": _("Round"),
    "delivery.session": _("Session"),
    "delivery.sessiontrainer": _("Trainer"),
    "finance.movement": _("Movement of money"),
    "letters.contactcheck": _("Code to confirm a contact"),
    "letters.message": _("Letter"),
    "outcomes.asking": _("Asking for values"),
    "outcomes.askingtime": _("Time of asking"),
    "outcomes.indicator": _("Indicator"),
    "outcomes.measurement": _("Value of an indicator"),
    "planning.envelope": _("Envelope"),
    "planning.pillartag": _("Tag to a pillar"),
    "planning.plan": _("Plan"),
    "planning.planline": _("Plan line"),
    "planning.planversion": _("Version of a plan"),
    "planning.portfolio": _("Portfolio"),
    "planning.retagging": _("Move to the next framework"),
    "policy.announcement": _("Announcement"),
    "policy.framework": _("Policy framework"),
    "policy.promise": _("Promise"),
    "policy.proposal": _("Proposal"),
    "policy.visit": _("Visit"),
    "records.event": _("Event of the trail"),
    "records.storedfile": _("File"),
    "registry.enterprise": _("Enterprise"),
    "registry.enterprisepart": _("Part in an enterprise"),
    "registry.importrun": _("List brought in"),
    "registry.person": _("Person"),
    "registry.sourcerecord": _("Public registration"),
    "services.servicefield": _("Field of a kind of service"),
    "services.servicerecord": _("Service"),
}

SYSTEM = _("The system")
UNKNOWN = _("Not stated")


def event_words(name):
    """Words for a name; a name of an earlier version of the product is shown as it was written."""
    return EVENTS.get(name, name)


def thing_words(on_type):
    return THINGS.get(on_type, on_type)


def label_words(event):
    """What the event calls the thing, without the code's own name of its kind: that is said in words beside it."""
    return event.on_label.removeprefix(f"{event.on_type}:")


def offices_by_code(*, on):
    """Short names of the offices of a day; a post of an office that is no more keeps its code."""
    return {office.code: office.short for office in areas.offices(on=on)}


def post_words(post, *, offices):
    """ "Auditor · สปอ." of "auditor@ops"."""
    role, _at, code = post.partition("@")
    if not code:
        return SYSTEM if post == "system" else post or UNKNOWN
    label = Role(role).label if role in Role.values else role
    return f"{label} · {offices.get(code, code)}"
