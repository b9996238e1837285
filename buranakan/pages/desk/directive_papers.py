"""What the printed register of directives says. Official papers are in Thai, with Thai numerals."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buranakan.insight.papers import thai
from buranakan.lib import clock, thai_dates
from buranakan.pages.desk import directive_list, directive_words
from buranakan.pages.ui import printing
from buranakan.policy.directives import queries

COUNTED = gettext_lazy(
    "In all %(total)s: open %(open)s, of these overdue %(overdue)s and waiting for acceptance %(reported)s; "
    "closed %(closed)s."
)
MOST_ROWS = 2_000  # of a register; a longer one is narrowed


def register(seen, rows, *, office, on):
    """The register as a PDF."""
    return printing.pdf("desk/directives/register.typ", register_values(seen, rows, office=office, on=on))


def register_values(seen, rows, *, office, on):
    """Everything the register shows."""
    with translation.override("th"):
        tally = queries.tally(seen.rows, on=on)
        return {
            "title": directive_list.title(seen, office=office),
            "heading": thai(directive_list.title(seen, office=office)),
            "narrowed": thai(" · ".join(str(words) for words in seen.narrowed)),
            "as_of": _("As of %(day)s") % {"day": thai_dates.formal(on)},
            "counted": thai(COUNTED % vars(tally)),
            "left_out": thai(left_out(shown=len(rows), total=tally.total)),
            "columns": [
                _("No."),
                _("Directive"),
                _("Responsible and joint offices"),
                _("Due on"),
                _("Progress"),
                _("State"),
            ],
            "rows": [_row(place, one, on=on) for place, one in enumerate(rows, start=1)],
            "nothing": _("There is no directive here."),
            "footer": thai(office.name_th),
            "words": {
                "page": _("Page {page} of {pages}"),
                "synthetic": _("Synthetic data"),
                "emblem": _("Emblem of the office"),
                "joint": _("together with"),
            },
        }


def left_out(*, shown, total):
    """What a register that is not whole says of itself; "" of a whole one."""
    if shown >= total:
        return ""
    said = {"shown": f"{shown:,}", "total": f"{total:,}"}
    return _("Here are the first %(shown)s of %(total)s directives. Narrow the list to get the others.") % said


def address(directive):
    """Where the directive opens."""
    return settings.PUBLIC_ADDRESS + reverse("desk:directive", args=[directive.reference])


def _row(place, directive, *, on):
    joint = list(directive.joint_offices.all())
    last = directive.last_words[0] if directive.last_words else None
    when = directive_words.when(directive, today=on)
    ordered = {"day": thai_dates.short(directive.ordered_on, thai_digits=True), "post": thai(directive.ordered_by_post)}
    return {
        "number": thai(directive.number or place),
        "text": thai(directive.text),
        "source": thai(directive_words.source(directive)),
        "ordered": _("ordered by %(post)s, %(day)s") % ordered,
        "responsible": thai(directive.responsible_office.short_th),
        "joint": thai(directive_words.offices(joint)),
        "due": thai_dates.short(directive.due_on, thai_digits=True),
        "late": thai(when["text"]) if when and directive.due_on < on else "",
        "told": thai(last.text) if last else "–",
        "told_on": thai_dates.short(clock.local_day(last.at), thai_digits=True) if last else "",
        "state": directive.get_state_display(),
    }
