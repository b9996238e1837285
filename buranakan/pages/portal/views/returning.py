"""Pages of the portal: the way back for those who have lost their code, by the contact they confirmed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from buranakan.calls import actions
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.messages.rules import CODE_LIVES
from buranakan.pages.gate import public_page
from buranakan.pages.portal import own
from buranakan.pages.portal.forms.refusals import refuse
from buranakan.pages.portal.forms.returning import CodeForm, NumberForm

RETURNING = "returning"  # the number somebody typed; the session holds no code


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def lost_code(request):
    """Ask for six digits: the answer is the same whatever number was typed."""
    form = NumberForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "portal/applications/lost_code.html", {"form": form})
    request.session[RETURNING] = form.cleaned_data["number"]
    actions.ask_for_way_back(form.cleaned_data["number"], at=clock.now())
    return redirect("portal:way_back")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def way_back(request):
    """Type the six digits; with them the application opens on this device."""
    number = request.session.get(RETURNING, "")
    if not number:
        return redirect("portal:lost_code")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _show(request, form, number=number)
    try:
        application = actions.come_back(number, form.cleaned_data["code"], at=clock.now())
    except RuleBroken as refusal:
        shown = None if refuse(form, refusal) else refusal
        return _show(request, form, number=number, refusal=shown, status=409)
    del request.session[RETURNING]
    own.open_here(request, application)
    messages.success(request, _("The application is open on this device."))
    return redirect("portal:application", reference=application.reference)


def _show(request, form, *, number, refusal=None, status=200):
    minutes = int(CODE_LIVES.total_seconds() // 60)
    words = {"form": form, "number": number, "minutes": minutes, "refusal": refusal}
    return render(request, "portal/applications/way_back.html", words, status=status)


urlpatterns = [
    path("applications/lost-code/", lost_code, name="lost_code"),
    path("applications/lost-code/type/", way_back, name="way_back"),
]
