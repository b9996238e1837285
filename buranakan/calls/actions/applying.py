"""What an applicant does: begin, fill in, come back with the code, confirm the contact, send."""

import datetime as dt

from django.db import transaction

from buranakan.areas.models import Province
from buranakan.calls import answers, applying, consent, letters, numbers, queries, rules
from buranakan.calls.actions import seats
from buranakan.calls.actions.deciding import forget
from buranakan.calls.enums import LIVE, ApplicationState
from buranakan.calls.models import Application
from buranakan.calls.steps import YES
from buranakan.lib import clock, fiscal, ids, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.messages import actions as messages
from buranakan.planning.locking import once_more
from buranakan.records.actions import record, record_many
from buranakan.records.saving import save_or_refuse
from buranakan.registry import secrets
from buranakan.registry.details import PersonDetails

MOST_DRAWS = 5
ROWS_AT_ONCE = 500


@transaction.atomic
def begin(call, *, language="th", at):
    """A draft and the code that opens it again. The code is shown once: only its hash is kept."""
    rules.check_is_open(call, at=at)
    code = numbers.new_resume_code()
    application = Application(
        call=call,
        number=_free_number(fiscal.fiscal_year_of(clock.local_day(at))),
        language="en" if language == "en" else "th",
        begun_at=at,
        is_synthetic=call.is_synthetic,
    )
    application.resume_code_hash = numbers.hashed_code(code, reference=application.reference)
    application.save(force_insert=True)
    record("application.begun", on=application, by=None, at=at, office=call.office, call_id=call.pk)
    return application, code


@transaction.atomic
def fill_in(application, *, step, answers: dict, at):
    """Keep what was typed on one step, right or wrong; applying.step_states says what is wrong."""
    application = seats.locked(application.pk)
    rules.check_is_being_written(application)
    rules.check_is_open(application.call, at=at)
    asked = next((one for one in applying.steps(application.call) if one.code == step), None)
    rules.check_step_is_known(asked)
    _keep(application, asked, answers, at=at)
    application.save()
    record("application.filled_in", on=application, by=None, at=at, office=application.call.office, step=step)
    return application


def resume(reference, code, *, at):
    """The application with this number and code, for its applicant. A wrong code is counted before it is refused."""
    with transaction.atomic():
        found = queries.by_number(reference)
        application = found and seats.locked(found.pk)
        if application is not None:
            rules.check_may_try_code(application, at=at)
        is_right = application is not None and numbers.is_code(
            code, reference=application.reference, kept=application.resume_code_hash
        )
        if application is not None:
            _count_try(application, is_right=is_right, at=at)
    # After the commit: a refusal inside would take the count back with it.
    rules.check_code_fits(is_right)
    return application


def ask_to_confirm_contact(application, *, at):
    """Send six digits to where letters will go. Refuses while the contact step is not in order."""
    application = queries.application_by_reference(application.reference)
    rules.check_is_being_written(application)
    return messages.ask_for_code(
        _contact(application, at=at),
        purpose=applying.CONTACT_PURPOSE,
        about=application,
        language=application.language,
        at=at,
    )


def confirm_contact(application, *, code, at):
    """Take the six digits."""
    application = queries.application_by_reference(application.reference)
    contact = _contact(application, at=at)
    return messages.confirm_code(contact, purpose=applying.CONTACT_PURPOSE, code=code, about=application, at=at)


@once_more
@transaction.atomic
def submit(application, *, at):
    """Send it: complete, by somebody we can reach, within the criteria, the first of its citizen number."""
    application = seats.locked(application.pk)
    rules.check_can_move(application, ApplicationState.SUBMITTED)
    rules.check_is_being_written(application)
    rules.check_is_open(application.call, at=at)
    today = clock.local_day(at)
    found = applying.reading(application, on=today)
    rules.check_is_complete(found)
    rules.check_consent(application, version=consent.VERSION)
    _understand(application, found)
    # Before anything the number's owner received or applied to is looked at: a citizen number proves nobody.
    rules.check_contact_is_confirmed(applying.is_contact_confirmed(application))
    results = applying.results(application, on=today, found=found)
    rules.check_meets(results)
    _check_is_first(application)
    application.state, application.submitted_at = ApplicationState.SUBMITTED, at
    save_or_refuse(application, refusing=lambda: _check_is_first(application))
    letters.received(application, at=at)
    found_out = {str(one.criterion.pk): one.outcome.value for one in results}
    seats.tell(
        "application.submitted", application, by=None, at=at, consent=application.consent_version, criteria=found_out
    )
    return application


@transaction.atomic
def forget_drafts(at):
    """Empty drafts that were never sent, some time after their call closed. Returns how many."""
    before = at - dt.timedelta(days=consent.DRAFT_KEPT_DAYS)
    rows = Application.objects.select_for_update().filter(
        state=ApplicationState.DRAFT, forgotten_at=None, call__closes_at__lt=before
    )
    old = list(rows.order_by("pk"))
    for application in old:
        forget(application)
        application.forgotten_at = at
        application.save()
    if old:
        numbers_of_rows = [str(application.reference) for application in old]
        record_many("application.drafts_emptied", on=old[-1], by=None, at=at, manifest=numbers_of_rows)
    return len(old)


def reseal(*, by, at):
    """Seal every applicant's number with the first key and find it with the look-up key of today."""
    last, count = 0, 0
    while True:
        rows = Application.objects.filter(pk__gt=last).exclude(citizen_number_sealed="").order_by("pk")
        batch = list(rows.values_list("pk", flat=True)[:ROWS_AT_ONCE])
        if not batch:
            return count
        count += _reseal_batch(batch, by=by, at=at)
        last = batch[-1]


@transaction.atomic
def _reseal_batch(batch, *, by, at):
    ring, stale = secrets.keyring(), []
    for application in Application.objects.select_for_update().filter(pk__in=batch).order_by("pk"):
        row = applying.seal_row(application)
        number = ring.open(application.citizen_number_sealed, row=row)
        found_by = ring.fingerprint(number) if application.citizen_number_hash else None
        if ring.is_sealed_now(application.citizen_number_sealed) and found_by == application.citizen_number_hash:
            continue
        application.citizen_number_sealed = ring.seal(number, row=row)
        application.citizen_number_hash = found_by
        stale.append(application)
    if stale:
        Application.objects.bulk_update(stale, ["citizen_number_sealed", "citizen_number_hash"])
        rows = [str(application.reference) for application in stale]
        record_many("application.numbers_resealed", on=stale[-1], by=by, at=at, manifest=rows, key_id=ring.sealing_id)
    return len(stale)


def _free_number(fiscal_year):
    """Two equal draws are a matter of thousands of millions; the column is unique all the same."""
    for _draw in range(MOST_DRAWS):
        number = numbers.new_number(fiscal_year)
        if not Application.objects.filter(number=number).exists():
            return number
    raise RuntimeError("no free application number was drawn")


def _keep(application, asked, typed, *, at):
    kept = dict(application.answers.get(asked.code, {}))
    for one in asked.fields:
        if one.name not in typed:
            continue
        if one.name == answers.CITIZEN_NUMBER:
            _keep_citizen_number(application, typed[one.name], at=at)
        else:
            kept[one.name] = answers.keepable(str(typed[one.name]))
    application.answers = application.answers | {asked.code: kept}
    if asked.code == "consent":
        has_agreed = kept.get("consent") == YES
        application.consent_version = consent.VERSION if has_agreed else ""
        application.consented_at = at if has_agreed else None


def _keep_citizen_number(application, text, *, at):
    """Sealed as it was typed, even when it is wrong; found by it only when it is right.

    Another number asks for another code: so nobody tries one number after the other with one contact.
    """
    before = application.citizen_number_hash
    text = thai_text.clean(str(text))[: answers.LONGEST_TEXT]
    ring = secrets.keyring()
    application.citizen_number_sealed = ring.seal(text, row=applying.seal_row(application)) if text else ""
    try:
        application.citizen_number_hash = ring.fingerprint(ids.citizen_number(text))
    except RuleBroken:
        application.citizen_number_hash = None
    if application.citizen_number_hash not in {before, None}:
        messages.void_confirmations(purpose=applying.CONTACT_PURPOSE, about=application, at=at)


def _count_try(application, *, is_right, at):
    if is_right and not application.wrong_codes:
        return
    if is_right:
        application.wrong_codes, application.codes_refused_until = 0, None
    else:
        application.wrong_codes += 1
        if application.wrong_codes >= rules.MOST_WRONG_CODES:
            application.wrong_codes, application.codes_refused_until = 0, at + rules.CODES_REFUSED_FOR
        record("application.code_missed", on=application, by=None, at=at, office=application.call.office)
    application.save(update_fields=["wrong_codes", "codes_refused_until"])


def _contact(application, *, at):
    found = applying.reading(application, on=clock.local_day(at))
    rules.check_contact_is_written(found.problems.get("contact", {}))
    return found.value("contact", "email") or found.value("contact", "phone")


def _understand(application, found):
    """The columns from what was typed."""
    person = PersonDetails.read(
        title=found.value("person", "title") or "",
        first_name=found.value("person", "first_name"),
        last_name=found.value("person", "last_name"),
        phone=found.value("contact", "phone"),
    )
    application.applicant_name = f"{person.title}{person.first_name} {person.last_name}".strip()
    application.search_key = person.search_key
    application.phone, application.email = person.phone, found.value("contact", "email") or ""
    application.enterprise_name = found.value("enterprise_details", "name") or ""
    application.enterprise_number = found.value("enterprise_details", "number") or ""
    application.province = Province.objects.get(pk=applying.province_code(application, found=found))


def _check_is_first(application):
    same = Application.objects.filter(
        call=application.call_id, citizen_number_hash=application.citizen_number_hash, state__in=LIVE
    )
    rules.check_is_first(same.exclude(pk=application.pk).first())
