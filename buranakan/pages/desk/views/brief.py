"""The brief of the week: read on a page, printed, made when there is none, and the switch that sends it or not."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from buranakan.accounts.permissions import Permission
from buranakan.insight.briefs import weekly, weekly_paper
from buranakan.lib import clock
from buranakan.messages import actions, queries
from buranakan.pages.gate import needs
from buranakan.pages.ui import printing

MOST_WEEKS = 12


@require_GET
@needs(Permission.SEE_FIGURES)
def show_brief(request, reference=None):
    """The latest brief of the membership worn, or an earlier one."""
    briefs = queries.briefs(request.membership)
    brief = get_object_or_404(briefs, reference=reference) if reference else briefs.first()
    shown = {
        "brief": brief,
        "others": [one for one in briefs.defer("said")[:MOST_WEEKS] if one != brief],
        "is_of_this_week": brief is not None and brief.week_on == weekly.week_of(clock.today()),
        "is_sent": weekly.is_wanted(request.membership),
        "crumbs": [(_("Home"), reverse("desk:home")), (_("Brief of the week"), "")],
    }
    return render(request, "desk/brief/brief.html", shown)


@require_GET
@needs(Permission.SEE_FIGURES)
def print_brief(request, reference):
    """The paper of one of one's own briefs."""
    brief = get_object_or_404(queries.briefs(request.membership), reference=reference)
    paper = weekly_paper.printed(brief)
    return HttpResponse(paper, headers=printing.headers(f"brief-{brief.week_on.isoformat()}.pdf"))


@require_POST
@needs(Permission.SEE_FIGURES)
def make_brief(request):
    """This week's, now: for whoever gets none by letter. It is made once."""
    weekly_paper.make(request.membership, at=clock.now())
    return redirect("desk:brief")


@require_POST
@needs(Permission.SEE_FIGURES)
def set_sending(request):
    """Have it sent every Monday, or no longer."""
    is_wanted = request.POST.get("send") == "yes"
    actions.want_briefs(request.membership, is_wanted=is_wanted, by=request.user, at=clock.now())
    return redirect("desk:brief")


urlpatterns = [
    path("brief/", show_brief, name="brief"),
    path("brief/make/", make_brief, name="brief_make"),
    path("brief/sending/", set_sending, name="brief_sending"),
    path("brief/<uuid:reference>/", show_brief, name="brief_of_week"),
    path("brief/<uuid:reference>/brief.pdf", print_brief, name="brief_paper"),
]
