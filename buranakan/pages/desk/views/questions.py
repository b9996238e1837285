"""The question box: a question in everyday words, answered by one sentence of sourced numbers, or refused with why."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from buranakan.accounts.permissions import Permission
from buranakan.insight import statements
from buranakan.insight.questions import answering, paragraph, words
from buranakan.insight.questions.answering import Answer
from buranakan.insight.questions.reading import LONGEST
from buranakan.lib import clock
from buranakan.pages.desk.linked_words import linked
from buranakan.pages.gate import needs


@require_safe
@needs(Permission.SEE_FIGURES)
def ask(request):
    """Without a question, the box and what it can answer; the address holds the question."""
    question = request.GET.get("q", "")[: LONGEST + 1]
    found = answering.answer(question, scope=request.scope, at=clock.now()) if question.strip() else None
    shown = {
        "question": question,
        "answer": found if isinstance(found, Answer) else None,
        "refused": None if isinstance(found, Answer) else found,
        "said": linked(found.sentence) if isinstance(found, Answer) else "",
        "examples": [{"text": one, "href": address(one)} for one in words.examples()],
    }
    return render(request, "desk/questions/page.html", shown)


@require_safe
@needs(Permission.SEE_FIGURES)
def show_paragraph(request):
    """What the announcement would say today: every promise of the year beside what came of it."""
    found = paragraph.paragraph(request.scope, at=clock.now())
    shown = {"sentences": [linked(one) for one in found], "sources": statements.annex(found)}
    return render(request, "desk/questions/paragraph.html", shown)


def address(question):
    """Where a question is answered."""
    return f"{reverse('desk:questions')}?{urlencode({'q': question})}"


urlpatterns = [
    path("questions/", ask, name="questions"),
    path("questions/announced/", show_paragraph, name="questions_paragraph"),
]
