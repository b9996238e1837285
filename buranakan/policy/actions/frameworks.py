"""Frameworks: entered and changed by a person, ended on a day, and loaded from the reference file."""

from django.db import transaction

from buranakan.lib import clock, thai_text
from buranakan.policy import framework_rules as rules
from buranakan.policy.models import Framework, Pillar, PillarWording
from buranakan.policy.written import WrittenFramework
from buranakan.records.actions import record, record_many
from buranakan.records.saving import save_or_refuse

RESERVED = ("add",)  # words that addresses of pages use beside codes

# --- by a person ------------------------------------------------------------------------------------------------------
@transaction.atomic
def enter_framework(written, *, pillars, last_day=None, by, at):
    """Keep a framework with its pillars (values of written.py), worded from its first day."""
    rules.check_written(written)
    rules.check_is_new(written.name_th, others=Framework.objects.values_list("name_th", flat=True))
    rules.check_last_day(last_day, valid_from=written.valid_from)
    rules.check_pillars(pillars)
    taken = {*Framework.objects.values_list("code", flat=True), *RESERVED}
    framework = Framework(
        code=rules.code_of(written.name_en, taken=taken, fallback="framework"),
        valid_to=last_day,
        entered_at=at,
        entered_by_id=getattr(by, "pk", None),
        **written.columns,
    )
    names = Framework.objects.values_list("name_th", flat=True)
    save_or_refuse(framework, refusing=lambda: rules.check_is_new(written.name_th, others=names))
    for one in pillars:
        _add_pillar(framework, one, valid_from=written.valid_from, source=written.source, by=by, at=at)
    said = [_words(one) for one in pillars]
    record("framework.entered", on=framework, by=by, at=at, **_spoken(written), pillars=said)
    return framework


@transaction.atomic
def change_framework(framework, *, written, pillars, worded_from, source="", because, by, at):
    """Let a framework say something else. What it said stays in the trail; other words of a pillar hold from a day on.

    `pillars` are written.WrittenPillar; one with the code of a pillar and other words is a new wording of it, one
    without a code is a new pillar. Pillars that are not named stay as they are.
    """
    framework = _locked(framework)
    before = WrittenFramework.of(framework)
    rules.check_written(written)
    rules.check_because(because)
    others = Framework.objects.exclude(pk=framework.pk).values_list("name_th", flat=True)
    rules.check_is_new(written.name_th, others=others)
    worded = _worded(framework)
    rules.check_pillars(_all_pillars(worded, pillars))
    new_words = [one for one in pillars if one.code not in worded or _words(one) != _words(worded[one.code])]
    rules.check_changes((before.columns, []), (written.columns, new_words), says="")
    if written.valid_from != framework.valid_from:
        _move_first_day(framework, to=written.valid_from, at=at)
    _set(framework, **written.columns, changed_at=at)
    for one in new_words:
        _word(framework, one, worded_from=worded_from, source=source or written.source, by=by, at=at)
    record(
        "framework.changed",
        on=framework,
        by=by,
        at=at,
        because=because.strip(),
        before=_differing(_spoken(before), _spoken(written)),
        after=_differing(_spoken(written), _spoken(before)),
        pillars=[_words(one) for one in new_words],
        worded_from=worded_from.isoformat() if new_words else "",
    )
    return framework


@transaction.atomic
def end_framework(framework, *, last_day, because, by, at):
    """Say until which day a framework is in force; None says that no end is known."""
    framework = _locked(framework)
    rules.check_because(because)
    rules.check_last_day(last_day, valid_from=framework.valid_from)
    rules.check_changes(framework.valid_to, last_day)
    before = framework.valid_to
    _set(framework, valid_to=last_day, changed_at=at)
    record(
        "framework.ended",
        on=framework,
        by=by,
        at=at,
        because=because.strip(),
        last_day=last_day.isoformat() if last_day else "",
        before=before.isoformat() if before else "",
    )
    return framework


def _locked(framework):
    return Framework.objects.select_for_update().get(pk=framework.pk)


def _set(framework, **columns):
    for name, value in columns.items():
        setattr(framework, name, value)
    framework.save(update_fields=list(columns))


def _move_first_day(framework, *, to, at):
    """Words that held from the old first day hold from the new one."""
    rules.check_can_move_first_day(
        framework,
        to=to,
        entered_on=clock.local_day(framework.entered_at) if framework.entered_at else None,
        today=clock.local_day(at),
    )
    first = PillarWording.objects.standing().filter(pillar__framework=framework, valid_from=framework.valid_from)
    first.update(valid_from=to)


def _worded(framework):
    """The latest words of each pillar, by its code."""
    rows = PillarWording.objects.standing().filter(pillar__framework=framework).select_related("pillar")
    return {one.pillar.code: one for one in rows.order_by("valid_from")}


def _all_pillars(worded, pillars):
    """What the pillars would say together."""
    said = {code: wording for code, wording in worded.items()} | {one.code: one for one in pillars if one.code}
    return [*said.values(), *(one for one in pillars if not one.code)]


def _word(framework, written, *, worded_from, source, by, at):
    pillar = framework.pillars.filter(code=written.code).first() if written.code else None
    if pillar is None:
        latest = None
        rules.check_new_wording(
            worded_from, framework=framework, latest=latest, entered_on=None, today=clock.local_day(at)
        )
        _add_pillar(framework, written, valid_from=worded_from, source=source, by=by, at=at)
        return
    latest = pillar.wordings.standing().order_by("-valid_from").first()
    rules.check_new_wording(
        worded_from,
        framework=framework,
        latest=latest.valid_from if latest else None,
        entered_on=clock.local_day(latest.entered_at) if latest and latest.entered_at else None,
        today=clock.local_day(at),
    )
    if latest and latest.valid_from == worded_from:
        latest.replaced_at, latest.replaced_by_id = at, getattr(by, "pk", None)
        latest.save(update_fields=["replaced_at", "replaced_by_id"])
    _keep_wording(pillar, written, valid_from=worded_from, source=source, by=by, at=at)


def _add_pillar(framework, written, *, valid_from, source, by, at):
    taken = set(framework.pillars.values_list("code", flat=True))
    order = len(taken) + 1
    code = rules.code_of(written.name_en, taken=taken, fallback=f"pillar-{order}")
    pillar = Pillar.objects.create(framework=framework, code=code, order=order)
    _keep_wording(pillar, written, valid_from=valid_from, source=source, by=by, at=at)


def _keep_wording(pillar, written, *, valid_from, source, by, at):
    name_th, name_en = _words(written)
    PillarWording.objects.create(
        pillar=pillar,
        name_th=name_th,
        name_en=name_en,
        valid_from=valid_from,
        source=source,
        entered_at=at,
        entered_by_id=getattr(by, "pk", None),
    )


def _words(one):
    """Words of a pillar in both languages, tidied; what was not said in English is said in Thai."""
    thai = thai_text.one_line(one.name_th)
    return thai, thai_text.one_line(one.name_en) or thai


def _spoken(written):
    """As the trail tells it."""
    return {name: str(value) if name == "valid_from" else value for name, value in written.columns.items()}


def _differing(said, other):
    return {name: value for name, value in said.items() if value != other[name]}


# --- from the reference file ------------------------------------------------------------------------------------------
@transaction.atomic
def load_frameworks(*, frameworks, by, at):
    """Frameworks with their pillars and wordings, from the reference file; loading again changes only what changed.

    What people entered or changed is left as they have it; returns the codes of those.
    """
    kept = {one.code: one for one in Framework.objects.all()}
    left = [one["code"] for one in frameworks if one["code"] in kept and kept[one["code"]].is_kept_by_people]
    for given in frameworks:
        if given["code"] not in left:
            framework = _load_framework(given)
    framework = Framework.objects.get(code=frameworks[-1]["code"])
    record_many("frameworks.loaded", on=framework, by=by, at=at, manifest=frameworks, left_as_people_have_them=left)
    return left


def _load_framework(given):
    framework, _ = Framework.objects.update_or_create(
        code=given["code"],
        defaults={
            "name_th": given["name_th"],
            "name_en": given["name_en"],
            "aliases": given.get("aliases", []),
            "level": given["level"],
            "owner_th": given["owner_post_th"],
            "owner_en": given["owner_post_en"],
            "pillar_label_th": given["pillar_label_th"],
            "pillar_label_en": given["pillar_label_en"],
            "valid_from": given["valid_from"],
            "valid_to": given.get("valid_to"),
            "source": " ".join(given["source"]),
            "confidence": given["confidence"],
            "note_th": given.get("note_th", ""),
            "note_en": given.get("note_en", ""),
        },
    )
    for pillar in given.get("pillar", []):
        _load_pillar(framework, pillar)
    return framework


def _load_pillar(framework, given):
    pillar, _ = Pillar.objects.update_or_create(
        framework=framework, code=given["code"], defaults={"order": given["number"]}
    )
    for wording in given["wording"]:
        PillarWording.objects.update_or_create(
            pillar=pillar,
            valid_from=wording["valid_from"],
            defaults={"name_th": wording["th"], "name_en": wording["en"], "source": " ".join(wording["source"])},
        )
