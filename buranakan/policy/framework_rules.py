"""What a framework, its days and the wordings of its pillars may be. Pure: no queries, no clock, no request."""

import unicodedata

from django.utils.translation import gettext_lazy as _

from buranakan.lib import thai_text
from buranakan.lib.rules import RuleBroken

MOST_PILLARS = 20
LONGEST = {"name_th": 300, "name_en": 300, "owner_th": 200, "owner_en": 200, "source": 300, "note_th": 500}
NEEDED = ("name_th", "owner_th", "pillar_label_th", "source")


def check_written(written):
    """A framework has a name, an owner, a word for its pillars, and says where it was read."""
    for name in NEEDED:
        if not thai_text.clean(getattr(written, name)):
            raise RuleBroken(
                "framework_incomplete",
                _("Write the framework's name, its owner, what its pillars are called, and where it was announced."),
                field=name,
            )


def check_is_new(name, *, others):
    """Two frameworks of one name would be taken for one."""
    if thai_text.search_key(name) in {thai_text.search_key(other) for other in others}:
        raise RuleBroken(
            "framework_already_there",
            _("There is a framework of this name already. Open it, or give this one another name."),
            field="name_th",
        )


def check_last_day(last_day, *, valid_from):
    """A framework ends after it began."""
    if last_day is not None and last_day < valid_from:
        raise RuleBroken(
            "framework_ends_before_it_begins",
            _("It begins on %(first)s, so its last day can't come before."),
            first=valid_from,
            field="last_day",
        )


def check_changes(before, after, *, says="last_day"):
    """A change changes something."""
    if before == after:
        raise RuleBroken("nothing_changed", _("This is what it says already. Nothing was changed."), field=says)


def check_because(because):
    """Whoever reads the trail later wants to know why."""
    if not thai_text.clean(because):
        raise RuleBroken("reason_missing", _("Say why in a few words."), field="because")


def is_in_time(*, made_on, counts_from, today):
    """A slip is corrected on the day it was made, or before it counts. After that, reports stand on it."""
    return today < counts_from or (made_on is not None and today == made_on)


def check_can_move_first_day(framework, *, to, entered_on, today):
    """The first day moves only while no report can stand on it."""
    if not is_in_time(made_on=entered_on, counts_from=min(framework.valid_from, to), today=today):
        raise RuleBroken(
            "first_day_stands",
            _("Reports stand on its first day, %(first)s, so it can't move. End the framework and enter another."),
            first=framework.valid_from,
            field="valid_from",
        )
    check_last_day(framework.valid_to, valid_from=to)


def check_pillars(pillars):
    """As many pillars as anybody can tell apart, each with other words."""
    if len(pillars) > MOST_PILLARS:
        raise RuleBroken("too_many_pillars", _("A framework has at most %(most)s pillars."), most=MOST_PILLARS)
    words = [thai_text.search_key(one.name_th) for one in pillars]
    if "" in words:
        raise RuleBroken("pillar_without_words", _("Write the pillar's words in Thai."))
    if len(set(words)) < len(words):
        raise RuleBroken("pillars_alike", _("Two pillars have the same words. Leave one out, or word it differently."))


def check_new_wording(valid_from, *, framework, latest, entered_on, today):
    """A wording begins while its framework holds, after the one before it; `latest` is the day of that one.

    The day of the latest itself may be said again in time: that corrects a slip.
    """
    if valid_from < framework.valid_from or (framework.valid_to and valid_from > framework.valid_to):
        raise RuleBroken(
            "wording_outside_framework",
            _("“%(framework)s” is not in force on %(day)s. Choose a day on which it is."),
            framework=framework,
            day=valid_from,
            field="worded_from",
        )
    if latest is None or valid_from > latest:
        return
    if valid_from == latest and is_in_time(made_on=entered_on, counts_from=latest, today=today):
        return
    raise RuleBroken(
        "wording_needs_a_later_day",
        _("Reports stand on the words of %(day)s. Choose a later day, from which the new words hold."),
        day=latest,
        field="worded_from",
    )


def code_of(name, *, taken, fallback):
    """A code out of a name: Latin letters and digits, else the fallback; numbered where it is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    code = "-".join(words)[:50].strip("-") or fallback
    number, found = 2, code
    while found in taken:
        found, number = f"{code}-{number}", number + 1
    return found
