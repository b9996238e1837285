"""Letters about directives: to the heads of an office, to the one who ordered, and to those it is raised to."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from buranakan.lib import thai_dates
from buranakan.messages import actions as messages

# Pages are floors above: here their address is only written.
PATH = "/desk/directives/%(reference)s/"
LONGEST_QUOTE = 300
LANGUAGE = "th"


def given(directive, memberships, *, by, at):
    """An order to an office, new or handed on."""
    _send(directive, memberships, _given, by=by, at=at)


def more_asked(directive, memberships, *, said, by, at):
    """What was reported is not enough yet."""
    _send(directive, memberships, _more_asked, by=by, at=at, said=said)


def reported(directive, memberships, *, said, by, at):
    """It is reported as done, and waits for acceptance."""
    _send(directive, memberships, _reported, by=by, at=at, said=said)


def closed(directive, memberships, *, by, at):
    """It is accepted, reached or withdrawn: nothing more is to be done."""
    _send(directive, memberships, _closed, by=by, at=at)


def changed(directive, memberships, *, said, by, at):
    """Its words, day or offices are different now."""
    _send(directive, memberships, _changed, by=by, at=at, said=said)


def reminder(directive, memberships, *, days_left, at):
    """The day is near."""
    _send(directive, memberships, _reminder, by=None, at=at, days_left=days_left)


def escalated(directive, memberships, *, days_late, level, at):
    """Nobody reported in time."""
    _send(directive, memberships, _escalated, by=None, at=at, days_late=days_late, level=level)


def _send(directive, memberships, write, *, by, at, **said):
    """One letter to each user, however many posts they hold there."""
    addresses = dict.fromkeys(one.user.email for one in memberships)
    if not addresses:
        return
    with override(LANGUAGE):
        subject, sentences = write(_facts(directive) | said)
        body = "\n\n".join([*sentences, _see_it(directive)])
    for address in addresses:
        messages.send(
            to=address,
            subject=subject,
            body=body,
            about=directive,
            language=LANGUAGE,
            office=directive.ordered_by_office,
            by=by,
            at=at,
        )


def _facts(directive):
    quote = " ".join(directive.text.split())
    return {
        "number": directive.number or str(directive.reference)[:8],
        "order": quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE]}…",
        "due": thai_dates.long(directive.due_on, language=LANGUAGE),
        "responsible": directive.responsible_office.name_th,
        "orderer": directive.ordered_by_post,
        "source": directive.source_title,
        "state": directive.get_state_display(),
        "because": directive.closed_because,
    }


def _see_it(directive):
    address = settings.PUBLIC_ADDRESS + PATH % {"reference": directive.reference}
    return _("See the directive, its course and its evidence: %(address)s") % {"address": address}


def _ordered(facts):
    return _("“%(order)s” (%(source)s, ordered by %(orderer)s)") % facts


def _given(facts):
    return _("Directive %(number)s to %(responsible)s, due %(due)s") % facts, [
        _("%(responsible)s is responsible for this directive, due on %(due)s:") % facts,
        _ordered(facts),
    ]


def _more_asked(facts):
    return _("More is asked for directive %(number)s") % facts, [
        _("What was reported on directive %(number)s is not enough yet. It is due on %(due)s.") % facts,
        _("Asked for: %(said)s") % facts,
        _ordered(facts),
    ]


def _reported(facts):
    return _("Directive %(number)s is reported as done") % facts, [
        _("%(responsible)s reports directive %(number)s as done. Please accept it, or ask for more.") % facts,
        _("Reported: %(said)s") % facts,
        _ordered(facts),
    ]


def _closed(facts):
    reason = [_("The reason: %(because)s") % facts] if facts["because"] else []
    return _("Directive %(number)s is closed: %(state)s") % facts, [
        _("Directive %(number)s to %(responsible)s is closed: %(state)s") % facts,
        *reason,
        _ordered(facts),
    ]


def _changed(facts):
    return _("Directive %(number)s was changed") % facts, [
        _("Directive %(number)s to %(responsible)s was changed. It is due on %(due)s.") % facts,
        _("The reason: %(because)s") % (facts | {"because": facts["said"]}),
        _ordered(facts),
    ]


def _reminder(facts):
    return _("Directive %(number)s is due in %(days_left)s days") % facts, [
        _("%(responsible)s is responsible for directive %(number)s, due on %(due)s.") % facts,
        _ordered(facts),
        _("Once it is done, report it with its evidence. If it can't be done in time, say so there."),
    ]


def _escalated(facts):
    return _("Directive %(number)s is %(days_late)s days late") % facts, [
        _("Directive %(number)s to %(responsible)s was due on %(due)s and is not reported as done.") % facts,
        _("It was raised to level %(level)s, and you are written to by the rule for late directives.") % facts,
        _ordered(facts),
    ]
