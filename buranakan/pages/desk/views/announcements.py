"""Pages of announcements: the list with what waits, taking one in, and one with its proposals."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import announcement_page, comparison_page, kept_files
from buranakan.pages.desk.forms.promises import AnnouncementForm
from buranakan.pages.gate import needs
from buranakan.planning import queries as planning
from buranakan.policy import actions, queries

ON_A_PAGE = 20
LONGEST_PLACE = 9  # digits: far beyond the longest text, far below what makes a number too long to read
ADDRESSES = ("https://", "http://")
ANNOUNCEMENTS = _("Announcements")


def crumbs(here, *, through=()):
    """The way from the list to here."""
    return [(ANNOUNCEMENTS, reverse("desk:announcements")), *through, (here, "")]


@require_GET
@needs(Permission.SEE_PROMISES)
def list_announcements(request):
    found = queries.waiting_first(queries.announcements(request.scope))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "waiting": queries.waiting_proposals(request.scope).count(),
        "may_add": request.scope.may(Permission.CONFIRM_PROMISES),
    }
    return render(request, "desk/announcements/list.html", shown)


@require_http_methods(["GET", "POST"])
@needs(Permission.CONFIRM_PROMISES)
def add(request):
    form, refusal, known = AnnouncementForm(request.POST or None, request.FILES or None), None, None
    if form.is_valid():
        try:
            return redirect("desk:announcement", _take_in(form.cleaned_data, by=request.user).reference)
        except RuleBroken as broken:
            refusal, known = broken, queries.with_the_text(request.scope, form.cleaned_data["text"])
    shown = {"form": form, "refusal": refusal, "known": known, "crumbs": crumbs(_("Take in an announcement"))}
    return render(request, "desk/announcements/add.html", shown, status=409 if refusal else 200)


def _take_in(typed, *, by):
    said = {name: typed[name] for name in ("source", "title", "published_on")}
    said |= {"vocabulary": queries.vocabulary(projects=planning.project_names()), "by": by, "at": clock.now()}
    if typed["file"]:
        return actions.take_in_file(typed["file"].content, name=typed["file"].name, **said)
    return actions.take_in(text=typed["text"], **said)


@require_GET
@needs(Permission.SEE_PROMISES)
def show(request, reference):
    return page(request, _announcement(request, reference))


@require_GET
@needs(Permission.SEE_PROMISES)
def download(request, reference):
    """The file as it was brought."""
    return kept_files.answer(request.scope, _announcement(request, reference).file)


@require_POST
@needs(Permission.CONFIRM_PROMISES)
def propose(request, reference):
    """Treat a figure that the reading took for something else as a promise."""
    announcement = _announcement(request, reference)
    words = _words(request.POST)
    figure = words and announcement_page.figure_at(announcement_page.read(announcement), start=words[0], end=words[1])
    if not figure:
        raise Http404
    try:
        proposal = actions.propose(announcement, figure=figure, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return page(request, announcement, refusal=refusal)
    return redirect(address_of(proposal))


@require_GET
@needs(Permission.SEE_PROMISES)
def compare(request, reference):
    """What it promises against what other announcements promised."""
    announcement = _announcement(request, reference)
    rows = comparison_page.rows(request.scope, announcement, announcement_page.read(announcement))
    shown = {
        "announcement": announcement,
        "rows": rows,
        "counts": comparison_page.counts(rows),
        "crumbs": crumbs(_("Compared with what is promised"), through=[_crumb(announcement)]),
    }
    return render(request, "desk/announcements/compare.html", shown)


def _crumb(announcement):
    return announcement.title, reverse("desk:announcement", args=[announcement.reference])


def _announcement(request, reference):
    return get_object_or_404(queries.announcements(request.scope).select_related("file"), reference=reference)


def _words(sent):
    """The place of some words, or None when what was sent is no place."""
    start, end = sent.get("start", ""), sent.get("end", "")
    is_place = all(one.isascii() and one.isdigit() and len(one) <= LONGEST_PLACE for one in (start, end))
    return (int(start), int(end)) if is_place else None


def page(request, announcement, *, refusal=None, typed=None):
    """The announcement with its proposals; also where a decision on one of them is refused."""
    found = announcement_page.read(announcement)
    proposals = list(queries.proposals(request.scope, announcement))
    cards = announcement_page.cards(proposals, found, typed=typed)
    others = announcement_page.others(found, proposals)
    lines = announcement_page.marked(announcement.text, cards=cards, others=others, found=found)
    shown = {
        "announcement": announcement,
        "found": found,
        "cards": cards,
        "waiting": [card for card in cards if card.is_open],
        "others": others,
        "named": announcement_page.named(found, lines),
        "lines": lines,
        "key": announcement_page.key(lines),
        "words_page": "",
        "may_decide": request.scope.may(Permission.CONFIRM_PROMISES),
        "refusal": refusal,
        "source_href": announcement.source if announcement.source.startswith(ADDRESSES) else "",
        "crumbs": crumbs(announcement.title),
    }
    return render(request, "desk/announcements/show.html", shown, status=409 if refusal else 200)


def address_of(proposal):
    """The card of a proposal on its announcement's page."""
    return f"{reverse('desk:announcement', args=[proposal.announcement.reference])}#proposal-{proposal.pk}"


urlpatterns = [
    path("announcements/", list_announcements, name="announcements"),
    path("announcements/add/", add, name="announcement_add"),
    path("announcements/<uuid:reference>/", show, name="announcement"),
    path("announcements/<uuid:reference>/compare/", compare, name="announcement_compare"),
    path("announcements/<uuid:reference>/file/", download, name="announcement_file"),
    path("announcements/<uuid:reference>/proposals/", propose, name="proposal_add"),
]
