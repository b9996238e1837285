"""The page of policy frameworks: those in force on a day, worded as on that day."""

from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_GET

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.pages.desk.forms.promises import FrameworkDayForm
from buranakan.pages.gate import needs
from buranakan.policy import queries


@require_GET
@needs(Permission.SEE_PROMISES)
def list_frameworks(request):
    today = clock.today()
    form = FrameworkDayForm(request.GET if "on" in request.GET else None, initial={"on": today})
    is_asked = form.is_bound and form.is_valid()
    day = (form.cleaned_data["on"] if is_asked else None) or today
    # A day that was not understood shows no frameworks rather than those of another day.
    found = [] if form.errors else queries.frameworks_in_force(on=day)
    return render(request, "desk/frameworks/list.html", {"form": form, "day": day, "frameworks": found})


urlpatterns = [path("frameworks/", list_frameworks, name="frameworks")]
