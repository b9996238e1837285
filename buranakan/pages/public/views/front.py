"""The front page: what was promised and what came of it, on one page, for everybody."""

from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from buranakan.calls import queries as calls
from buranakan.insight import publish
from buranakan.lib import clock
from buranakan.pages.gate import public_page
from buranakan.pages.public import wording

# As many as fit above the promises on a phone; every open call is a link away.
MOST_CALLS = 3


@require_safe
@public_page
def front(request):
    today = clock.today()
    shown = publish.public_promises(publish.promises_of_the_day(today), on=today)
    people = next((one for one in shown if not one.is_money), None)
    money = next((one for one in shown if one.is_money), None)
    release = publish.first_release(shown)
    people_row = wording.promise_row(people) if people else None
    context = {
        "promises": [wording.promise_row(one) for one in shown],
        "people": people_row,
        "counted_href": people_row["reached_href"] if people else reverse("public:about"),
        "money": wording.promise_row(money) if money else None,
        **_open_calls(clock.now()),
        **(wording.tables(release) if release else {"release": None}),
    }
    return render(request, "public/front/front.html", context)


def _open_calls(at):
    """Calls that take applications now, those that close first; the rest are a link away."""
    found = list(calls.open_calls(at)[: MOST_CALLS + 1])
    return {
        "calls": [
            {
                "call": one,
                "href": reverse("portal:call", args=[one.reference]),
                "provinces": ", ".join(places.province.name for places in one.places.all() if places.places),
            }
            for one in found[:MOST_CALLS]
        ],
        "has_more_calls": len(found) > MOST_CALLS,
    }


urlpatterns = [path("", front, name="front")]
