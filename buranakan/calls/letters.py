"""Letters to applicants, in the language they applied in, about what became of their application."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from buranakan.messages import actions as messages

STATUS_PATH = "/applications/%(reference)s/"


def received(application, *, at):
    """The receipt: the number under which the office knows the application."""
    _send(application, _received, at=at)


def accepted(application, *, at, by=None, is_promoted=False):
    """A place is given, by a decision or because somebody else gave theirs back."""
    _send(application, _promoted if is_promoted else _accepted, at=at, by=by)


def waiting(application, *, ahead, at, by=None):
    """On the waiting list, with how many stand before."""
    _send(application, _waiting, at=at, by=by, ahead=ahead)


def declined(application, *, at, by=None):
    """Not this time, and why."""
    _send(application, _declined, at=at, by=by)


def reconsidered(application, *, at, by=None):
    """A decision was taken back."""
    _send(application, _reconsidered, at=at, by=by)


def withdrawn(application, *, at, by=None):
    """It was withdrawn: said, so that a withdrawal nobody wanted is noticed."""
    _send(application, _withdrawn, at=at, by=by)


def _send(application, write, *, at, by=None, **said):
    with override(application.language):
        facts = {
            "call": application.call.title,
            "number": application.number_shown,
            "name": application.applicant_name,
            "province": application.province,
            "office": application.call.office.name,
            "reason": application.decided_because,
        }
        subject, sentences = write(facts | said)
        body = "\n\n".join([*sentences, _see_it(application), facts["office"]])
    messages.send(
        to=application.letters_go_to,
        subject=subject,
        body=body,
        about=application,
        language=application.language,
        office=application.call.office,
        by=by,
        at=at,
    )


def _see_it(application):
    path = STATUS_PATH % {"reference": application.reference}
    return _("See your application, with its number and your code: %(address)s") % {
        "address": settings.PUBLIC_ADDRESS + path
    }


def _dear(facts):
    return _("Dear %(name)s,") % facts


def _received(facts):
    return _("We received your application %(number)s") % facts, [
        _dear(facts),
        _("We received your application to “%(call)s” in %(province)s. Its number is %(number)s.") % facts,
        _("The office now looks at it and writes to you when it has decided. You can withdraw it at any time."),
    ]


def _accepted(facts):
    reason = [_("The office writes: %(reason)s") % facts] if facts["reason"] else []
    return _("You have a place: %(number)s") % facts, [
        _dear(facts),
        _("You have a place in “%(call)s” in %(province)s.") % facts,
        *reason,
        _("The office will tell you when and where it begins. If you cannot come, please withdraw in good time, so "
          "that somebody on the waiting list can have the place."),
    ]


def _promoted(facts):
    return _("A place has become free for you: %(number)s") % facts, [
        _dear(facts),
        _("Somebody gave a place back, and you were first on the waiting list: you now have a place in “%(call)s” in "
          "%(province)s.") % facts,
        _("If you can no longer come, please withdraw, so that the next one can have the place."),
    ]


def _waiting(facts):
    ahead = (
        _("Before you on the list: %(ahead)s people.") % facts if facts["ahead"] else _("You are first on the list.")
    )
    reason = [_("The office writes: %(reason)s") % facts] if facts["reason"] else []
    return _("You are on the waiting list: %(number)s") % facts, [
        _dear(facts),
        _("You are on the waiting list of “%(call)s” in %(province)s. %(ahead)s") % (facts | {"ahead": ahead}),
        *reason,
        _("When somebody gives a place back, the first on the list has it at once, and we write to you."),
    ]


def _declined(facts):
    return _("The decision on your application %(number)s") % facts, [
        _dear(facts),
        _("We cannot offer you a place in “%(call)s” this time.") % facts,
        _("The reason: %(reason)s") % facts,
        _("If something in your application was misunderstood, please ask the office to look at it again."),
    ]


def _reconsidered(facts):
    return _("Your application is being looked at again: %(number)s") % facts, [
        _dear(facts),
        _("The office is looking at your application to “%(call)s” once more and will write to you.") % facts,
    ]


def _withdrawn(facts):
    return _("Your application was withdrawn: %(number)s") % facts, [
        _dear(facts),
        _("Your application to “%(call)s” was withdrawn. If you did not want this, please tell the office.") % facts,
    ]
