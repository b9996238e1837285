"""Long lists are left to the worker, so that nobody's browser waits for them."""

from functools import partial

from django.db import transaction
from django_tasks import task

from buranakan.accounts.models import User
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.records.actions import record
from buranakan.registry.enums import ImportKind, ImportState
from buranakan.registry.imports import actions, rules
from buranakan.registry.models import ImportRun

# About a second's work each: a person of a list is checked and sealed one by one.
MOST_AT_ONCE = {ImportKind.ENTERPRISES: 5_000, ImportKind.PEOPLE: 500}


def is_long(run):
    """Would bringing it in keep somebody waiting?"""
    return run.accepted > MOST_AT_ONCE[ImportKind(run.kind)]


@transaction.atomic
def ask(run, *, by, at):
    """Leave bringing in to the worker. Asked again it begins again, where a worker died: that one left nothing."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if run.state != ImportState.BRINGING_IN:
        rules.check_can_move(run, ImportState.BRINGING_IN)
    rules.check_has_rows(run)
    run.asked_at, run.broke_off_at = at, None
    run.save(update_fields=["asked_at", "broke_off_at"])
    record("import_run.asked_for", on=run, by=by, at=at, office=run.office, province=run.only_province)
    transaction.on_commit(partial(bring_in_list.enqueue, run.pk, user=by.pk, post=getattr(by, "worn_post", "")))
    return run


@task
def bring_in_list(number, *, user, post):
    """Gives the code of what refused it, or nothing: nobody waits here to be told, the page of the run says it."""
    by = User.objects.get(pk=user)
    by.worn_post = post
    broke_off_at = None
    try:
        actions.bring_in(ImportRun.objects.get(pk=number), by=by, at=clock.now())
    except RuleBroken as refusal:
        return refusal.code
    except BaseException:
        broke_off_at = clock.now()
        raise
    finally:
        ImportRun.objects.filter(pk=number).update(asked_at=None, broke_off_at=broke_off_at)
    return ""
