"""Write a letter to the outbox, send what waits, ask somebody to show that a contact is theirs, forget old letters."""

import datetime as dt
import hmac
import secrets
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from buranakan.messages import contacts, delivery, rules, sms, tasks, wording
from buranakan.messages.enums import Channel
from buranakan.messages.models import Brief, BriefSetting, ContactCheck, Message, about_of
from buranakan.records.actions import record, record_many
from buranakan.records.saving import save_or_refuse

deliver = delivery.deliver


@transaction.atomic
def send(
    *, to, subject, body, about=None, language="th", office=None, is_secret=False, useless_from=None, by=None, at
):
    """Put a letter into the outbox in the caller's transaction; it goes out once that is committed.

    `subject` and `body` may be lazy: they are written in `language`. `is_secret` letters are forgotten once sent.
    """
    recipient = contacts.contact(to)
    with override(language):
        subject, body = " ".join(str(subject).split()), str(body).strip()
    rules.check_says_something(subject, body)
    message = Message.objects.create(
        channel=contacts.channel_of(recipient),
        recipient=recipient,
        subject=subject[: rules.LONGEST_SUBJECT],
        body=body,
        is_secret=is_secret,
        office=office,
        written_at=at,
        written_by_id=getattr(by, "pk", None),
        next_try_at=at,
        useless_from=useless_from,
        **about_of(about),
    )
    told = about_of(about) | {"channel": message.channel}
    record("message.written", on=message, by=by, at=at, office=office, **told)
    transaction.on_commit(partial(tasks.deliver_letter.enqueue, message.pk))
    return message


# --- whose contact it is --------------------------------------------------------------------------------------------
@transaction.atomic
def ask_for_code(contact, *, purpose, about=None, language="th", at):
    """Send six digits to a contact; any earlier code for the same purpose is void from now on."""
    contact = contacts.contact(contact)
    rules.check_channel(contacts.channel_of(contact) != Channel.SMS or sms.is_open())
    _check_may_ask(contact, about=about, at=at)
    code = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}}"
    check = ContactCheck(
        contact=contact,
        purpose=purpose,
        asked_at=at,
        asked_in_minute=at.replace(second=0, microsecond=0),
        expires_at=at + rules.CODE_LIVES,
        **about_of(about),
    )
    check.code_hash = _hash(check, code)
    save_or_refuse(check, refusing=lambda: _check_may_ask(contact, about=about, at=at), force_insert=True)
    record("contact_check.asked", on=check, by=None, at=at, purpose=purpose, **about_of(about))
    with override(language):
        subject, body = wording.code_letter(code, expires_at=check.expires_at, language=language)
    send(
        to=contact,
        subject=subject,
        body=body,
        about=about,
        language=language,
        is_secret=True,
        useless_from=check.expires_at,
        at=at,
    )
    return check


def confirm_code(contact, *, purpose, code, about=None, at):
    """Take the six digits that somebody typed. A wrong try is counted before it is refused."""
    contact = contacts.contact(contact)
    with transaction.atomic():
        newest = ContactCheck.objects.for_one(contact, purpose=purpose, about=about).first()
        check = newest and ContactCheck.objects.select_for_update().get(pk=newest.pk)
        rules.check_can_confirm(check, at=at)
        is_right = hmac.compare_digest(check.code_hash, _hash(check, rules.tidied_code(code)))
        _count(check, is_right=is_right, at=at)
    # After the commit: a refusal inside would take the count back with it.
    rules.check_code(is_right, tries=check.tries)
    return check


@transaction.atomic
def void_confirmations(*, purpose, about, at):
    """What was confirmed about a thing counts no more, and its codes have expired: the thing is another one now."""
    confirmed = ContactCheck.objects.select_for_update().filter(
        purpose=purpose, confirmed_at__isnull=False, **about_of(about)
    )
    for check in confirmed.order_by("pk"):
        check.confirmed_at = None
        check.expires_at = max(check.asked_at + dt.timedelta.resolution, min(check.expires_at, at))
        check.save(update_fields=["confirmed_at", "expires_at"])
        record("contact_check.voided", on=check, by=None, at=at, purpose=purpose)


def _count(check, *, is_right, at):
    if is_right and check.confirmed_at is not None:
        return  # typed twice, as a second press of the button does
    if is_right:
        check.confirmed_at = at
    else:
        check.tries += 1
    check.save(update_fields=["confirmed_at", "tries"])
    name = "contact_check.confirmed" if is_right else "contact_check.missed"
    record(name, on=check, by=None, at=at, purpose=check.purpose, tries=check.tries)


def _check_may_ask(contact, *, about, at):
    since = at - dt.timedelta(days=1)
    asked = ContactCheck.objects.filter(asked_at__gt=since)
    of_thing = asked.filter(**about_of(about)) if about is not None else asked.none()
    rules.check_may_ask(
        list(asked.filter(contact=contact).values_list("asked_at", flat=True)),
        thing_asked_at=list(of_thing.values_list("asked_at", flat=True)),
        at=at,
    )



def _hash(check, code):
    return salted_hmac("buranakan.messages.code", f"{check.reference}:{code}", algorithm="sha256").hexdigest()


# --- briefs -----------------------------------------------------------------------------------------------------------
@transaction.atomic
def keep_brief(membership, *, week_on, said, at):
    """Keep the brief of a week as it is said; None where another run was faster, so that nobody gets two."""
    brief, is_new = Brief.objects.get_or_create(
        membership=membership, week_on=week_on, defaults={"said": said, "made_at": at}
    )
    if not is_new:
        return None
    record("brief.made", on=brief, by=None, at=at, office=membership.office, week_on=week_on.isoformat())
    return brief


@transaction.atomic
def want_briefs(membership, *, is_wanted, by, at):
    """Have the brief of the week sent from now on, or no longer."""
    setting, _is_new = BriefSetting.objects.update_or_create(
        membership=membership, defaults={"is_wanted": is_wanted, "changed_at": at}
    )
    name = "briefs.wanted" if is_wanted else "briefs.stopped"
    record(name, on=setting, by=by, at=at, office=membership.office)


# --- what is not kept for ever ---------------------------------------------------------------------------------------
@transaction.atomic
def forget_old(at):
    """Forget what stood in letters, and codes, that are older than the settings keep them. Returns how many letters."""
    before = at - dt.timedelta(days=settings.LETTERS_KEPT_DAYS)
    ContactCheck.objects.filter(asked_at__lt=before).delete()
    old = list(Message.objects.select_for_update().filter(written_at__lt=before).exclude(recipient="").order_by("pk"))
    if old:
        numbers = [message.pk for message in old]
        Message.objects.filter(pk__in=numbers).update(recipient="", subject="", body="", body_forgotten_at=at)
        rows = [str(message.reference) for message in old]
        record_many("messages.erased", on=old[-1], by=None, at=at, manifest=rows)
    return len(old)
