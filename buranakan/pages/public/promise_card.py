"""What the card of a promise says: nothing that its public page does not say too."""

from django.utils.translation import get_language, gettext

from buranakan.lib.money import BAHT
from buranakan.pages.public import wording
from buranakan.pages.ui import phrases, promise_states
from buranakan.pages.ui.tags import filters

WHOLE = 100


def values(shown, course, *, on):
    """Everything that the picture shows of a public promise and its course, in the language now spoken."""
    promise = shown.promise
    badge = promise_states.badge(course.state) if course.state else {"text": "", "tone": ""}
    gone = promise.is_withdrawn
    due = gettext("Withdrawn on %(day)s") if gone else gettext("To be reached by %(day)s")
    return {
        "language": get_language(),
        "statement": promise.statement,
        "kicker": gettext("What was announced · fiscal year %(year)s") % {"year": promise.fiscal_year},
        "state": str(badge["text"]),
        "tone": badge["tone"],
        "due": due % {"day": filters.day(promise.withdrawn_at if gone else promise.due_on)},
        "is_withdrawn": gone,
        "note": promise.withdrawn_because if gone else "",
        "bars": [] if gone else _bars(shown),
        "by": promise.promiser,
        "words": {
            "product": gettext("Buranakan"),
            "synthetic": gettext("Synthetic data"),
            "as_of": gettext("As of %(day)s") % {"day": filters.day(on)},
        },
    }


def _bars(shown):
    """Planned, and what came of it, each as a part of what was promised; what may not be told says so."""
    if not shown.releases:
        return [_bar(gettext("Promised"), phrases.promised(shown.promise), None)]
    rows = [_bar(gettext("Planned"), phrases.amount(shown.planned, shown.figure.unit), shown.planned_share)]
    if shown.is_money:
        rows.append(_bar(gettext("Paid"), phrases.amount(shown.paid, BAHT), shown.paid_share))
    elif shown.release is not None:
        rows.append(_bar(gettext("Reached"), wording.count(shown.reached, shown.figure.value_unit), shown.share))
    return rows


def _bar(label, value, share):
    said = f"{value} ({filters.percent(share)}%)" if share is not None else value
    return {"label": label, "value": said, "share": float(share or 0) * WHOLE}
