"""Who may do what: roles x permissions on one screen. Nothing else decides."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Roles of a membership."""

    EXECUTIVE = "executive", _("Executive")
    INSPECTOR = "inspector", _("Inspector")
    OFFICE_HEAD = "office_head", _("Office head")
    PLANNER = "planner", _("Planner")
    CENTRE_OFFICER = "centre_officer", _("Centre officer")
    PROVINCIAL_OFFICER = "provincial_officer", _("Provincial officer")
    FINANCE_OFFICER = "finance_officer", _("Finance officer")
    EXPERT = "expert", _("Expert")
    STEWARD = "steward", _("Registry steward")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Permission(models.TextChoices):
    """One thing one may do."""

    USE_DESK = "use_desk", _("Use the desk")
    SEE_PROMISES = "see_promises", _("See promises and announcements")
    CONFIRM_PROMISES = "confirm_promises", _("Read announcements and confirm promises")
    SEE_DIRECTIVES = "see_directives", _("See directives")
    GIVE_DIRECTIVES = "give_directives", _("Give directives and accept their completion")
    DELEGATE_DIRECTIVES = "delegate_directives", _("Hand directives on to other offices")
    ANSWER_DIRECTIVES = "answer_directives", _("Report progress on directives")
    SEE_VISITS = "see_visits", _("See visits")
    PLAN_VISITS = "plan_visits", _("Plan visits and keep their notes")
    EDIT_FRAMEWORKS = "edit_frameworks", _("Enter policy frameworks and their indicators")
    TAG_PROJECTS = "tag_projects", _("Say which pillars projects serve")
    TAKE_OVER = "take_over", _("Take over an office")
    SEE_HANDOVERS = "see_handovers", _("See what new heads received")
    SEE_PLANS = "see_plans", _("See plans")
    EDIT_PLANS = "edit_plans", _("Write and submit plans")
    DECIDE_PLANS = "decide_plans", _("Approve or return plans")
    ALLOCATE = "allocate", _("Work out how a plan may be split")
    PROPOSE_NEEDS = "propose_needs", _("Say what a province needs")
    DECIDE_NEEDS = "decide_needs", _("Decide what provinces need")
    SEE_REGISTER = "see_register", _("See people and enterprises")
    EDIT_REGISTER = "edit_register", _("Add and edit people and enterprises")
    IMPORT_LISTS = "import_lists", _("Import lists of people and enterprises")
    REVEAL_IDENTITY = "reveal_identity", _("Reveal identity numbers, for a reason")
    SEE_CALLS = "see_calls", _("See calls and applications")
    EDIT_CALLS = "edit_calls", _("Write and open calls")
    DECIDE_APPLICATIONS = "decide_applications", _("Decide applications")
    SEE_ROUNDS = "see_rounds", _("See rounds of training")
    RUN_ROUNDS = "run_rounds", _("Open, run and close rounds of training")
    MARK_ATTENDANCE = "mark_attendance", _("Mark attendance")
    SEE_SERVICES = "see_services", _("See services")
    RECORD_SERVICES = "record_services", _("Record services")
    SEE_MONEY = "see_money", _("See the books")
    ENTER_MONEY = "enter_money", _("Enter allotments, commitments and payments")
    APPROVE_MONEY = "approve_money", _("Approve what is entered in the books")
    SEE_OUTCOMES = "see_outcomes", _("See what was measured")
    RECORD_OUTCOMES = "record_outcomes", _("Record what was measured")
    SEE_FIGURES = "see_figures", _("See figures")
    SEE_TRAIL = "see_trail", _("Browse the trail")


P = Permission
_READ = {P.USE_DESK, P.SEE_PROMISES, P.SEE_PLANS, P.SEE_FIGURES, P.SEE_MONEY, P.SEE_OUTCOMES}
_WATCH = _READ | {P.SEE_SERVICES, P.SEE_CALLS, P.SEE_ROUNDS, P.SEE_DIRECTIVES, P.SEE_VISITS}
_WORK = _WATCH | {P.SEE_REGISTER}
# What the officers of a centre and of a province do every day.
_DELIVER = {
    *(P.EDIT_REGISTER, P.IMPORT_LISTS, P.REVEAL_IDENTITY),
    *(P.EDIT_CALLS, P.DECIDE_APPLICATIONS, P.RUN_ROUNDS, P.MARK_ATTENDANCE, P.RECORD_SERVICES, P.RECORD_OUTCOMES),
    P.ANSWER_DIRECTIVES,
    P.PROPOSE_NEEDS,
}
# What an executive or an inspector does on the way: see, order, look again.
_ORDER = {P.GIVE_DIRECTIVES, P.PLAN_VISITS}

GRANTS = {
    Role.EXECUTIVE: _WATCH
    | _ORDER
    | {P.DECIDE_PLANS, P.DECIDE_NEEDS, P.DELEGATE_DIRECTIVES, P.ANSWER_DIRECTIVES},
    Role.INSPECTOR: _WATCH | _ORDER,
    Role.OFFICE_HEAD: _WORK
    | _ORDER
    | {P.DECIDE_PLANS, P.PROPOSE_NEEDS, P.DECIDE_NEEDS, P.DECIDE_APPLICATIONS, P.APPROVE_MONEY, P.REVEAL_IDENTITY}
    | {P.DELEGATE_DIRECTIVES, P.ANSWER_DIRECTIVES, P.TAKE_OVER, P.SEE_HANDOVERS},
    Role.PLANNER: _WATCH
    | {P.CONFIRM_PROMISES, P.EDIT_PLANS, P.ALLOCATE, P.TAG_PROJECTS, P.PLAN_VISITS, P.ANSWER_DIRECTIVES},
    Role.CENTRE_OFFICER: _WORK | _DELIVER,
    Role.PROVINCIAL_OFFICER: _WORK | _DELIVER,
    Role.FINANCE_OFFICER: _WATCH | {P.ENTER_MONEY},
    # An expert sees only the services and rounds they themselves gave (scope "own").
    Role.EXPERT: {P.USE_DESK, P.SEE_SERVICES, P.SEE_ROUNDS, P.MARK_ATTENDANCE},
    Role.STEWARD: _WORK | {P.EDIT_REGISTER, P.IMPORT_LISTS, P.REVEAL_IDENTITY},
    Role.AUDITOR: _WATCH | {P.SEE_TRAIL, P.SEE_HANDOVERS},
    Role.ADMINISTRATOR: {P.USE_DESK, P.SEE_TRAIL, P.SEE_PROMISES, P.EDIT_FRAMEWORKS, P.TAG_PROJECTS},
}
