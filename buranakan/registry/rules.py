"""What the register refuses. Pure: no queries, no clock, no request."""

from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Permission
from buranakan.accounts.scope import Kind
from buranakan.lib import ids, thai_text
from buranakan.lib.rules import RuleBroken

# Thai writes no spaces between words, so "a few words" is counted in letters.
SHORTEST_REASON = 10
LONGEST_REASON = 300


def can_see_names(scope):
    """Names are for offices that work with the register, and for those who met the person themselves."""
    return scope.kind in {Kind.OWN, Kind.SYSTEM} or scope.may(Permission.SEE_REGISTER)


def check_reason(reason):
    """A reason says something: a few words, and never the number itself."""
    if len(thai_text.search_key(reason)) < SHORTEST_REASON:
        raise RuleBroken("reason_needed", _("Write the reason in a few words."), field="reason")
    if len(reason) > LONGEST_REASON:
        raise RuleBroken(
            "text_too_long", _("Write at most %(most)s characters."), most=LONGEST_REASON, field="reason"
        )
    check_says_no_citizen_number(reason, field="reason")


def check_says_no_citizen_number(text, *, field=""):
    """Free text is not sealed, so a citizen number may not stand in it."""
    if ids.holds_citizen_number(text):
        raise RuleBroken(
            "citizen_number_in_text", _("Don't write a citizen number here."), field=field
        )


def check_number_is_free(holder):
    """One standing record per citizen number; `holder` is the person who has it, or None."""
    if holder is not None:
        raise RuleBroken(
            "citizen_number_taken",
            _("Somebody with this citizen number is already in the register."),
            field="citizen_number",
            holder=str(holder.reference),
        )


def check_somebody_has_the_number(holder):
    """Only who is in the register can be taken up; `holder` is who has the number, or None."""
    if holder is None:
        raise RuleBroken(
            "nobody_has_this_number",
            _("Nobody in the register has this citizen number. Add the person instead."),
            field="citizen_number",
        )


def check_enterprise_number_is_free(holder):
    """One standing record per kind and number; `holder` is the enterprise that has it, or None."""
    if holder is not None:
        raise RuleBroken(
            "enterprise_number_taken",
            _("An enterprise with this number is already in the register."),
            field="number",
            holder=str(holder.reference),
        )


def check_stands(record):
    """A record merged into another one is never changed again."""
    if record.merged_into_id is not None:
        raise RuleBroken("merged_away", _("This record was merged into another one. Open the one that remains."))


def check_has_citizen_number(person):
    """Only a number that is kept can be revealed."""
    if not person.citizen_number_sealed:
        raise RuleBroken("no_citizen_number", _("No citizen number is kept for this person."))


def check_part_is_new(is_linked):
    """The same part in the same enterprise is linked once."""
    if is_linked:
        raise RuleBroken("already_linked", _("This person already plays this part in the enterprise."))
