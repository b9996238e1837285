"""The access matrix: every route, the roles that pass its gate, and how far each of them reaches.

Written by hand and not derived from accounts.permissions: a grant that changes there must be wanted here too.
"""

from collections.abc import Callable
from dataclasses import dataclass

from buranakan.accounts.permissions import Role
from buranakan.outcomes import tokens

EVERYBODY = "everybody"
SIGNED_IN = "whoever is signed in"

# A role at the office it is natural for: local ones reach one province, wide ones the country, the expert their own.
LOCAL = frozenset({Role.OFFICE_HEAD, Role.CENTRE_OFFICER, Role.PROVINCIAL_OFFICER, Role.FINANCE_OFFICER})
OWN = frozenset({Role.EXPERT})
WIDE = frozenset(Role) - LOCAL - OWN

DESK = frozenset(Role)
READERS = DESK - {Role.EXPERT, Role.ADMINISTRATOR}
PROMISE_READERS = DESK - {Role.EXPERT}
FRAMEWORK_WRITERS = frozenset({Role.ADMINISTRATOR})
TAGGERS = frozenset({Role.PLANNER, Role.ADMINISTRATOR})
CONFIRMERS = frozenset({Role.PLANNER})
PLAN_WRITERS = frozenset({Role.PLANNER})
DECIDERS = frozenset({Role.EXECUTIVE, Role.OFFICE_HEAD})
RECORDERS = frozenset({Role.CENTRE_OFFICER, Role.PROVINCIAL_OFFICER})
REGISTER_READERS = frozenset({Role.OFFICE_HEAD, Role.CENTRE_OFFICER, Role.PROVINCIAL_OFFICER, Role.STEWARD})
REGISTER_WRITERS = REGISTER_READERS - {Role.OFFICE_HEAD}
APPLICATION_DECIDERS = RECORDERS | {Role.OFFICE_HEAD}
SERVICE_READERS = DESK - {Role.ADMINISTRATOR}
ROUND_READERS = SERVICE_READERS
MARKERS = RECORDERS | {Role.EXPERT}
HEADS = frozenset({Role.OFFICE_HEAD})
HANDOVER_READERS = HEADS | {Role.AUDITOR}
AUDITORS = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
MONEY_WRITERS = frozenset({Role.FINANCE_OFFICER})
MONEY_DECIDERS = frozenset({Role.OFFICE_HEAD})
GIVERS = frozenset({Role.EXECUTIVE, Role.INSPECTOR, Role.OFFICE_HEAD})
HANDERS_ON = frozenset({Role.EXECUTIVE, Role.OFFICE_HEAD})
ANSWERERS = RECORDERS | HANDERS_ON | {Role.PLANNER}
# Neither the responsible office nor its department: the far directive names no office of this one's department.
NOT_CONCERNED = frozenset({Role.PLANNER})
MONEY_HANDLERS = MONEY_WRITERS | MONEY_DECIDERS
VISITORS = frozenset({Role.EXECUTIVE, Role.INSPECTOR, Role.OFFICE_HEAD, Role.PLANNER})
NOT_VISITED = frozenset({Role.CENTRE_OFFICER, Role.PLANNER})  # of offices outside the visit
NOT_PLANNED_BY = frozenset({Role.PLANNER})  # of the department that gave the envelope, not of the plan's own office
NO_PARTY = frozenset({Role.CENTRE_OFFICER})  # its office neither owns nor spends the money of these tests


def nothing(user, *, side):
    return {}


@dataclass(frozen=True)
class Line:
    """One route.

    `of` says, from one side of the world (near or far), what fills its address; without it the route has no object.
    `far_too` are local roles that reach the far object as well; `not_near` are roles that don't reach the near one.
    `typed` is what somebody sends, where an empty form would name nothing.
    `shows` names what of each side stands on a list: its own side only, for a role that reaches one side only.
    """

    who: object
    of: Callable | None = None
    method: str = "get"
    far_too: frozenset = frozenset()
    not_near: frozenset = frozenset()
    not_far: frozenset = frozenset()
    shows: str = ""
    typed: Callable = nothing


def named(thing, *, by="reference", called=""):
    """The address of one thing: `named("person")` is `{"reference": side["person"].reference}`."""
    return lambda side: {called or by: getattr(side[thing], by)}


def a_membership(user, *, side):
    return {"membership": user.memberships.get().pk}


def words_of_a_proposal(user, *, side):
    return {"start": side["proposal"].start, "end": side["proposal"].end}


def a_card(side):
    return {"reference": side["promise"].reference, "language": "th"}


def a_figure(side):
    return {"key": "people_reached_distinct"}


def an_open_file(side):
    return {"name": "services-by-province-and-project.csv"}


def a_province(side):
    return {"code": side["service"].province_id}


def a_question(side):
    return {"reference": side["application"].reference, "slug": "person-title"}


def evidence(side):
    return {"reference": side["service"].reference, "file": side["file"].reference}


def a_decision(user, *, side):
    return {"decision": "wait"}


def refused_rows(side):
    return {"reference": side["list"].reference, "ending": "csv"}


def evidence_of_a_round(side):
    return {"reference": side["round"].reference, "file": side["file"].reference}


def a_register(side):
    return {"ending": "xlsx"}


def evidence_of_a_directive(side):
    return {"reference": side["directive"].reference, "file": side["file"].reference}


def a_code(side):
    return {"code": side["certificate"].code_shown}


def evidence_of_a_value(side):
    return {"reference": side["measurement"].reference, "file": side["file"].reference}


def an_asking(side):
    """The link that somebody got on the phone."""
    return {"token": tokens.token_of(side["asking"])}


def version(side):
    """The approved version of the side's plan."""
    return {"reference": side["version"].plan.reference, "number": side["version"].number}


def plan_of(side):
    """The plan itself, whatever its versions."""
    return {"reference": side["version"].plan.reference}


def plan_comment(side):
    """A comment on a line of the side's plan."""
    return version(side) | {"comment": side["comment"].reference}


def scenario_part(side):
    """A part of what the side's scenario starts from."""
    return {"reference": side["scenario"].reference, "part": "provinces"}


def scenario_province(side):
    """The province of the side in its scenario."""
    return {"reference": side["scenario"].reference, "code": side["plan_line"].province_id}


def needs_of_province(side):
    return {"reference": side["survey"].reference, "code": side["needs_answer"].province_id}


def needs_into_draft(side):
    return {"reference": side["survey"].reference, "plan": side["version"].plan.reference, "number": 1}


def a_plan_sheet(side):
    return {"form": "302", "ending": "xlsx"}


def a_province_paper(side):
    return {"code": side["needs_answer"].province_id}


def plan_line(side):
    return version(side) | {"pk": side["plan_line"].pk}


def plan_upload(side):
    """A workbook that was sent back to the version."""
    return version(side) | {"upload": side["plan_upload"].reference}


def paper(side):
    """A file that a movement was entered with."""
    return {"reference": side["movement"].reference, "file": side["file"].reference}


def a_photo(side):
    """A note of a visit, with its photo."""
    return {"reference": side["visit"].reference, "key": side["visit_note"].client_key}


def entering(thing, kind):
    """The address where one kind of movement is entered."""
    return lambda side: {"reference": side[thing].reference, "kind": kind}


# Wide readers of services who don't see names do not open what shows people.
NAMELESS = frozenset({Role.EXECUTIVE, Role.INSPECTOR, Role.PLANNER, Role.FINANCE_OFFICER, Role.AUDITOR, Role.EXPERT})

MATRIX = {
    "public:front": Line(EVERYBODY),
    "public:promise": Line(EVERYBODY, of=named("promise")),
    "public:promise_card": Line(EVERYBODY, of=a_card),
    "public:province": Line(EVERYBODY, of=a_province),
    "public:figure": Line(EVERYBODY, of=a_figure),
    "public:open_data": Line(EVERYBODY),
    "public:open_data_file": Line(EVERYBODY, of=an_open_file),
    "public:about": Line(EVERYBODY),
    "public:health": Line(EVERYBODY),
    "public:robots": Line(EVERYBODY),
    "public:gallery": Line(EVERYBODY),
    "public:appearance": Line(EVERYBODY, method="post"),
    # Calls and the way to apply. Whoever has not opened an application here finds a door, whoever's it is.
    "portal:calls": Line(EVERYBODY),
    "portal:call": Line(EVERYBODY, of=named("call")),
    "portal:call_start": Line(EVERYBODY, of=named("call"), method="post"),
    "portal:applications": Line(EVERYBODY),
    "portal:lost_code": Line(EVERYBODY),
    "portal:way_back": Line(EVERYBODY),
    "portal:application": Line(EVERYBODY, of=named("application")),
    "portal:application_begun": Line(EVERYBODY, of=named("application")),
    "portal:application_go_on": Line(EVERYBODY, of=named("application"), method="post"),
    "portal:application_page": Line(EVERYBODY, of=a_question),
    "portal:application_unmet": Line(EVERYBODY, of=named("application")),
    "portal:application_check": Line(EVERYBODY, of=named("application")),
    "portal:application_code_ask": Line(EVERYBODY, of=named("application"), method="post"),
    "portal:application_code": Line(EVERYBODY, of=named("application")),
    "portal:application_send": Line(EVERYBODY, of=named("application"), method="post"),
    "portal:application_sent": Line(EVERYBODY, of=named("application")),
    "portal:application_withdraw": Line(EVERYBODY, of=named("application")),
    "portal:application_leave": Line(EVERYBODY, of=named("application"), method="post"),
    "portal:follow_up": Line(EVERYBODY, of=an_asking),
    "portal:follow_up_thanks": Line(EVERYBODY, of=an_asking),
    "portal:mailbox": Line(EVERYBODY),  # of a demo; elsewhere there is none
    "set_language": Line(EVERYBODY, method="post"),
    "account_login": Line(EVERYBODY),
    "account_logout": Line(EVERYBODY),
    "account_inactive": Line(EVERYBODY),
    "account_change_password": Line(SIGNED_IN),
    "usersessions_list": Line(SIGNED_IN),
    "desk:account": Line(SIGNED_IN),
    "desk:switch_membership": Line(SIGNED_IN, method="post", typed=a_membership),
    "desk:home": Line(DESK),
    "desk:overview": Line(READERS),
    # The brief of the week is the membership's own.
    "desk:brief": Line(READERS),
    "desk:brief_of_week": Line(READERS, of=named("brief"), not_near=READERS, not_far=READERS),
    "desk:brief_paper": Line(READERS, of=named("brief"), not_near=READERS, not_far=READERS),
    "desk:brief_make": Line(READERS, method="post"),
    "desk:brief_sending": Line(READERS, method="post"),
    "desk:late": Line(READERS),
    # An office is taken over by its new head; what was signed is read there, and by auditors.
    "desk:first_day": Line(HEADS),
    "desk:handovers": Line(HANDOVER_READERS),
    "desk:handover": Line(HANDOVER_READERS, of=named("handover")),
    "desk:handover_file": Line(HANDOVER_READERS, of=named("handover")),
    # Figures within reach; a figure itself is no place.
    "desk:figures": Line(READERS),
    "desk:questions": Line(READERS),
    "desk:questions_paragraph": Line(READERS),
    "desk:figure": Line(READERS, of=a_figure, far_too=LOCAL),
    "desk:provinces": Line(READERS, shows="province"),
    "desk:province": Line(READERS, of=a_province),
    # What is promised, the whole ministry may read.
    "desk:promises": Line(PROMISE_READERS),
    "desk:promises_file": Line(PROMISE_READERS),
    "desk:promise": Line(PROMISE_READERS, of=named("promise"), far_too=LOCAL),
    # Here the planner sees the whole country; one of a centre changes its own alone (desk/test_promise_edit.py).
    "desk:promise_edit": Line(CONFIRMERS, of=named("promise")),
    "desk:promise_withdraw": Line(CONFIRMERS, of=named("promise")),
    "desk:promise_restore": Line(CONFIRMERS, of=named("promise")),
    "desk:announcements": Line(PROMISE_READERS),
    "desk:announcement_add": Line(CONFIRMERS),
    "desk:announcement": Line(PROMISE_READERS, of=named("announcement"), far_too=LOCAL),
    "desk:announcement_file": Line(PROMISE_READERS, of=named("announcement"), far_too=LOCAL),
    "desk:announcement_compare": Line(PROMISE_READERS, of=named("announcement"), far_too=LOCAL),
    "desk:proposal_add": Line(CONFIRMERS, of=named("announcement"), method="post", typed=words_of_a_proposal),
    "desk:proposal_confirm": Line(CONFIRMERS, of=named("proposal", by="pk")),
    "desk:proposal_reject": Line(CONFIRMERS, of=named("proposal", by="pk"), method="post"),
    "desk:proposal_take_up": Line(CONFIRMERS, of=named("proposal", by="pk"), method="post"),
    "desk:frameworks": Line(PROMISE_READERS),
    "desk:framework": Line(PROMISE_READERS, of=named("framework", by="code"), far_too=LOCAL),
    "desk:framework_add": Line(FRAMEWORK_WRITERS),
    "desk:framework_edit": Line(FRAMEWORK_WRITERS, of=named("framework", by="code")),
    "desk:framework_end": Line(FRAMEWORK_WRITERS, of=named("framework", by="code")),
    "desk:indicator_add": Line(FRAMEWORK_WRITERS, of=named("framework", by="code")),
    "desk:indicator_edit": Line(FRAMEWORK_WRITERS, of=named("indicator", by="code")),
    "desk:tags": Line(TAGGERS, of=named("framework", by="code")),
    "desk:retag": Line(TAGGERS, of=named("framework", by="code")),
    "desk:tag_end": Line(TAGGERS, of=named("tag")),
    "desk:tag_take_back": Line(TAGGERS, of=named("tag"), method="post"),
    "desk:retagging_undo": Line(TAGGERS, of=named("retagging"), method="post"),
    "desk:scorecards": Line(READERS),
    "desk:scorecard_file": Line(READERS),
    # Directives: the ministry sees all, a department its own, an office what concerns it. Near: the centre's.
    "desk:directives": Line(READERS),
    "desk:directive_register": Line(READERS, of=a_register, far_too=LOCAL),
    "desk:directive_give": Line(GIVERS),
    "desk:directive": Line(READERS, of=named("directive"), not_far=NOT_CONCERNED),
    "desk:directive_evidence": Line(READERS, of=evidence_of_a_directive, not_far=NOT_CONCERNED),
    "desk:directive_tell": Line(ANSWERERS, of=named("directive"), method="post", not_far=NOT_CONCERNED),
    "desk:directive_accept": Line(GIVERS, of=named("directive"), method="post", not_far=NOT_CONCERNED),
    "desk:directive_ask_more": Line(GIVERS, of=named("directive"), method="post", not_far=NOT_CONCERNED),
    "desk:directive_withdraw": Line(GIVERS, of=named("directive"), method="post", not_far=NOT_CONCERNED),
    "desk:directive_change": Line(GIVERS, of=named("directive"), not_far=NOT_CONCERNED),
    "desk:directive_hand_on": Line(HANDERS_ON, of=named("directive")),
    # Plans: decided ones where they have lines; written by the envelope's planner, decided by heads in reach.
    "desk:plan": Line(READERS, shows="plan"),
    "desk:plan_approved_excel": Line(READERS),
    "desk:plan_reading": Line(PLAN_WRITERS, method="post"),
    "desk:plan_next_year": Line(PLAN_WRITERS, method="post"),
    "desk:plan_envelopes": Line(READERS),
    "desk:plan_receive": Line(PLAN_WRITERS),
    "desk:plan_take_back": Line(PLAN_WRITERS, of=named("envelope", by="pk")),
    "desk:plan_start": Line(PLAN_WRITERS, of=named("envelope", by="pk")),
    "desk:plan_hand_on": Line(PLAN_WRITERS, of=named("envelope", by="pk")),
    "desk:plan_version": Line(READERS, of=version),
    "desk:plan_calendar": Line(READERS),
    "desk:plan_calendar_file": Line(READERS),
    "desk:plan_reality": Line(READERS),
    "desk:plan_moves": Line(PLAN_WRITERS, of=plan_of),
    "desk:plan_difference": Line(READERS, of=version),
    # The approved version is the first of its plan: there is nothing to compare it with (test_plan_difference.py).
    "desk:plan_difference_excel": Line(READERS, of=version, not_near=DESK, not_far=DESK),
    "desk:plan_history": Line(READERS, of=plan_of),
    "desk:plan_line_comment": Line(DECIDERS, of=plan_line),
    "desk:plan_comment_answer": Line(
        PLAN_WRITERS, of=plan_comment, not_near=NOT_PLANNED_BY, not_far=NOT_PLANNED_BY
    ),
    # Scenarios: those of one's books, and those that became a decided plan that one sees.
    "desk:plan_scenarios": Line(READERS, shows="scenario"),
    "desk:plan_scenario_comparison": Line(READERS),
    "desk:plan_scenario_start": Line(PLAN_WRITERS, of=named("envelope", by="pk")),
    "desk:plan_scenario": Line(READERS, of=named("scenario")),
    "desk:plan_scenario_solve": Line(PLAN_WRITERS, of=named("scenario"), method="post"),
    "desk:plan_scenario_inputs": Line(READERS, of=scenario_part),
    # Only those of the envelope's own office work on a scenario; others read it.
    "desk:plan_scenario_change": Line(PLAN_WRITERS, of=scenario_part, not_near=PLAN_WRITERS, not_far=PLAN_WRITERS),
    "desk:plan_scenario_province": Line(READERS, of=scenario_province),
    "desk:plan_scenario_pin": Line(PLAN_WRITERS, of=scenario_province, method="post"),
    "desk:plan_scenario_pin_cell": Line(PLAN_WRITERS, of=scenario_province, method="post"),
    "desk:plan_scenario_unpin": Line(PLAN_WRITERS, of=scenario_province, method="post"),
    "desk:plan_scenario_copy": Line(PLAN_WRITERS, of=named("scenario"), method="post"),
    "desk:plan_scenario_adopt": Line(
        PLAN_WRITERS, of=named("scenario"), not_near=PLAN_WRITERS, not_far=PLAN_WRITERS
    ),
    # What was sent back is its office's alone: the planner here is of another book.
    "desk:plan_files": Line(READERS, of=version),
    "desk:plan_workbook": Line(READERS, of=version),
    "desk:plan_workbook_upload": Line(PLAN_WRITERS, of=version),
    "desk:plan_upload": Line(
        PLAN_WRITERS, of=plan_upload, not_near=NOT_CONCERNED, not_far=NOT_CONCERNED
    ),
    "desk:plan_upload_apply": Line(
        PLAN_WRITERS, of=plan_upload, method="post", not_near=NOT_CONCERNED, not_far=NOT_CONCERNED
    ),
    "desk:plan_upload_file": Line(
        PLAN_WRITERS, of=plan_upload, not_near=NOT_CONCERNED, not_far=NOT_CONCERNED
    ),
    "desk:plan_submit": Line(PLAN_WRITERS, of=version, method="post"),
    "desk:plan_reopen": Line(PLAN_WRITERS, of=version, method="post"),
    "desk:plan_amend": Line(PLAN_WRITERS, of=version, method="post"),
    "desk:plan_approve": Line(DECIDERS, of=version, method="post"),
    "desk:plan_return": Line(DECIDERS, of=version, method="post"),
    "desk:plan_grid": Line(READERS, of=version),
    "desk:plan_cells": Line(READERS, of=version),
    "desk:plan_cells_set": Line(PLAN_WRITERS, of=version, method="post"),
    # Needs: everybody who plans reads what provinces ask for; each writes its own; the office that asked decides.
    "desk:plan_needs": Line(READERS),
    "desk:needs_open": Line(PLAN_WRITERS),
    "desk:needs_survey": Line(READERS, of=named("survey"), far_too=LOCAL),
    "desk:needs_sheet": Line(READERS, of=named("survey"), far_too=LOCAL),
    "desk:needs_extend": Line(PLAN_WRITERS, of=named("survey"), method="post"),
    "desk:needs_settle": Line(DECIDERS, of=named("survey"), method="post", far_too=LOCAL),
    "desk:needs_draft": Line(PLAN_WRITERS, of=needs_into_draft, method="post"),
    "desk:needs_answer": Line(READERS, of=needs_of_province, far_too=LOCAL),
    "desk:needs_write": Line(APPLICATION_DECIDERS, of=needs_of_province),
    "desk:needs_confirm": Line(APPLICATION_DECIDERS, of=needs_of_province, method="post"),
    "desk:needs_take_back": Line(APPLICATION_DECIDERS, of=needs_of_province, method="post"),
    "desk:needs_decide": Line(DECIDERS, of=named("survey"), far_too=LOCAL),
    "desk:needs_undo": Line(DECIDERS, of=named("survey"), method="post", far_too=LOCAL),
    "desk:plan_papers": Line(READERS),
    "desk:plan_sheet": Line(READERS, of=a_plan_sheet, far_too=LOCAL),
    "desk:plan_province_paper": Line(READERS, of=a_province_paper),
    "desk:plan_province_papers": Line(READERS),
    "desk:plan_line_add": Line(PLAN_WRITERS, of=version),
    "desk:plan_line": Line(PLAN_WRITERS, of=plan_line),
    "desk:plan_line_remove": Line(PLAN_WRITERS, of=plan_line, method="post"),
    # People and enterprises, where the office reaches.
    "desk:people": Line(REGISTER_READERS, shows="person"),
    "desk:person_add": Line(REGISTER_WRITERS),
    "desk:person_take_up": Line(REGISTER_WRITERS),
    "desk:person": Line(REGISTER_READERS, of=named("person")),
    "desk:person_passport": Line(REGISTER_READERS, of=named("person")),
    "desk:person_edit": Line(REGISTER_WRITERS, of=named("person")),
    "desk:person_reveal": Line(REGISTER_READERS, of=named("person"), method="post"),
    "desk:person_link": Line(REGISTER_WRITERS, of=named("person")),
    "desk:enterprises": Line(REGISTER_READERS, shows="enterprise"),
    "desk:enterprise_add": Line(REGISTER_WRITERS),
    "desk:enterprise": Line(REGISTER_READERS, of=named("enterprise")),
    "desk:enterprise_passport": Line(REGISTER_READERS, of=named("enterprise")),
    "desk:enterprise_edit": Line(REGISTER_WRITERS, of=named("enterprise")),
    # Calls and applications, where the office reaches; written and decided by the calling office: the near province's.
    "desk:calls": Line(READERS, shows="call"),
    "desk:call_add": Line(RECORDERS),
    "desk:call": Line(READERS, of=named("call")),
    "desk:call_edit": Line(RECORDERS, of=named("call"), not_near={Role.CENTRE_OFFICER}),
    "desk:call_publish": Line(RECORDERS, of=named("call"), method="post", not_near={Role.CENTRE_OFFICER}),
    "desk:call_close": Line(RECORDERS, of=named("call"), method="post", not_near={Role.CENTRE_OFFICER}),
    "desk:call_reopen": Line(RECORDERS, of=named("call"), method="post", not_near={Role.CENTRE_OFFICER}),
    "desk:application": Line(READERS, of=named("application")),
    "desk:application_decide": Line(
        APPLICATION_DECIDERS,
        of=named("application"),
        method="post",
        typed=a_decision,
        not_near={Role.CENTRE_OFFICER},
    ),
    "desk:application_withdraw": Line(
        APPLICATION_DECIDERS, of=named("application"), method="post", not_near={Role.CENTRE_OFFICER}
    ),
    # Lists are of the office that sent them, registrations of the province where the company sits.
    "desk:imports": Line(REGISTER_WRITERS),
    "desk:import_add": Line(REGISTER_WRITERS),
    "desk:import": Line(REGISTER_WRITERS, of=named("list"), not_near={Role.CENTRE_OFFICER}),
    "desk:import_bring_in": Line(
        REGISTER_WRITERS, of=named("list"), method="post", not_near={Role.CENTRE_OFFICER}
    ),
    "desk:import_undo": Line(REGISTER_WRITERS, of=named("list"), method="post", not_near={Role.CENTRE_OFFICER}),
    "desk:import_refusals": Line(REGISTER_WRITERS, of=refused_rows, not_near={Role.CENTRE_OFFICER}),
    "desk:import_file": Line(REGISTER_WRITERS, of=named("list"), not_near={Role.CENTRE_OFFICER}),
    "desk:source_records": Line(REGISTER_READERS, shows="registration"),
    "desk:source_record": Line(REGISTER_READERS, of=named("registration")),
    "desk:source_record_choose": Line(REGISTER_WRITERS, of=named("registration"), method="post"),
    # Services, where the office reaches; an expert's own.
    "desk:services": Line(SERVICE_READERS, shows="activity"),
    "desk:service_add": Line(RECORDERS),
    "desk:service": Line(SERVICE_READERS, of=named("service")),
    "desk:service_evidence": Line(SERVICE_READERS, of=evidence, not_near=NAMELESS, not_far=NAMELESS),
    # Only the office that gave the service changes its record: the near province's own.
    "desk:service_evidence_add": Line(RECORDERS, of=named("service"), method="post", not_near={Role.CENTRE_OFFICER}),
    "desk:service_take_back": Line(RECORDERS, of=named("service"), method="post", not_near={Role.CENTRE_OFFICER}),
    # The books: DIPROM's budget that the provincial office spends, so the centre has no part in it.
    "desk:money": Line(READERS),
    "desk:money_accounts": Line(READERS),
    "desk:money_ledger": Line(READERS),
    "desk:money_allotment": Line(READERS, of=named("allotment"), not_near=NO_PARTY),
    "desk:money_movement": Line(READERS, of=named("movement"), not_near=NO_PARTY),
    "desk:money_entry": Line(READERS, of=named("entry"), not_near=NO_PARTY),
    "desk:money_evidence": Line(READERS, of=paper, not_near=READERS - MONEY_HANDLERS, not_far=READERS - MONEY_HANDLERS),
    "desk:money_allot": Line(MONEY_WRITERS),
    "desk:money_enter": Line(MONEY_WRITERS, of=entering("allotment", "commitment")),
    "desk:money_commitment_enter": Line(MONEY_WRITERS, of=entering("commitment", "payment")),
    "desk:money_entry_reverse": Line(MONEY_WRITERS, of=named("entry")),
    "desk:money_withdraw": Line(MONEY_WRITERS, of=named("movement"), method="post"),
    "desk:money_waiting": Line(MONEY_DECIDERS),
    "desk:money_approve": Line(MONEY_DECIDERS, of=named("movement"), method="post"),
    "desk:money_refuse": Line(MONEY_DECIDERS, of=named("movement"), method="post"),
    # Rounds, where the office reaches; an expert's own. Only the office that gives a round works on it.
    "desk:rounds": Line(ROUND_READERS, shows="activity"),
    "desk:round": Line(ROUND_READERS, of=named("round")),
    "desk:round_evidence": Line(ROUND_READERS, of=evidence_of_a_round, not_near=NAMELESS, not_far=NAMELESS),
    "desk:round_open": Line(RECORDERS),
    "desk:round_edit": Line(RECORDERS, of=named("round"), not_near={Role.CENTRE_OFFICER}),
    "desk:round_cancel": Line(RECORDERS, of=named("round"), method="post", not_near={Role.CENTRE_OFFICER}),
    "desk:round_enrol": Line(RECORDERS, of=named("round"), not_near={Role.CENTRE_OFFICER}),
    "desk:round_walk_in": Line(RECORDERS, of=named("round"), not_near={Role.CENTRE_OFFICER}),
    "desk:round_close": Line(RECORDERS, of=named("round"), not_near={Role.CENTRE_OFFICER}),
    "desk:round_reopen": Line(RECORDERS, of=named("round"), method="post", not_near={Role.CENTRE_OFFICER}),
    "desk:round_evidence_add": Line(RECORDERS, of=named("round"), method="post", not_near={Role.CENTRE_OFFICER}),
    "desk:round_certificates": Line(RECORDERS, of=named("round"), not_near={Role.CENTRE_OFFICER}),
    "desk:session_add": Line(RECORDERS, of=named("round"), not_near={Role.CENTRE_OFFICER}),
    "desk:session_edit": Line(RECORDERS, of=named("session"), not_near={Role.CENTRE_OFFICER}),
    "desk:session_call_off": Line(RECORDERS, of=named("session"), method="post", not_near={Role.CENTRE_OFFICER}),
    "desk:trainer_add": Line(RECORDERS, of=named("round"), not_near={Role.CENTRE_OFFICER}),
    "desk:trainer_take_off": Line(
        RECORDERS, of=named("trainer", by="pk"), method="post", not_near={Role.CENTRE_OFFICER}
    ),
    "desk:attendance": Line(MARKERS, of=named("session"), not_near={Role.CENTRE_OFFICER}),
    "desk:sign_in_sheet": Line(MARKERS, of=named("session"), not_near={Role.CENTRE_OFFICER}),
    "desk:participant_leave": Line(RECORDERS, of=named("participant"), not_near={Role.CENTRE_OFFICER}),
    "desk:participant_bring_back": Line(
        RECORDERS, of=named("participant"), method="post", not_near={Role.CENTRE_OFFICER}
    ),
    "public:certificates": Line(EVERYBODY),
    "public:certificate": Line(EVERYBODY, of=a_code),
    # What changed: values of enterprises in reach; a person's only where names are seen.
    "desk:pillars": Line(READERS),
    "desk:indicator": Line(READERS, of=named("indicator", by="code"), far_too=LOCAL),
    "desk:enterprise_outcomes": Line(READERS, of=named("enterprise")),
    "desk:enterprise_measurement_add": Line(RECORDERS, of=named("enterprise")),
    "desk:enterprise_ask": Line(RECORDERS, of=named("enterprise"), method="post"),
    "desk:person_outcomes": Line(READERS, of=named("person"), not_near=NAMELESS, not_far=NAMELESS),
    "desk:person_measurement_add": Line(RECORDERS, of=named("person")),
    "desk:measurement_take_back": Line(RECORDERS, of=named("measurement"), not_near={Role.CENTRE_OFFICER}),
    "desk:measurement_evidence": Line(READERS, of=evidence_of_a_value, not_near=NAMELESS, not_far=NAMELESS),
    "desk:asking_withdraw": Line(RECORDERS, of=named("asking"), not_near={Role.CENTRE_OFFICER}),
    "desk:round_outcomes": Line(READERS, of=named("round")),
    "desk:round_ask": Line(RECORDERS, of=named("round"), method="post", not_near={Role.CENTRE_OFFICER}),
    # Visits: seen by the office that goes (here the side's own), those visited and those above; run by the first.
    "desk:visits": Line(READERS),
    "desk:visit": Line(READERS, of=named("visit"), not_near=NOT_VISITED, not_far=NOT_VISITED),
    "desk:visit_photo": Line(READERS, of=a_photo, not_near=NOT_VISITED, not_far=NOT_VISITED),
    "desk:visit_plan": Line(VISITORS),
    "desk:visit_edit": Line(VISITORS, of=named("visit"), not_near=NOT_VISITED, not_far=NOT_VISITED),
    "desk:visit_finish": Line(VISITORS, of=named("visit"), method="post", not_near=NOT_VISITED, not_far=NOT_VISITED),
    "desk:visit_reopen": Line(VISITORS, of=named("visit"), method="post", not_near=NOT_VISITED, not_far=NOT_VISITED),
    "desk:visit_cancel": Line(VISITORS, of=named("visit"), method="post", not_near=NOT_VISITED, not_far=NOT_VISITED),
    "desk:visit_brief": Line(VISITORS, of=named("visit"), not_near=NOT_VISITED, not_far=NOT_VISITED),
    "desk:visit_brief_make": Line(
        VISITORS, of=named("visit"), method="post", not_near=NOT_VISITED, not_far=NOT_VISITED
    ),
    "desk:visit_press": Line(VISITORS, of=named("visit"), not_near=NOT_VISITED, not_far=NOT_VISITED),
    "desk:visit_press_text": Line(VISITORS, of=named("visit"), not_near=NOT_VISITED, not_far=NOT_VISITED),
    "desk:visit_directive": Line(GIVERS, of=named("visit"), not_near=NOT_VISITED, not_far=NOT_VISITED),
    "desk:visit_worker": Line(EVERYBODY),
    "desk:visit_notebook": Line(VISITORS, of=named("visit"), not_near=NOT_VISITED, not_far=NOT_VISITED),
    "desk:visit_notebook_key": Line(VISITORS, of=named("visit"), not_near=NOT_VISITED, not_far=NOT_VISITED),
    "desk:visit_note_take_back": Line(
        VISITORS, of=a_photo, method="post", not_near=NOT_VISITED, not_far=NOT_VISITED
    ),
    "desk:visit_note_put_back": Line(
        VISITORS, of=a_photo, method="post", not_near=NOT_VISITED, not_far=NOT_VISITED
    ),
    # The trail.
    "desk:trail": Line(AUDITORS),
    "desk:trail_verification": Line(AUDITORS, method="post"),
    "desk:trail_checkpoint": Line(AUDITORS),
    "desk:trail_event": Line(AUDITORS, of=named("event")),
    "desk:trail_payload": Line(AUDITORS, of=named("event"), method="post"),
    "desk:trail_proof": Line(AUDITORS, of=named("event")),
}
