"""When a visit may be planned, noted on, finished or called off. Pure: no queries, no clock."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from buranakan.lib import ids
from buranakan.lib.rules import RuleBroken
from buranakan.policy.visits.enums import VisitState

LONGEST_VISIT = dt.timedelta(days=14)  # ours: a longer one is a slip of the month
LONGEST_TITLE = 200
LONGEST_VISITORS = 300
LONGEST_PLACE = 200
LONGEST_LOOK_AT = 1_000
LONGEST_ITEM = 300
LONGEST_REASON = 300
LONGEST_NOTE = 5_000
LARGEST_PHOTO = 8 * 1024 * 1024

MOVES = {
    VisitState.PLANNED: {VisitState.UNDER_WAY, VisitState.DONE, VisitState.CANCELLED},
    VisitState.UNDER_WAY: {VisitState.DONE},
    VisitState.DONE: {VisitState.UNDER_WAY},
    VisitState.CANCELLED: {VisitState.PLANNED},
}
TEXTS = {
    "title": (LONGEST_TITLE, _("Write what the visit is called.")),
    "visitors": (LONGEST_VISITORS, _("Write the posts of those who go, no names of people.")),
}


# --- planning ---------------------------------------------------------------------------------------------------------
def check_can_move(state, to):
    """Visits move along the table and no other way."""
    if to not in MOVES[VisitState(state)]:
        raise RuleBroken(
            "visit_move_not_allowed",
            _("A visit that is “%(now)s” can't become “%(to)s”."),
            now=VisitState(state).label,
            to=VisitState(to).label,
        )


def check_is_open(state):
    """What was planned of a visit that is made or called off stays as it is."""
    if state not in {VisitState.PLANNED, VisitState.UNDER_WAY}:
        raise RuleBroken(
            "visit_not_open",
            _("This visit is “%(now)s”, so its plan does not change any more."),
            now=VisitState(state).label,
        )


def check_plan(*, texts, place, offices, starts_at, ends_at):
    """A visit has a name, visitors, somewhere to go, and ends after it starts, within days."""
    for field, (longest, missing) in TEXTS.items():
        if not texts[field]:
            raise RuleBroken("visit_words_missing", missing, field=field)
        check_length(texts[field], longest=longest, field=field)
    check_length(place, longest=LONGEST_PLACE, field="place")
    check_length(texts["look_at"], longest=LONGEST_LOOK_AT, field="look_at")
    if not place and not offices:
        raise RuleBroken(
            "visit_without_destination", _("Choose an office to visit, or write a place."), field="offices"
        )
    check_time(starts_at, ends_at)


def check_time(starts_at, ends_at):
    """A visit ends after it starts, and is a matter of days."""
    if ends_at <= starts_at:
        raise RuleBroken("visit_ends_before_it_starts", _("The visit has to end after it starts."), field="ends_at")
    if ends_at - starts_at > LONGEST_VISIT:
        raise RuleBroken(
            "visit_too_long",
            _("A visit lasts %(days)s days at most. Check the day it ends, or plan two visits."),
            days=LONGEST_VISIT.days,
            field="ends_at",
        )


def check_programme(items, *, starts_at, ends_at):
    """Each line of the programme says something, and lies within the visit."""
    for moment, what in items:
        if not what:
            raise RuleBroken("item_without_words", _("Write what happens beside each time."), field="programme")
        check_length(what, longest=LONGEST_ITEM, field="programme")
        if not starts_at <= moment <= ends_at:
            raise RuleBroken(
                "item_outside_the_visit",
                _("“%(what)s” does not lie within the visit. Correct its time, or when the visit starts and ends."),
                what=what,
                field="programme",
            )


def check_length(text, *, longest, field):
    if len(text) > longest:
        raise RuleBroken(
            "visit_text_too_long",
            _("Write at most %(longest)s characters here."),
            longest=f"{longest:,}",
            field=field,
        )


# --- notes ------------------------------------------------------------------------------------------------------------
def check_can_note(state):
    """Notes arrive late from phones without network, so also when the visit is over; never for one called off."""
    if state == VisitState.CANCELLED:
        raise RuleBroken(
            "visit_called_off", _("This visit was called off. Take it up again first, then send the note.")
        )


def check_note(text, *, has_photo):
    """A note has words or a photo, and no citizen number."""
    if not text and not has_photo:
        raise RuleBroken("note_empty", _("Write what you saw, or add a photo."), field="text")
    check_length(text, longest=LONGEST_NOTE, field="text")
    if ids.holds_citizen_number(text):
        raise RuleBroken("note_with_citizen_number", _("Don't write a citizen number here."), field="text")


def check_is_of(note, visit):
    """A key belongs to the note that came with it first."""
    if note.visit_id != visit.pk:
        raise RuleBroken(
            "note_of_another_visit", _("This note was kept for another visit. Write it anew on this page.")
        )


def check_is_photo(is_photo):
    """Only pictures a browser shows by itself."""
    if not is_photo:
        raise RuleBroken("photo_not_a_picture", _("Choose a photo: a JPEG or PNG picture."), field="photo")


def check_can_become_directive(note):
    """A draft becomes one directive, once."""
    if not note.is_directive or note.taken_back_at:
        raise RuleBroken("note_is_no_directive", _("Mark the note as a directive first."))
    if note.directive_reference:
        raise RuleBroken("note_already_a_directive", _("This note has become a directive already."))


def check_can_take_back(note):
    """What became a directive stands in it; a note is taken back once."""
    if note.directive_reference:
        raise RuleBroken("note_already_a_directive", _("This note has become a directive already."))
    if note.taken_back_at:
        raise RuleBroken("note_taken_back", _("This note was taken back already."))
