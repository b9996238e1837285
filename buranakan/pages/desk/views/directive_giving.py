"""Giving directives: where they were ordered, the pasted text divided into items, and the change of an open one."""

from urllib.parse import urlencode
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buranakan.accounts.permissions import Permission
from buranakan.insight import directives as standing
from buranakan.insight import names
from buranakan.lib import clock, fiscal
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk import directive_notes, directive_words
from buranakan.pages.desk.directive_page import DIRECTIVES
from buranakan.pages.desk.forms.directives import ChangeForm, PastedOrderForm, SourceForm, written
from buranakan.pages.gate import needs
from buranakan.planning import queries as planning
from buranakan.policy import queries as policy
from buranakan.policy.directives import actions, numbering, queries
from buranakan.policy.directives.directory import Directory
from buranakan.policy.directives.enums import SourceKind
from buranakan.policy.visits import queries as visits

MOST_ITEMS = 100
ADD, GIVE = "add", "give"  # what the buttons below the items ask for; the others read the text


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GIVE_DIRECTIVES)
def give(request):
    """First where it was ordered and the text; then its items, each to be corrected and confirmed."""
    directory, visit = Directory(clock.today()), _visit(request)
    step = request.POST.get("step", "")
    source = SourceForm(request.POST if request.method == "POST" else None, initial=_usual(request, visit))
    words = _offered(request, directory) | {"source": source, "visit": visit, "key": _key(request, step)}
    if step == ADD:
        return _show(request, words, _one_more(request, words["choices"]))
    if request.method != "POST" or not source.is_valid():
        # What a person put right in the items is not thrown away for a slip above them.
        forms = _item_forms(request, words["choices"]) if step == GIVE else []
        return _show(request, words, forms)
    if step != GIVE:
        return _show(request, words, _read_items(source, words, directory))
    return _give(request, words, _item_forms(request, words["choices"]), visit=visit)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.GIVE_DIRECTIVES)
def change(request, reference):
    """An open directive of the office worn, changed on the record."""
    directive = get_object_or_404(queries.directives(request.scope).for_list(), reference=reference)
    words = _offered(request, Directory(clock.today()))
    form = ChangeForm(
        request.POST if request.method == "POST" else None,
        initial=written(directive) | {"seen": queries.changes_of(directive).count()},
        responsible=directive.responsible_office,
        **words["choices"],
    )
    page = reverse("desk:directive", args=[directive.reference])
    name = directive.number or directive.source_title
    crumbs = [(DIRECTIVES, reverse("desk:directives")), (name, page), (_("Change the directive"), "")]
    stands = directive_words.stands(directive, on=clock.today())
    words |= {"form": form, "directive": directive, "crumbs": crumbs, "stands": stands}
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/directives/change.html", words)
    said = _counted(form.order()) | {name: form.cleaned_data[name] for name in ("because", "seen")}
    try:
        actions.change(directive, office=request.membership.office, **said, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return render(request, "desk/directives/change.html", words | {"refusal": shown}, status=409)
    messages.success(request, _("Changed. The old words stay in its course."))
    return redirect(page)


def _counted(order):
    """The order, with what its figure stands at today."""
    figure = {name: order[name] for name in ("figure_key", "figure_slice")}
    return order | {"present_value": standing.present_value(**figure, on=clock.today())}


def _give(request, words, forms, *, visit):
    """Give those that are kept, all of them or none."""
    kept = [form for form in forms if form["keep"].value()]
    are_valid = [form.is_valid() for form in forms]
    if not all(are_valid) or not kept:
        return _show(request, words | {"nothing_kept": not kept}, forms)
    shared = words["source"].source() | {"ordered_by_office": request.membership.office, "visit": visit}
    try:
        orders = [shared | _order(form, words["key"]) for form in kept]
        found = actions.give_all(orders, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        at_fault = kept[refusal.params.get("item", 0)]
        is_said = at_fault.refuse(refusal) or words["source"].refuse(refusal)
        return _show(request, words | {"refusal": None if is_said else refusal}, forms, status=409)
    if len(found) == 1:
        messages.success(request, _("The directive is given. The office is written to."))
        return redirect("desk:directive", reference=found[0].reference)
    messages.success(request, _("%(count)s directives are given. The offices are written to.") % {"count": len(found)})
    query = {"list": "given"} | ({"visit": visit.reference} if visit else {})
    return redirect(f"{reverse('desk:directives')}?{urlencode(query)}")


def _show(request, words, forms, *, status=200):
    template = "desk/directives/items.html" if forms else "desk/directives/give.html"
    said = getattr(words["source"], "cleaned_data", {})
    directive_notes.note(
        forms, directory=words["choices"]["directory"], ordered_on=said.get("ordered_on") or clock.today()
    )
    words |= {"forms": forms, "may_add": len(forms) < MOST_ITEMS}
    words["repeated"] = directive_notes.repeated_numbers(forms)
    return render(request, template, words, status=status)


# --- items ------------------------------------------------------------------------------------------------------------
def _read_items(source, words, directory):
    """A form for each item of the pasted text, filled in as far as it was read; an empty one where there is none.

    Of more than are given at once there is none: the text says so, and nothing of it is dropped.
    """
    said = source.cleaned_data
    read = numbering.divide(said["text"], vocabulary=directory.vocabulary, ordered_on=said["ordered_on"])
    if len(read.items) > MOST_ITEMS:
        said = _("The text has %(count)s items; at most %(most)s are given at once. Divide it and give them in turn.")
        counts = {"count": len(read.items), "most": MOST_ITEMS}
        source.add_error("text", ValidationError(said, code="too_many_items", params=counts))
        return []
    items = list(read.items) or [None]
    words["preamble"] = read.preamble
    return [
        PastedOrderForm(prefix=f"item-{place}", initial=_initial(item, directory), **words["choices"])
        for place, item in enumerate(items)
    ]


def _initial(item, directory):
    if item is None:
        return {}
    responsible = directory.by_code.get(item.responsible)
    joint = [office for office in directory.offices(item.joint) if office != responsible]
    text = f"{item.under}: {item.text}" if item.under else item.text
    return {
        "number": item.number,
        "text": text,
        "responsible": responsible,
        "joint": joint,
        "due_on": item.due_on,
    }


def _item_forms(request, choices):
    """The items as they came back."""
    places = range(min(_count(request), MOST_ITEMS))
    return [PastedOrderForm(request.POST, prefix=f"item-{place}", **choices) for place in places]


def _one_more(request, choices):
    """The items as they were typed, not judged yet, and an empty one while there is room."""
    count = min(_count(request), MOST_ITEMS)
    items = [_typed(request, place) for place in range(count)] + [{}] * (count < MOST_ITEMS)
    return [
        PastedOrderForm(prefix=f"item-{place}", initial=initial, **choices) for place, initial in enumerate(items)
    ]


def _typed(request, place):
    prefix = f"item-{place}-"
    typed = {name.removeprefix(prefix): text for name, text in request.POST.items() if name.startswith(prefix)}
    return typed | {"keep": "keep" in typed}


def _count(request):
    text = request.POST.get("items", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else 0


def _order(form, key):
    """An order of the page: clicked twice it is given once, since it has its reference from the page and its place."""
    return _counted(form.order()) | {"reference": uuid5(key, form.prefix)}


def _key(request, step):
    """The key of the page with the items: a new one for each reading of a text."""
    try:
        return UUID(request.POST.get("key", "")) if step in (ADD, GIVE) else uuid4()
    except ValueError:
        return uuid4()


# --- what is offered --------------------------------------------------------------------------------------------------
def _offered(request, directory):
    below = list(queries.offices_to_order(request.scope, on=directory.day))
    this = fiscal.fiscal_year_of(directory.day)
    portfolios = sorted(planning.portfolios(request.scope), key=lambda one: one.fiscal_year != this)
    choices = {
        "directory": directory,
        "promises": list(policy.promises(request.scope)),
        "projects": [
            (names.project_text(project), project)
            for portfolio in portfolios
            for project in planning.projects(request.scope, portfolio)
        ],
        "portfolios": portfolios,
    }
    return {"choices": choices, "below": below, "office": request.membership.office}


def _usual(request, visit):
    """What is known is never asked: the visit, today, the office's own name for the post."""
    known = {"ordered_on": clock.today(), "source_kind": SourceKind.MEETING, "text": request.GET.get("text", "")}
    known["inspection_year"] = fiscal.fiscal_year_of(clock.today())
    known["ordered_by_post"] = request.membership.office.name_th
    if visit:
        known |= {
            "source_kind": SourceKind.VISIT,
            "source_title": visit.title,
            "ordered_on": clock.local_day(visit.starts_at),
            "ordered_by_post": visit.visitors,
        }
    return known


def _visit(request):
    text = request.GET.get("visit", "")
    try:
        return visits.visits_run(request.scope).filter(reference=UUID(text)).first() if text else None
    except ValueError:
        return None


urlpatterns = [
    path("directives/give/", give, name="directive_give"),
    path("directives/<uuid:reference>/change/", change, name="directive_change"),
]
