"""`buranakan import … --commit`: brings a list in. Apart from the preview, which needs no database."""

from buranakan.areas import queries as areas
from buranakan.areas.models import Province
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.lib.words import _
from buranakan.records import files
from buranakan.registry.enums import ImportState
from buranakan.registry.imports import actions, queries

NATIONAL_OFFICE = "diprom"  # public registrations belong to no province's office


def bring_in(arguments, content, *, province):
    """The list as it was read, and what changed. The same list again changes nothing."""
    office = _office(arguments)
    province = Province.objects.get(pk=province) if province else None
    found = queries.read(content, kind=arguments.kind, province=province, office=office)
    before = _brought_in(content, kind=found.kind, province=province)
    if before is not None:
        return found, _changed(before, already=True)
    at = clock.now()
    run = actions.keep(
        found, content=content, name=arguments.file.name, province=province, office=office, by=None, at=at
    )
    try:
        return found, _changed(actions.bring_in(run, found=found, by=None, at=at), already=False)
    except RuleBroken as refusal:
        if refusal.code != "already_brought_in":
            raise
        return found, _changed(queries.brought_in_before(run), already=True)


def _office(arguments):
    code = arguments.office or (NATIONAL_OFFICE if arguments.kind == "enterprises" else "")
    office = areas.office_by_code(code)
    if office is None:
        raise RuleBroken(
            "office_not_known",
            _("There is no office with the code “%(code)s”. Give one with --office, like pio-30."),
            code=code,
        )
    return office


def _brought_in(content, *, kind, province):
    same = queries.same_lists(sha256=files.sha256(content), kind=kind, province=province)
    return same.filter(state=ImportState.BROUGHT_IN).first()


def _changed(run, *, already):
    return {
        "run": str(run.reference),
        "state": run.state,
        "already_brought_in": already,
        "added": 0 if already else run.accepted - run.known,
        "known": run.accepted if already else run.known,
    }
