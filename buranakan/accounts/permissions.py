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
    SEE_PLANS = "see_plans", _("See plans")
    EDIT_PLANS = "edit_plans", _("Write and submit plans")
    DECIDE_PLANS = "decide_plans", _("Approve or return plans")
    SEE_REGISTER = "see_register", _("See people and enterprises")
    EDIT_REGISTER = "edit_register", _("Add and edit people and enterprises")
    REVEAL_IDENTITY = "reveal_identity", _("Reveal identity numbers, for a reason")
    SEE_SERVICES = "see_services", _("See services")
    RECORD_SERVICES = "record_services", _("Record services")
    SEE_FIGURES = "see_figures", _("See figures")
    SEE_TRAIL = "see_trail", _("Browse the trail")


P = Permission
_READ = {P.USE_DESK, P.SEE_PROMISES, P.SEE_PLANS, P.SEE_FIGURES}
_WORK = _READ | {P.SEE_REGISTER, P.SEE_SERVICES}

GRANTS = {
    Role.EXECUTIVE: _READ | {P.SEE_SERVICES, P.DECIDE_PLANS},
    Role.INSPECTOR: _READ | {P.SEE_SERVICES},
    Role.OFFICE_HEAD: _WORK | {P.DECIDE_PLANS, P.REVEAL_IDENTITY},
    Role.PLANNER: _READ | {P.SEE_SERVICES, P.CONFIRM_PROMISES, P.EDIT_PLANS},
    Role.CENTRE_OFFICER: _WORK | {P.EDIT_REGISTER, P.REVEAL_IDENTITY, P.RECORD_SERVICES},
    Role.PROVINCIAL_OFFICER: _WORK | {P.EDIT_REGISTER, P.REVEAL_IDENTITY, P.RECORD_SERVICES},
    Role.FINANCE_OFFICER: _READ | {P.SEE_SERVICES},
    # An expert sees only services they themselves gave (scope "own").
    Role.EXPERT: {P.USE_DESK, P.SEE_SERVICES},
    Role.STEWARD: _WORK | {P.EDIT_REGISTER, P.REVEAL_IDENTITY},
    Role.AUDITOR: _READ | {P.SEE_SERVICES, P.SEE_TRAIL},
    Role.ADMINISTRATOR: {P.USE_DESK, P.SEE_TRAIL},
}
