"""Pages of the desk: the books. Entering and deciding have their own modules beside this one."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buranakan.accounts.permissions import Permission
from buranakan.finance import queries, rules
from buranakan.finance.enums import Category, Measure
from buranakan.lib import clock, fiscal
from buranakan.pages.desk import money_ledger, money_words
from buranakan.pages.desk.forms.money import BooksForm
from buranakan.pages.desk.views import money_deciding, money_entering
from buranakan.pages.gate import needs

PAGE_SIZE = 25
TARGET = {"measure": Measure.DISBURSEMENT, "category": Category.OVERALL}
WORDS_OF_BOOKS = {
    queries.OWNER: lambda: _("Our budget: who spends it"),
    queries.SERVING: lambda: _("What our offices spend: whose budget"),
}


@require_safe
@needs(Permission.SEE_MONEY)
def show_books(request):
    """Sums of the book, by project and activity; each activity opens its accounts."""
    scope, year, held = request.scope, _year(request), queries.books_held(request.scope)
    book = _book(request, held)
    rows = queries.opened(_accounts(scope, year=year, book=book))
    totals = queries.sum_of(rows)
    words = {
        **_frame(request, year=year, book=book, held=held, name="desk:money"),
        **{name: money_words.spoken(getattr(totals, name)) for name in ("held", "spent", "paid")},
        "totals": totals,
        "projects": money_words.project_rows(queries.by_activity(rows), year=year, book=book),
        "behalf": queries.sum_of(rows.filter(is_on_behalf=True)),
        "target": queries.target_of(year, quarter=_quarter(year), **TARGET),
        "quarter": _quarter(year),
        "targets": queries.targets(year),
        "waiting": queries.waiting_for(scope).count(),
        "all_href": money_words.accounts_address(year=year, book=book),
        "may_allot": scope.may(Permission.ENTER_MONEY) and book != queries.SERVING,
    }
    return render(request, "desk/money/books.html", words)


@require_safe
@needs(Permission.SEE_MONEY)
def list_accounts(request):
    """Accounts of the book, narrowed; the address holds what is chosen."""
    year, held = _year(request), queries.books_held(request.scope)
    book = _book(request, held)
    form, rows = _chosen(request, year=year, book=book)
    page = Paginator(queries.allotments_for_list(rows), PAGE_SIZE).get_page(request.GET.get("page"))
    words = {
        **_frame(request, year=year, book=book, held=held, name="desk:money_accounts"),
        "form": form,
        "page": page,
        "rows": [money_words.account_row(one) for one in page.object_list],
        "totals": queries.sum_of(rows),
        "ledger_href": _address(request, "desk:money_ledger", page=None),
        "crumbs": money_words.crumbs(_("Money accounts")),
    }
    return render(request, "desk/money/accounts.html", words)


@require_safe
@needs(Permission.SEE_MONEY)
def show_allotment(request, reference):
    """One account: what is bound, what waits, and its ledger with what was left after each entry."""
    scope = request.scope
    allotment = get_object_or_404(queries.with_names(queries.allotments(scope)), reference=reference)
    entries = money_words.ledger_rows(queries.entries_for_list(allotment.entries.all()))
    words = {
        "allotment": allotment,
        "totals": allotment.totals,
        "planned_satang": queries.planned_satang(allotment),
        "way": money_words.way_badge(allotment),
        "commitments": queries.commitments(scope, allotment),
        "waiting": queries.movements_for_list(queries.waiting(scope, allotment)),
        "page": Paginator(entries, PAGE_SIZE).get_page(request.GET.get("page")),
        "doings": money_words.doings(allotment, scope=scope),
        "may_enter": money_words.enters(allotment, scope=scope),
        "sees_payee": rules.can_see_payee(scope),
        "ledger_href": f"{reverse('desk:money_ledger')}?account={allotment.reference}",
        "crumbs": money_words.crumbs(money_words.account_text(allotment)),
    }
    return render(request, "desk/money/allotment.html", words)


@require_safe
@needs(Permission.SEE_MONEY)
def download_ledger(request):
    """Entries of the accounts that the address chooses, as an Excel file with its dictionary."""
    scope, account = request.scope, request.GET.get("account", "")
    if account:
        allotment = queries.allotment_by_reference(scope, account)
        if allotment is None:
            raise Http404
        entries = queries.entries(scope, allotment=allotment)
    else:
        book = _book(request, queries.books_held(scope))
        _form, rows = _chosen(request, year=_year(request), book=book)
        entries = queries.entries(scope).filter(allotment__in=rows.order_by().values("pk"))
    entries = queries.entries_for_list(entries)
    return money_ledger.answer(entries, sees_payee=rules.can_see_payee(scope))


def _frame(request, *, year, book, held, name):
    """What the pages of a book share: the year and the book, and the way to the others there are."""
    years = sorted({*queries.fiscal_years(request.scope), fiscal.fiscal_year_of(clock.today())}, reverse=True)
    return {
        "year": year,
        "book": book,
        "years": [_tab(str(one), request, name, current=one == year, year=one) for one in years],
        "books": [
            _tab(WORDS_OF_BOOKS[one](), request, name, current=one == book, book=one) for one in held if len(held) > 1
        ],
    }


def _tab(text, request, name, *, current, **asked):
    return {"text": text, "href": _address(request, name, **asked, page=None), "current": current}


def _address(request, name, **asked):
    """The address of a page with what is chosen here, but for what is said anew; None is left out."""
    chosen = request.GET.copy()
    for key, value in asked.items():
        chosen.pop(key, None)
        if value is not None:
            chosen[key] = value
    return f"{reverse(name)}?{chosen.urlencode()}" if chosen else reverse(name)


def _year(request):
    """The fiscal year asked for; this one where none is."""
    asked = request.GET.get("year", "")
    this = fiscal.fiscal_year_of(clock.today())
    return int(asked) if asked.isascii() and asked.isdigit() and int(asked) in fiscal.YEARS else this


def _book(request, held):
    """The book asked for, else the owner's where the office owns any budget; nothing where all books are one."""
    asked = request.GET.get("book", "")
    return asked if asked in held else next(iter(held), "")


def _accounts(scope, *, year, book):
    rows = queries.allotments(scope, fiscal_year=year)
    return queries.in_book(rows, book=book, scope=scope) if book else rows


def _chosen(request, *, year, book):
    """The form and the accounts it asks for; an address that asks for what is not there gets none."""
    rows = queries.opened(_accounts(request.scope, year=year, book=book))
    form = BooksForm(request.GET, accounts=queries.with_names(rows))
    return form, queries.narrowed(rows, **form.wanted()) if form.is_valid() else rows.none()


def _quarter(year):
    """The quarter of the day in its own fiscal year; of years before, the last."""
    today = clock.today()
    this = fiscal.fiscal_year_of(today)
    return fiscal.quarter_of(today) if year == this else 4 if year < this else 1


urlpatterns = [
    path("money/", show_books, name="money"),
    path("money/accounts/", list_accounts, name="money_accounts"),
    path("money/accounts/<uuid:reference>/", show_allotment, name="money_allotment"),
    path("money/ledger.xlsx", download_ledger, name="money_ledger"),
    *money_entering.urlpatterns,
    *money_deciding.urlpatterns,
]
