"""Pages of directives: orders to me and from me, and one directive. Giving, its course and the register lie beside."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.pages.desk import directive_list, directive_page, directive_papers, directive_words, kept_files
from buranakan.pages.desk.views import directive_course, directive_giving, directive_register
from buranakan.pages.gate import needs
from buranakan.policy.directives import queries

PAGE_SIZE = 25


@require_safe
@needs(Permission.SEE_DIRECTIVES)
def list_directives(request):
    """Orders to the office worn, orders it gave, or all in reach. The address holds what is chosen."""
    today = clock.today()
    seen = directive_list.read(request, on=today)
    page = Paginator(seen.rows.prefetch_related("joint_offices"), PAGE_SIZE).get_page(request.GET.get("page"))
    query, tally = seen.query(), queries.tally(seen.rows, on=today)
    printed = min(tally.total, directive_papers.MOST_ROWS)
    words = {
        "tab": seen.tab,
        "tabs": [{"text": text, "href": href, "current": tab == seen.tab} for tab, text, href in _tabs(request, seen)],
        "form": seen.form,
        "narrowed": seen.narrowed,
        "page": page,
        "rows": [directive_words.row(one, today=today) for one in page],
        "tally": tally,
        "left_out": directive_papers.left_out(shown=printed, total=tally.total),
        "may_give": request.scope.may(Permission.GIVE_DIRECTIVES),
        "paper_href": f"{reverse('desk:directive_register', args=['pdf'])}?{query}",
        "excel_href": f"{reverse('desk:directive_register', args=['xlsx'])}?{query}",
    }
    return render(request, "desk/directives/list.html", words)


@require_safe
@needs(Permission.SEE_DIRECTIVES)
def show(request, reference):
    return directive_page.show(request, in_reach(request, reference))


@require_safe
@needs(Permission.SEE_DIRECTIVES)
def evidence(request, reference, file):
    """What came with an entry of its course, for every office that it concerns."""
    directive = in_reach(request, reference)
    return kept_files.answer(request.scope, queries.evidence_of(directive, file))


def in_reach(request, reference):
    """The directive, or 404 for an office that it does not concern."""
    return get_object_or_404(queries.directives(request.scope).for_list(), reference=reference)


def _tabs(request, seen):
    words = {
        "inbox": _("Orders to us"),
        "given": _("Orders we gave"),
        "all": _("All within reach"),
    }
    if not request.scope.may(Permission.GIVE_DIRECTIVES):
        del words["given"]
    return [(tab, text, f"{reverse('desk:directives')}?{seen.query(list=tab)}") for tab, text in words.items()]


urlpatterns = [
    path("directives/", list_directives, name="directives"),
    *directive_giving.urlpatterns,
    *directive_register.urlpatterns,
    path("directives/<uuid:reference>/", show, name="directive"),
    path("directives/<uuid:reference>/evidence/<uuid:file>/", evidence, name="directive_evidence"),
    *directive_course.urlpatterns,
]
