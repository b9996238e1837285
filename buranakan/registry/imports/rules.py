"""When a list may be brought in, undone, and a registration chosen. Pure."""

from django.utils.translation import gettext_lazy as _

from buranakan.lib.rules import RuleBroken
from buranakan.registry.enums import ImportState

MOVES = {
    ImportState.PREVIEWED: {ImportState.BRINGING_IN},
    # Back when it broke off: then nothing of it is there.
    ImportState.BRINGING_IN: {ImportState.BROUGHT_IN, ImportState.PREVIEWED},
    ImportState.BROUGHT_IN: {ImportState.UNDONE},
    ImportState.UNDONE: set(),
}


def check_can_move(run, to):
    """Only along MOVES."""
    if to not in MOVES[ImportState(run.state)]:
        raise RuleBroken(
            "import_move_not_allowed",
            _("A list that is “%(now)s” can't become “%(to)s”."),
            now=ImportState(run.state).label,
            to=ImportState(to).label,
        )


def check_is_new_list(other):
    """The same list is brought in once; `other` is the run that did it, or None."""
    if other is not None:
        raise RuleBroken(
            "already_brought_in",
            _("This list has been brought in already. Nothing was changed."),
            run=str(other.reference),
        )


def check_has_rows(run):
    """A list without a single row that can be taken is not brought in."""
    if not run.accepted:
        raise RuleBroken(
            "nothing_to_bring_in", _("No row of this list can be taken. Correct the list and send it again.")
        )


def check_can_choose(record):
    """A registration is chosen while it stands, and once."""
    if not record.is_standing:
        raise RuleBroken(
            "registration_not_standing", _("This registration was taken back with its list. Look for it again.")
        )
    if record.enterprise_id:
        raise RuleBroken(
            "already_chosen",
            _("This registration is in the register already."),
            enterprise=str(record.enterprise.reference),
        )


def check_has_province(province):
    """An enterprise of the register has a province."""
    if province is None:
        raise RuleBroken(
            "province_needed", _("The registration names no province. Choose the province."), field="province"
        )
