"""Pages of comments on the lines of a plan: who decides makes them, who plans answers them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import plan_words
from buranakan.pages.desk.forms.plan_comments import AnswerForm, CommentForm
from buranakan.pages.desk.views import plan_versions
from buranakan.pages.gate import needs
from buranakan.planning import actions, comments, queries, rules

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@needs(Permission.DECIDE_PLANS)
def comment_line(request, reference, number, pk):
    """What should be different about a line, while the version waits for a decision."""
    version = plan_versions.found(request, reference, number)
    line = get_object_or_404(queries.for_table(queries.lines(request.scope, version)), pk=pk)
    form = CommentForm(request.POST or None)

    def keep():
        rules.check_decides_for(version.plan.envelope.office_id, scope=request.scope)
        if not form.is_valid():
            return ""
        actions.comment_line(line, **form.cleaned_data, by=request.user, at=clock.now())
        return _("Your comment stands at the line. Return the version when you have said it all.")

    return _answer(request, version, {"form": form, "line": line}, here=_("Comment on a line"), keep=keep)


@require_http_methods(FORM_METHODS)
@needs(Permission.EDIT_PLANS)
def answer(request, reference, number, comment):
    """How a comment was seen to."""
    version = plan_versions.found(request, reference, number)
    made = get_object_or_404(comments.comments(request.scope, version), reference=comment)
    form = AnswerForm(request.POST or None)

    def keep():
        rules.check_plans_for(version.plan.envelope.office_id, scope=request.scope)
        # Nothing need be written, so an empty form is an answer too; a look at the page is none.
        if request.method != "POST" or not form.is_valid():
            rules.check_can_resolve(made, version=version)
            return ""
        actions.resolve_comment(made, **form.cleaned_data, by=request.user, at=clock.now())
        return _("Answered. Who decides sees it at the line.")

    words = {"form": form, "line": made, "row": plan_words.comment_rows([made], on=clock.today())[0]}
    return _answer(request, version, words, here=_("Answer a comment"), keep=keep)


def _answer(request, version, words, *, here, keep):
    """Show the form, or keep what it says; what is refused stays as typed."""
    form, status = words["form"], 200
    words |= {"version": version, "heading": here, "crumbs": plan_words.crumbs(here, version=version), "refusal": None}
    try:
        if done := keep():
            messages.success(request, done)
            return redirect(plan_words.version_address(version))
    except RuleBroken as refusal:
        words["refusal"], status = None if form.refuse(refusal) else refusal, 409
    return render(request, "desk/plans/comment.html", words, status=status)


urlpatterns = [
    path(f"{plan_versions.HERE}lines/<int:pk>/comment/", comment_line, name="plan_line_comment"),
    path(f"{plan_versions.HERE}comments/<uuid:comment>/", answer, name="plan_comment_answer"),
]
