"""The front page: what was promised and what came of it, on one page, for everybody."""

from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from buranakan.insight import publish
from buranakan.lib import clock
from buranakan.pages.gate import public_page
from buranakan.pages.public import wording


@require_GET
@public_page
def front(request):
    today = clock.today()
    shown = publish.public_promises(publish.promises_of_the_day(today), on=today)
    people = next((one for one in shown if not one.is_money), None)
    money = next((one for one in shown if one.is_money), None)
    release = publish.first_release(shown)
    context = {
        "promises": [wording.promise_row(one) for one in shown],
        "people": wording.promise_row(people) if people else None,
        "money": wording.promise_row(money) if money else None,
        **(wording.tables(release) if release else {"release": None}),
    }
    return render(request, "public/front/front.html", context)


urlpatterns = [path("", front, name="front")]
