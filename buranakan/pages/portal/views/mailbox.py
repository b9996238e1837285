"""Page of the portal: the mailbox of a demo, where every letter can be read. Nowhere else is there such a page."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from buranakan.accounts.scope import Scope
from buranakan.messages import contacts, queries
from buranakan.pages.gate import public_page
from buranakan.pages.portal.forms.returning import RecipientForm

LETTERS_ON_A_PAGE = 20


@require_safe
@public_page
def mailbox(request):
    if not settings.IS_DEMO:
        raise Http404
    form = RecipientForm(request.GET if "to" in request.GET else None)
    to = form.cleaned_data["to"] if form.is_bound and form.is_valid() else ""
    rows = queries.mailbox(Scope.system("a demo shows its letters"), recipient=to)
    page = Paginator(rows, LETTERS_ON_A_PAGE).get_page(request.GET.get("page"))
    words = {"form": form, "page": page, "letters": [(one, contacts.shown(one.recipient)) for one in page]}
    return render(request, "portal/mailbox/mailbox.html", words)


urlpatterns = [path("mailbox/", mailbox, name="mailbox")]
