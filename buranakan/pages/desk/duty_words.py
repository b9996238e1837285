"""What waits, in words, each with the page where it is dealt with."""

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from buranakan.insight.waiting import Duty
from buranakan.pages.ui.tags import filters

LONGEST_NAME = 120


def rows(waiting):
    """Things that wait, in their order."""
    return [WORDS[one.duty](one) | {"since": one.since} for one in waiting]


def _handover(one):
    return {
        "what": one.duty.label,
        "name": one.thing.membership.office.name,
        "note": _("What was promised, ordered, planned, spent and is late, and what your predecessor left open"),
        "href": reverse("desk:first_day"),
    }


def _plan(one):
    version = one.thing.version
    return {
        "what": one.thing.what.label,
        "name": str(version.plan),
        "note": version.plan.envelope.office.short,
        "href": reverse("desk:plan_version", args=[version.plan.reference, version.number]),
    }


def _announcement(one):
    return {
        "what": one.duty.label,
        "name": one.thing.title,
        "note": _("Proposals waiting: %(count)s") % {"count": one.count},
        "href": reverse("desk:announcement", args=[one.thing.reference]),
    }


def _applications(one):
    return {
        "what": one.duty.label,
        "name": one.thing.title,
        "note": _("Applications waiting: %(count)s") % {"count": one.count},
        "href": reverse("desk:call", args=[one.thing.reference]),
    }


def _round(one):
    return {
        "what": one.duty.label,
        "name": one.thing.title,
        "note": one.thing.province.name,
        "href": reverse("desk:round", args=[one.thing.reference]),
    }


def _movements(one):
    return {
        "what": one.duty.label,
        "name": _("The books"),
        "note": _("Waiting for approval: %(count)s") % {"count": one.count},
        "href": reverse("desk:money_waiting"),
    }


def _refused(one):
    return {
        "what": one.duty.label,
        "name": str(one.thing),
        "note": one.thing.refused_because,
        "href": reverse("desk:money_movement", args=[one.thing.reference]),
    }


def _list(one):
    return {
        "what": one.duty.label,
        "name": one.thing.file.name,
        "note": _("Rows accepted in the preview: %(count)s") % {"count": one.count},
        "href": reverse("desk:import", args=[one.thing.reference]),
    }


def _directive(one):
    directive = one.thing
    return {
        "what": one.duty.label,
        "name": Truncator(directive.text).chars(LONGEST_NAME),
        "note": _("%(office)s, due %(day)s")
        % {"office": directive.responsible_office.short, "day": filters.day(directive.due_on)},
        "href": reverse("desk:directive", args=[directive.reference]),
    }


WORDS = {
    Duty.TAKE_OVER: _handover,
    Duty.PLAN: _plan,
    Duty.ANNOUNCEMENT: _announcement,
    Duty.APPLICATIONS: _applications,
    Duty.ROUND: _round,
    Duty.MOVEMENTS: _movements,
    Duty.REFUSED: _refused,
    Duty.LIST: _list,
    Duty.DIRECTIVE: _directive,
    Duty.ACCEPTANCE: _directive,
}
