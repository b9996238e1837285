"""Letters within reach, and whether a contact was shown to be somebody's own."""

from buranakan.accounts.scope import Kind
from buranakan.areas import queries as areas
from buranakan.areas.models import Office
from buranakan.lib.rules import RuleBroken
from buranakan.messages import contacts
from buranakan.messages.enums import MessageState
from buranakan.messages.models import Brief, BriefSetting, ContactCheck, Message, about_of


def letters(scope):
    """Letters of the office itself; every letter only for the system, for a stated reason."""
    if scope.kind == Kind.SYSTEM:
        return Message.objects.all()
    return Message.objects.filter(office=scope.office_id) if scope.kind == Kind.OFFICE else Message.objects.none()


def letters_about(scope, thing):
    """Letters about one thing, which the caller has shown to be in reach."""
    return letters(scope).about(thing)


def mailbox(scope, *, recipient=""):
    """Letters newest first; to one contact, when it is typed in any of its forms."""
    rows = letters(scope)
    if not recipient:
        return rows
    try:
        return rows.filter(recipient=contacts.contact(recipient))
    except RuleBroken:
        return rows.filter(recipient__icontains=recipient)


def unsent(scope):
    """Letters that could not be sent: somebody has to reach these people another way."""
    return letters(scope).filter(state=MessageState.FAILED)


def count_unsent(scope):
    """How many letters of the office and of those below it could not be sent; whose they were is not told."""
    if scope.kind != Kind.OFFICE:
        return 0
    offices = areas.subtree_ids(Office(pk=scope.office_id))
    return Message.objects.filter(office__in=offices, state=MessageState.FAILED).count()


def is_confirmed(contact, *, purpose, since, about=None):
    """Did somebody show, since that moment, that the contact is theirs? With `about`, for that very thing."""
    checks = ContactCheck.objects.filter(contact=contact, purpose=purpose, confirmed_at__gte=since)
    return (checks.filter(**about_of(about)) if about is not None else checks).exists()


def briefs(membership):
    """Briefs that were made for a membership, the newest first: to whom wears it."""
    return Brief.objects.filter(membership=membership)


def brief_settings(memberships):
    """Whether the brief of the week is wanted, by membership, for those who said so."""
    return dict(BriefSetting.objects.filter(membership__in=memberships).values_list("membership", "is_wanted"))
