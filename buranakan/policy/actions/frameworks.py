"""Loading frameworks."""

from django.db import transaction

from buranakan.policy.models import Framework, Pillar, PillarWording
from buranakan.records.actions import record_many


@transaction.atomic
def load_frameworks(*, frameworks, by, at):
    """Frameworks with their pillars and wordings, from the reference file; loading again changes only what changed."""
    for given in frameworks:
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
    record_many("frameworks.loaded", on=framework, by=by, at=at, manifest=frameworks)


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
