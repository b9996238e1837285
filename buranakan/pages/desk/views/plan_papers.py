"""Papers of the plan: sheets of twelve months as Excel and PDF, one page for each province, the way to open data."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buranakan.accounts.permissions import Permission
from buranakan.areas import queries as areas
from buranakan.insight import plan_sheets, province_plan, province_plan_paper
from buranakan.insight.plan_sheets import Form
from buranakan.lib import clock
from buranakan.pages.desk import plan_sheet_files, plan_tabs, scenario_page, scenario_words, sheets
from buranakan.pages.desk.forms.plan_papers import SheetForm
from buranakan.pages.gate import needs
from buranakan.pages.ui import printing
from buranakan.planning import queries, scenarios
from buranakan.planning.enums import State

PDF = "pdf"
# So many provinces are printed at once; a centre has fewer.
MOST_PAPERS = 20


@require_safe
@needs(Permission.SEE_PLANS)
def show(request):
    """Everything the plan owes others, for a year, an office, a province."""
    portfolio = plan_tabs.portfolio_of(request)
    if portfolio is None:
        return render(request, "desk/plans/none.html")
    form, owner, server = _chosen(request, portfolio)
    provinces = _provinces(request.scope, portfolio)
    shown = {
        "portfolio": portfolio,
        "form": form,
        "unconfirmed": plan_sheet_files.unconfirmed(),
        "sheets": [_sheet_links(form_of, portfolio, owner=owner, server=server) for form_of in Form],
        "provinces": [
            {"name": one.name, "href": plan_tabs.address("desk:plan_province_paper", portfolio, args=[one.pk])}
            for one in provinces
        ],
        "centres": list(_centres(portfolio, provinces)),
        "open_data": reverse("public:open_data"),
        **plan_tabs.frame(request, portfolio, current="desk:plan_papers"),
    }
    return render(request, "desk/plan_papers/papers.html", shown)


# --- sheets -----------------------------------------------------------------------------------------------------------
@require_safe
@needs(Permission.SEE_PLANS)
def download_sheet(request, form, ending):
    """One sheet, as Excel or as PDF, as far as the reader sees people and books."""
    portfolio = plan_tabs.portfolio_of(request)
    if portfolio is None or form not in set(Form) or ending not in {PDF, sheets.EXCEL}:
        raise Http404
    asked, owner, server = _chosen(request, portfolio)
    if asked.errors:
        raise Http404
    sheet = plan_sheets.sheet(request.scope, portfolio, form=Form(form), owner=owner, server=server)
    name = "-".join(["plan", form, str(portfolio.fiscal_year), *(one.code for one in (owner, server) if one)])
    said = {"scope": request.scope, "on": clock.today()}
    if ending == PDF:
        return HttpResponse(plan_sheet_files.pdf(sheet, **said), headers=printing.headers(f"{name}.pdf"))
    return sheets.download(name, plan_sheet_files.excel(sheet, **said), ending=sheets.EXCEL)


def _chosen(request, portfolio):
    owners, servers = plan_sheets.offices(request.scope, portfolio)
    form = SheetForm(request.GET, owners=owners, servers=servers)
    said = form.cleaned_data if form.is_valid() else {}
    return form, said.get("owner"), said.get("server")


def _sheet_links(form, portfolio, *, owner, server):
    asked = {name: one.code for name, one in [("owner", owner), ("server", server)] if one}
    pdf, excel = (
        plan_tabs.address("desk:plan_sheet", portfolio, args=[form.value, ending], **asked)
        for ending in (PDF, sheets.EXCEL)
    )
    number = {"number": form.value}
    return {
        "title": plan_sheet_files.title(form),
        "narrowed": " · ".join(one.name for one in (owner, server) if one) or _("All offices within your reach"),
        "pdf": pdf,
        "excel": excel,
        "pdf_text": _("PDF of %(number)s") % number,
        "excel_text": _("Excel of %(number)s") % number,
    }


# --- provinces --------------------------------------------------------------------------------------------------------
@require_safe
@needs(Permission.SEE_PLANS)
def province_paper(request, code):
    """The page of one province in reach."""
    portfolio, province = plan_tabs.portfolio_of(request), areas.provinces().filter(pk=code).first()
    if portfolio is None or province is None or not _reaches(request.scope, province):
        raise Http404
    return _papers(request, portfolio, [province], name=f"plan-{portfolio.fiscal_year}-{province.pk}")


@require_safe
@needs(Permission.SEE_PLANS)
def province_papers(request):
    """The pages of all provinces in reach that have a plan; of those who see the whole country, a centre's."""
    portfolio = plan_tabs.portfolio_of(request)
    if portfolio is None:
        raise Http404
    provinces = _provinces(request.scope, portfolio)
    centre = request.GET.get("centre", "")
    if centre:
        office = areas.office_by_code(centre)
        codes = areas.province_codes_of(office, on=clock.today()) if office else frozenset()
        provinces = [one for one in provinces if codes is not None and one.pk in codes]
    if not 0 < len(provinces) <= MOST_PAPERS:
        messages.info(request, _("Choose a centre that has an approved plan: its provinces are printed together."))
        return redirect(plan_tabs.address("desk:plan_papers", portfolio))
    return _papers(request, portfolio, provinces, name="-".join(filter(None, ["plan", centre, "provinces"])))


def _papers(request, portfolio, provinces, *, name):
    at = clock.now()
    reasons = _reasons(request.scope, portfolio, provinces)
    found = [
        province_plan.paper(request.scope, portfolio, one, at=at, reason=reasons.get(one.pk, "")) for one in provinces
    ]
    paper = province_plan_paper.printed(found, by_office=request.membership.office)
    return HttpResponse(paper, headers=printing.headers(f"{name}.pdf"))


def _reasons(scope, portfolio, provinces):
    """Why each of these provinces got what it got, in the words of the scenarios that became the plan in force; in
    Thai, as the paper is."""
    adopted = scenarios.scenarios(scope, portfolio).filter(adopted_version__state=State.APPROVED)
    found, wanted = {}, {one.pk for one in provinces}
    with translation.override("th"):
        for one in adopted:
            page = scenario_page.Page.of(scope, one)
            for because in page.solved.reasons if page.solved else ():
                if because.province in wanted and page.is_shown(because.province):
                    found[because.province] = scenario_words.reason(because, names=page.names, inputs=page.inputs)
    return found


def _reaches(scope, province):
    return scope.sees_all_provinces or province.pk in scope.provinces


def _provinces(scope, portfolio):
    """Provinces in reach with something planned."""
    planned = queries.approved_lines(scope, portfolio).order_by().values("province_id")
    return list(areas.provinces().filter(pk__in=planned))


def _centres(portfolio, provinces):
    """Centres whose provinces are among these, with the way to their pages in one file."""
    among = {one.pk for one in provinces}
    held = {}
    for one in areas.responsibilities(on=clock.today()).filter(office__kind="centre"):
        if one.province_id in among:
            held.setdefault(one.office, []).append(one.province_id)
    for office in sorted(held, key=lambda one: one.sort_order):
        address = plan_tabs.address("desk:plan_province_papers", portfolio, centre=office.code)
        said = {"office": office.short, "count": len(held[office])}
        yield {"text": _("%(office)s: %(count)s provinces in one PDF") % said, "href": address}


urlpatterns = [
    path("plans/papers/", show, name="plan_papers"),
    path("plans/papers/sheets/<str:form>.<str:ending>", download_sheet, name="plan_sheet"),
    path("plans/papers/provinces.pdf", province_papers, name="plan_province_papers"),
    path("plans/papers/provinces/<str:code>.pdf", province_paper, name="plan_province_paper"),
]
