"""What is done about a directive: told, reported, asked for more, accepted, handed on, withdrawn."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import directive_page
from buranakan.pages.desk.forms.directive_course import AcceptForm, HandOnForm, MoreForm, TellForm, Told, WithdrawForm
from buranakan.pages.desk.views import recording
from buranakan.pages.gate import needs
from buranakan.policy.directives import actions, queries
from buranakan.policy.directives.directory import Directory
from buranakan.services import queries as services


@require_POST
@needs(Permission.ANSWER_DIRECTIVES)
def tell(request, reference):
    """Progress or the report that it is done. Files are kept even when something else has to be put right."""
    directive = _in_reach(request, reference)
    form = TellForm(request.POST, request.FILES, may_report="what" in request.POST)
    new, problems = recording.keep_files(request, "evidence", store=actions.store_evidence)
    kept = [*services.kept_evidence(request.scope, request.POST.getlist("kept")), *new]
    is_valid = form.is_valid()
    for problem in problems:
        form.add_error("evidence", problem)
    if not is_valid or problems:
        return directive_page.show(request, directive, forms={"tell": form}, kept=kept)
    is_done = form.cleaned_data.get("what") == Told.DONE
    act = actions.report_done if is_done else actions.report_progress
    said = {"text": form.cleaned_data["text"], "evidence": kept}
    done = _("Reported as done. It waits for acceptance.") if is_done else _("It is told.")
    return _do(request, directive, act=act, said=said, name="tell", form=form, done=done, kept=kept)


@require_POST
@needs(Permission.GIVE_DIRECTIVES)
def accept(request, reference):
    directive = _in_reach(request, reference)
    form = AcceptForm(request.POST, is_open_below=queries.open_below(directive) > 0)
    if not form.is_valid():
        return directive_page.show(request, directive, forms={"accept": form})
    said = {"because": form.cleaned_data.get("because", "")}
    done = _("Accepted. The directive is closed.")
    return _do(request, directive, act=actions.accept, said=said, name="accept", form=form, done=done)


@require_POST
@needs(Permission.GIVE_DIRECTIVES)
def ask_more(request, reference):
    directive = _in_reach(request, reference)
    form = MoreForm(request.POST, auto_id="more_%s")
    if not form.is_valid():
        return directive_page.show(request, directive, forms={"more": form})
    done = _("Asked for more. The office is written to.")
    return _do(
        request, directive, act=actions.ask_more, said=form.cleaned_data, name="more", form=form, done=done
    )


@require_POST
@needs(Permission.GIVE_DIRECTIVES)
def withdraw(request, reference):
    directive = _in_reach(request, reference)
    form = WithdrawForm(request.POST, auto_id="withdraw_%s")
    if not form.is_valid():
        return directive_page.show(request, directive, forms={"withdraw": form})
    done = _("Withdrawn. It stays to be seen, with your reason.")
    return _do(
        request, directive, act=actions.withdraw, said=form.cleaned_data, name="withdraw", form=form, done=done
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.DELEGATE_DIRECTIVES)
def hand_on(request, reference):
    """To offices below, or to those that share in it, each with an order of its own under this one."""
    directive = _in_reach(request, reference)
    today = clock.today()
    form = HandOnForm(
        request.POST if request.method == "POST" else None,
        initial={"due_on": directive.due_on},
        directory=Directory(today),
        reach=queries.offices_to_hand_on_to(directive, on=today),
    )
    words = {"form": form, "directive": directive, "crumbs": _crumbs(directive, _("Hand on"))}
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/directives/hand_on.html", words)
    try:
        found = actions.delegate(
            directive, office=request.membership.office, **form.cleaned_data, by=request.user, at=clock.now()
        )
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return render(request, "desk/directives/hand_on.html", words | {"refusal": shown}, status=409)
    messages.success(request, _("Handed on to %(count)s offices. They are written to.") % {"count": len(found)})
    return redirect("desk:directive", reference=directive.reference)


def _do(request, directive, *, act, said, name, form, done, kept=()):
    """Do it; a refusal is said in place, and what was typed stays."""
    try:
        act(directive, office=request.membership.office, **said, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return directive_page.show(request, directive, forms={name: form}, refusal=shown, kept=kept, status=409)
    messages.success(request, done)
    return redirect("desk:directive", reference=directive.reference)


def _in_reach(request, reference):
    return get_object_or_404(queries.directives(request.scope).for_list(), reference=reference)


def _crumbs(directive, here):
    page = reverse("desk:directive", args=[directive.reference])
    name = directive.number or directive.source_title
    return [(directive_page.DIRECTIVES, reverse("desk:directives")), (name, page), (here, "")]


urlpatterns = [
    path("directives/<uuid:reference>/tell/", tell, name="directive_tell"),
    path("directives/<uuid:reference>/accept/", accept, name="directive_accept"),
    path("directives/<uuid:reference>/ask-more/", ask_more, name="directive_ask_more"),
    path("directives/<uuid:reference>/withdraw/", withdraw, name="directive_withdraw"),
    path("directives/<uuid:reference>/hand-on/", hand_on, name="directive_hand_on"),
]
