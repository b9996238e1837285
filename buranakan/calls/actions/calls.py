"""Changes to calls: writing, publishing, closing."""

from django.db import transaction

from buranakan.areas import queries as areas
from buranakan.calls import rules, wording
from buranakan.calls.actions import seats
from buranakan.calls.enums import CallState
from buranakan.calls.models import Call, CallPlaces, Criterion, Question
from buranakan.lib import clock, thai_text
from buranakan.planning.locking import once_more
from buranakan.records.actions import record
from buranakan.services.rules import check_office_answers


@transaction.atomic
def make_call(
    activity,
    *,
    office,
    owner_office,
    plan_line=None,
    title_th,
    title_en="",
    about_th="",
    about_en="",
    opens_at,
    closes_at,
    places,
    criteria=(),
    questions=(),
    is_synthetic=False,
    by,
    at,
):
    """Write a call, which nobody sees until it is published. `places` are numbers by province (rows)."""
    call = Call(office=office, is_synthetic=is_synthetic, made_at=at, made_by_id=getattr(by, "pk", None))
    _set_what(call, activity=activity, owner_office=owner_office, plan_line=plan_line, places=places)
    _set_text(call, title_th=title_th, title_en=title_en, about_th=about_th, about_en=about_en)
    _set_moments(call, opens_at=opens_at, closes_at=closes_at)
    _check_places(call, places, at=at)
    call.save(force_insert=True)
    CallPlaces.objects.bulk_create(
        CallPlaces(call=call, province=province, places=number) for province, number in places.items() if number
    )
    _write_criteria(call, criteria)
    _write_questions(call, questions)
    record("call.made", on=call, by=by, at=at, office=office, **_told(call, places))
    return call


@once_more
@transaction.atomic
def edit_call(
    call,
    *,
    title_th,
    title_en="",
    about_th="",
    about_en="",
    opens_at,
    closes_at,
    places,
    what=None,
    criteria=None,
    questions=None,
    by,
    at,
):
    """Change a call. What it is for (`what` = activity, owner_office, plan_line), its criteria and its questions change
    only in a draft; None leaves them. More places go to the waiting list at once."""
    call = Call.objects.select_for_update(of=("self",)).select_related("office").get(pk=call.pk)
    if what is not None or criteria is not None or questions is not None:
        rules.check_is_draft(call)
    if what is not None:
        _set_what(call, **what, places=places)
    _set_text(call, title_th=title_th, title_en=title_en, about_th=about_th, about_en=about_en)
    _set_moments(call, opens_at=opens_at, closes_at=closes_at)
    _check_places(call, places, at=at)
    call.save()
    _change_places(call, places, by=by, at=at)
    if criteria is not None:
        call.criteria.all().delete()
        _write_criteria(call, criteria)
    if questions is not None:
        call.questions.all().delete()
        _write_questions(call, questions)
    record("call.changed", on=call, by=by, at=at, office=call.office, **_told(call, places))
    return call


def publish(call, *, by, at):
    """Open a call to applicants from its opening moment on."""
    return _move(call, CallState.PUBLISHED, "call.published", check=rules.check_can_publish, by=by, at=at)


def close(call, *, by, at):
    """Take no more applications, whatever the closing moment is. Those that were sent are decided all the same."""
    return _move(call, CallState.CLOSED, "call.closed", by=by, at=at)


def reopen(call, *, by, at):
    """Take applications again until the closing moment."""
    return _move(call, CallState.PUBLISHED, "call.reopened", check=rules.check_can_publish, by=by, at=at)


@transaction.atomic
def _move(call, to, name, *, check=None, by, at):
    call = Call.objects.select_for_update(of=("self",)).select_related("office").get(pk=call.pk)
    rules.check_call_can_move(call, to)
    if check is not None:
        check(call, at=at)
    call.state = to
    call.save(update_fields=["state"])
    record(name, on=call, by=by, at=at, office=call.office)
    return call


def _set_what(call, *, activity, owner_office, plan_line, places):
    call.activity, call.owner_office, call.plan_line = activity, owner_office, plan_line
    if plan_line is not None:
        # A call without places fits no line; it is the places that are missing then.
        rules.check_places(places)
        open_to = {province.pk for province, number in places.items() if number}
        rules.check_fits_plan_line(
            plan_line, activity=activity, office=call.office, owner_office=owner_office, provinces=open_to
        )


def _set_text(call, *, title_th, title_en, about_th, about_en):
    for suffix, title, about in [("th", title_th, about_th), ("en", title_en, about_en)]:
        title, about = thai_text.one_line(title), thai_text.clean(about)
        rules.check_text(title=title, about=about, suffix=suffix)
        setattr(call, f"title_{suffix}", title)
        setattr(call, f"about_{suffix}", about)


def _set_moments(call, *, opens_at, closes_at):
    rules.check_moments(opens_at=opens_at, closes_at=closes_at)
    call.opens_at, call.closes_at = opens_at, closes_at


def _check_places(call, places, *, at):
    rules.check_places(places)
    answers_for = areas.province_codes_of(call.office, on=clock.local_day(at))
    for province, number in places.items():
        if number:
            check_office_answers(call.office, province=province, answers_for=answers_for)


def _change_places(call, places, *, by, at):
    rows = {row.province_id: row for row in call.places.select_for_update().order_by("pk")}
    for province, number in places.items():
        row = rows.pop(province.pk, None)
        if row is None and number:
            CallPlaces.objects.create(call=call, province=province, places=number)
        elif row is not None:
            seats.resize(row, places=number, by=by, at=at)
    for row in rows.values():
        seats.resize(row, places=0, by=by, at=at)


def _write_criteria(call, criteria):
    rules.check_criteria(criteria)
    worded = [wording.worded(one) for one in criteria]
    Criterion.objects.bulk_create(
        Criterion(call=call, order=order, **vars(one)) for order, one in enumerate(worded, start=1)
    )


def _write_questions(call, questions):
    rules.check_questions(questions)
    Question.objects.bulk_create(
        Question(call=call, order=order, **vars(one) | {"choices": [list(pair) for pair in one.choices]})
        for order, one in enumerate(questions, start=1)
    )


def _told(call, places):
    return {
        "activity_id": call.activity_id,
        "plan_line_id": call.plan_line_id,
        "owner_office_id": call.owner_office_id,
        "opens_at": call.opens_at.isoformat(),
        "closes_at": call.closes_at.isoformat(),
        "places": {province.pk: number for province, number in places.items() if number},
    }
