"""Everything that changes a visit: planned, changed, noted on, briefed, finished, called off."""

from django.db import transaction

from buranakan.lib import photos, thai_text
from buranakan.policy.models import Visit, VisitItem, VisitNote
from buranakan.policy.visits import history, rules
from buranakan.policy.visits.enums import Topic, VisitState
from buranakan.records import actions as records
from buranakan.records import files
from buranakan.records.actions import record
from buranakan.records.classification import Class
from buranakan.records.rules import check_reason
from buranakan.records.saving import save_or_refuse

PHOTO_KINDS = {files.Kind.JPEG, files.Kind.PNG}


# --- planning ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def plan_visit(
    *,
    title,
    visiting_office,
    visitors,
    place="",
    province,
    offices=(),
    starts_at,
    ends_at,
    topics=(),
    look_at="",
    programme=(),
    by,
    at,
):
    """Plan a visit; `programme` is (moment, what happens) in any order."""
    written = _written(title=title, visitors=visitors, place=place, look_at=look_at)
    items = _items(programme)
    _check(written, offices=offices, starts_at=starts_at, ends_at=ends_at, items=items)
    visit = Visit.objects.create(
        visiting_office=visiting_office,
        province=province,
        starts_at=starts_at,
        ends_at=ends_at,
        topics=_topics(topics),
        planned_at=at,
        planned_by_id=getattr(by, "pk", None),
        **written,
    )
    visit.offices.set(offices)
    _set_programme(visit, items=items, at=at)
    record("visit.planned", on=visit, by=by, at=at, **where(visit), offices=sorted(one.pk for one in offices))
    return visit


@transaction.atomic
def edit(
    visit,
    *,
    title,
    visitors,
    place="",
    province,
    offices=(),
    starts_at,
    ends_at,
    topics=(),
    look_at="",
    programme=(),
    by,
    at,
):
    """Change the plan of a visit that is still open; its history keeps the words it had."""
    visit = _locked(visit)
    rules.check_is_open(visit.state)
    written = _written(title=title, visitors=visitors, place=place, look_at=look_at)
    items = _items(programme)
    _check(written, offices=offices, starts_at=starts_at, ends_at=ends_at, items=items)
    written |= {"province": province, "starts_at": starts_at, "ends_at": ends_at, "topics": _topics(topics)}
    before = history.words(visit)
    visit.offices.set(offices)
    for name, value in written.items():
        setattr(visit, name, value)
    visit.save(update_fields=list(written))
    _set_programme(visit, items=items, at=at)
    fields = history.keep(visit, before=before, by=by, at=at)
    if fields:  # the trail names them: free words may name people
        record("visit.changed", on=visit, by=by, at=at, **where(visit), fields=fields)
    return visit


@transaction.atomic
def add_item(visit, *, starts_at, what, by, at):
    """Add one line to the programme of an open visit."""
    visit = _locked(visit)
    rules.check_is_open(visit.state)
    [(moment, words)] = _items([(starts_at, what)])
    rules.check_programme([(moment, words)], starts_at=visit.starts_at, ends_at=visit.ends_at)
    item = VisitItem.objects.create(visit=visit, starts_at=moment, what=words, added_at=at)
    record("visit.item_added", on=visit, by=by, at=at, **where(visit), item_id=item.pk)
    return item


# --- the brief --------------------------------------------------------------------------------------------------------
@transaction.atomic
def keep_brief(visit, *, content, name, unless_since=None, by, at):
    """Keep the brief of an open visit as it was made; an earlier one stays among the files.

    `unless_since`: not where another was made since then, and None is the answer: two workers may be at it.
    """
    visit = _locked(visit)
    rules.check_is_open(visit.state)
    if unless_since and visit.brief_made_at and visit.brief_made_at >= unless_since:
        return None
    visit.brief_file = records.store(content, name=name, classification=Class.OFFICE, by=by, at=at)
    visit.brief_made_at = at
    visit.save(update_fields=["brief_file", "brief_made_at"])
    record("visit.brief_made", on=visit, by=by, at=at, **where(visit), file_id=visit.brief_file_id)
    return visit


# --- notes ------------------------------------------------------------------------------------------------------------
@transaction.atomic
def note(visit, *, client_key, text="", photo=None, photo_name="", noted_at, is_directive=False, by, at):
    """Keep a note. The same key sent again is the same note; what the phone could not send waits there and comes late.

    `photo` is the picture's bytes; what the camera wrote beside it, such as the place, is not kept.
    """
    # The visit is locked, so that the phone's second try, sent before the first was answered, finds the note.
    visit = _locked(visit)
    known = VisitNote.objects.filter(client_key=client_key).first()
    if known:
        rules.check_is_of(known, visit)
        return known
    rules.check_can_note(visit.state)
    text = thai_text.clean(text).strip()
    rules.check_note(text, has_photo=photo is not None)
    kept = VisitNote(
        visit=visit,
        client_key=client_key,
        text=text,
        photo=_keep_photo(photo, name=photo_name, by=by, at=at) if photo is not None else None,
        noted_at=min(noted_at, at),  # a phone's clock may run ahead
        received_at=at,
        by_id=getattr(by, "pk", None),
        by_post=getattr(by, "worn_post", ""),
        is_directive=is_directive,
    )
    save_or_refuse(kept, refusing=lambda: rules.check_is_of(VisitNote.objects.get(client_key=client_key), visit))
    if visit.state == VisitState.PLANNED:
        _move(visit, VisitState.UNDER_WAY)
    said = {"note_id": kept.pk, "photo_id": kept.photo_id, "is_directive": is_directive}
    record("visit.noted", on=visit, by=by, at=at, **where(visit), **said)
    return kept


def _keep_photo(content, *, name, by, at):
    files.check_size(len(content), most=rules.LARGEST_PHOTO)
    rules.check_is_photo(files.kind_of(content) in PHOTO_KINDS)
    try:
        picture = photos.without_metadata(content)
    except photos.PhotoBroken:
        rules.check_is_photo(False)
    return records.store(
        picture, name=name, classification=Class.PERSONAL, by=by, at=at, most=rules.LARGEST_PHOTO
    )


@transaction.atomic
def take_back_note(note, *, by, at):
    """Take a note off the visit; `put_back_note` undoes it."""
    note = _locked_note(note)
    rules.check_can_take_back(note)
    note.taken_back_at = at
    note.save(update_fields=["taken_back_at"])
    record("visit.note_taken_back", on=note.visit, by=by, at=at, **where(note.visit), note_id=note.pk)
    return note


@transaction.atomic
def put_back_note(note, *, by, at):
    """Undo taking a note back."""
    note = _locked_note(note)
    if note.taken_back_at:
        note.taken_back_at = None
        note.save(update_fields=["taken_back_at"])
        record("visit.note_put_back", on=note.visit, by=by, at=at, **where(note.visit), note_id=note.pk)
    return note


@transaction.atomic
def note_became_directive(note, *, directive_reference, by, at):
    """A draft was completed: it points to the directive it became."""
    note = _locked_note(note)
    rules.check_can_become_directive(note)
    note.directive_reference = directive_reference
    note.save(update_fields=["directive_reference"])
    said = {"note_id": note.pk, "directive": directive_reference}
    record("visit.note_ordered", on=note.visit, by=by, at=at, **where(note.visit), **said)
    return note


# --- its end ----------------------------------------------------------------------------------------------------------
@transaction.atomic
def finish(visit, *, by, at):
    """The visit was made. Notes from phones without network still arrive."""
    visit = _locked(visit)
    rules.check_can_move(visit.state, VisitState.DONE)
    visit.finished_at, visit.finished_by_id = at, getattr(by, "pk", None)
    _move(visit, VisitState.DONE, also=["finished_at", "finished_by_id"])
    record("visit.finished", on=visit, by=by, at=at, **where(visit))
    return visit


@transaction.atomic
def cancel(visit, *, because, by, at):
    """Call off a visit that has not begun, and say why."""
    visit = _locked(visit)
    rules.check_can_move(visit.state, VisitState.CANCELLED)
    because = thai_text.one_line(because)
    check_reason(because)
    rules.check_length(because, longest=rules.LONGEST_REASON, field="because")
    visit.cancelled_at, visit.cancelled_because = at, because
    _move(visit, VisitState.CANCELLED, also=["cancelled_at", "cancelled_because"])
    record("visit.cancelled", on=visit, by=by, at=at, **where(visit), because=because)
    return visit


@transaction.atomic
def reopen(visit, *, by, at):
    """Undo: a visit that was made goes on, one that was called off is to come again."""
    visit = _locked(visit)
    to = VisitState.PLANNED if visit.state == VisitState.CANCELLED else VisitState.UNDER_WAY
    rules.check_can_move(visit.state, to)
    visit.finished_at = visit.finished_by_id = visit.cancelled_at = None
    visit.cancelled_because = ""
    _move(visit, to, also=["finished_at", "finished_by_id", "cancelled_at", "cancelled_because"])
    record("visit.reopened", on=visit, by=by, at=at, **where(visit))
    return visit


# --- shared -----------------------------------------------------------------------------------------------------------
def where(visit):
    """Where the trail says it happened."""
    return {"office": visit.visiting_office, "province": visit.province}


def _locked(visit):
    """The visit as it stands now, which nobody else changes until this transaction ends."""
    found = Visit.objects.select_for_update(of=("self",)).select_related("visiting_office", "province")
    return found.get(pk=visit.pk)


def _locked_note(note):
    visit = _locked(note.visit)
    note = VisitNote.objects.get(pk=note.pk)
    note.visit = visit
    return note


def _move(visit, to, *, also=()):
    visit.state = to
    visit.save(update_fields=["state", *also])


def _written(**texts):
    return {name: thai_text.one_line(text) for name, text in texts.items()}


def _items(programme):
    return sorted((moment, thai_text.one_line(what)) for moment, what in programme)


def _topics(topics):
    """In the order of their list, each once."""
    return [topic.value for topic in Topic if topic in set(topics)]


def _check(written, *, offices, starts_at, ends_at, items):
    rules.check_plan(
        texts=written, place=written["place"], offices=offices, starts_at=starts_at, ends_at=ends_at
    )
    rules.check_programme(items, starts_at=starts_at, ends_at=ends_at)


def _set_programme(visit, *, items, at):
    """Make the programme these lines; lines that go stay in the table as taken out."""
    standing = {(item.starts_at, item.what): item for item in visit.items.standing()}
    gone = [item.pk for line, item in standing.items() if line not in set(items)]
    new = [line for line in dict.fromkeys(items) if line not in standing]
    VisitItem.objects.filter(pk__in=gone).update(taken_out_at=at)
    VisitItem.objects.bulk_create(
        VisitItem(visit=visit, starts_at=moment, what=what, added_at=at) for moment, what in new
    )
