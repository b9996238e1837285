"""What the page of a workbook that came back shows: its cells in words, its sums beside the envelope."""

from django.utils.translation import gettext as _

from buranakan.lib.money import BAHT, SATANG_IN_A_BAHT
from buranakan.pages.desk import plan_words
from buranakan.pages.desk.forms.plans import PEOPLE
from buranakan.pages.ui.tags.surfaces import refusal_sentence
from buranakan.planning.values import Held
from buranakan.planning.workbook import shape
from buranakan.planning.workbook.reading import MOST_FAULTS

# A page longer than this is read by nobody; what it leaves out is counted.
MOST_SHOWN = 200


def of_preview(preview, *, version, room, removals=(), mine=()):
    """Everything the preview's page shows."""
    found = preview.differences
    chosen = found.chosen(removals=set(removals), mine=set(mine))
    after = Held(
        satang=version.amount_total_satang + sum(one.satang for one in chosen),
        places=version.people_total + sum(one.people for one in chosen),
    )
    return {
        "faults": [{"address": at, "sentence": refusal_sentence(refusal)} for at, refusal in preview.faults],
        "has_more_faults": len(preview.faults) >= MOST_FAULTS,
        "changes": [_cell_row(one, preview) for one in found.changes[:MOST_SHOWN]],
        "changed": len(found.changes),
        "conflicts": [_cell_row(one, preview) | {"is_chosen": one.address in mine} for one in found.conflicts],
        "kept": [_cell_row(one, preview) for one in found.kept[:MOST_SHOWN]],
        "kept_count": len(found.kept),
        "gone": [_gone_row(one, preview) | {"is_chosen": one.token in removals} for one in found.gone],
        "recounted": [_gone_row(one, preview) | {"now_row": number} for one, number in found.recounted],
        "added": len(found.added),
        "is_nothing": found.is_nothing,
        "to_set": len(chosen),
        "people": plan_words.signed(sum(one.people for one in chosen), unit=PEOPLE),
        "baht": plan_words.signed(sum(one.satang for one in chosen), unit=BAHT),
        "after": after,
        "room": room,
        "is_over": after.satang > room.satang or after.places > room.places,
        "seen": preview.digest,
    }


def headings_of_lines():
    """The columns of a table of lines."""
    named = [_("Plan"), _("Project"), _("Activity"), _("Province"), _("Owner office"), _("Serving office")]
    return [*named, _("Whose KPI counts the people"), _("Month"), _("Rounds"), _("People planned"), _("Baht")]


def line_cells(line):
    """A line under those columns; money as far as it may be seen."""
    return [
        line.version.plan.name,
        line.activity.project.name,
        line.activity.name,
        line.province.name,
        line.owner_office.short,
        line.serving_office.short,
        line.counts_for.short,
        plan_words.month_words(line.month),
        line.rounds,
        line.people,
        None if line.shown_satang is None else line.shown_satang / SATANG_IN_A_BAHT,
    ]


def _cell_row(cell, preview):
    people_at, baht_at = cell.places
    return {
        "cell": cell,
        "address": cell.address,
        "people_at": people_at,
        "baht_at": baht_at,
        "is_added": cell.row in preview.differences.added,
        "people": [_people(value) for value in (cell.then, cell.now, cell.uploaded)],
        "satang": [_satang(value) for value in (cell.then, cell.now, cell.uploaded)],
        **_named(cell.row, preview),
    }


def _gone_row(gone, preview):
    return {"gone": gone, **_named(gone.row, preview)}


def _named(row, preview):
    named = preview.names.of(row)
    return {
        "activity": named[shape.ACTIVITY].text,
        "province": named[shape.PROVINCE].text,
        "office": named[shape.SERVER].text,
    }


def _people(value):
    return value.people if value else 0


def _satang(value):
    return (value.amount_satang or 0) if value else 0
