"""When a workbook may come back, and when what it would change may be applied. Pure."""

from django.utils.translation import gettext_lazy as _

from buranakan.lib.rules import RuleBroken


class UploadRefused(RuleBroken):
    """Some cells were refused, so none was set: (address, refusal) of each."""

    def __init__(self, refusals):
        self.refusals = list(refusals)
        super().__init__(
            "upload_refused",
            _("%(count)s cells could not be set, so nothing was changed. They are told below."),
            count=len(self.refusals),
        )


def check_is_of(version, *, told, named=None):
    """A workbook goes back to the version it came from. `told` is (reference, number) or None; `named` the other plan's
    name, where there is one."""
    if told is None:
        return
    reference, number = told
    if reference != str(version.plan.reference):
        raise RuleBroken(
            "workbook_of_another_plan",
            _("This workbook is of another plan: “%(plan)s”. Send it there, or download the workbook of this one."),
            plan=named or reference,
        )
    if number != version.number:
        raise RuleBroken(
            "workbook_of_another_version",
            _(
                "This workbook is of version %(its)s, but this is version %(this)s. Download the workbook of this "
                "version and copy your rows into it."
            ),
            its=number,
            this=version.number,
        )


def check_is_whole(memory):
    """A workbook without all lines and all money can't say what the plan should be."""
    if not memory.is_whole:
        raise RuleBroken(
            "workbook_is_partial",
            _(
                "This workbook was downloaded by somebody who may not see the whole plan. Download it anew as a "
                "planner of its office, and copy the rows into it."
            ),
        )


def check_not_applied(upload):
    """A workbook is applied once; the next change is the next download's."""
    if upload.applied_at is not None:
        raise RuleBroken(
            "upload_applied_already", _("This workbook was applied already. Download the plan anew to change it again.")
        )


def check_can_apply(preview, *, seen):
    """Only what has been looked at, without faults, as it still is, and where there is something to set."""
    if preview.faults:
        raise RuleBroken(
            "upload_has_faults",
            _("There are cells that can't be taken. Mend them in the workbook and send it again."),
        )
    if preview.digest != seen:
        raise RuleBroken(
            "plan_changed_since_preview",
            _("The plan was changed since you looked. Nothing was changed now: look at the preview below once more."),
        )


def check_sets_something(chosen):
    """Applying nothing would only look like having done something."""
    if not chosen:
        raise RuleBroken("upload_sets_nothing", _("There is nothing to change. Choose something, or leave it."))
