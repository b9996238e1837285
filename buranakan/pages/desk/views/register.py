"""Pages of the desk: people of the register. Enterprises have their own module beside this one."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.areas import queries as areas
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.pages.desk.forms.choices import only_province
from buranakan.pages.desk.forms.register import LONGEST_SOUGHT, FindForm, LinkForm, PersonForm, ReasonForm, TakeUpForm
from buranakan.pages.desk.views import enterprises, recording, round_roster
from buranakan.pages.gate import needs, shows
from buranakan.registry import actions
from buranakan.registry import queries as registry
from buranakan.services import queries as services

PAGE_SIZE = 25
LATEST = 20


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.SEE_REGISTER)
def list_people(request):
    """Find by name or telephone in the address; by citizen number only in the answer to a form, never in an address."""
    text = request.POST.get("text", "") if request.method == "POST" else request.GET.get("q", "")
    # A name is short; a page of text pasted into the box would make an address no server takes.
    text = text[:LONGEST_SOUGHT]
    is_number = bool(registry.citizen_number_in(text))
    if is_number != (request.method == "POST"):
        query = "" if is_number or not text else f"?{urlencode({'q': text})}"
        return redirect(reverse("desk:people") + query)
    people = services.people(request.scope)
    if text:
        people = registry.find_people(people, text)
    people = services.with_counts(people.order_by("sort_key", "pk"), request.scope)
    page = Paginator(people, PAGE_SIZE).get_page(request.GET.get("page"))
    words = {"page": page, "text": text, "form": FindForm(initial={"text": text}), "may": _may(request)}
    return render(request, "desk/register/people.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_REGISTER)
def add_person(request):
    """Add somebody; likely the same ones are shown first, and everything typed stays."""
    form = _person_form(request, initial={"province": only_province(request.scope)})
    if request.method != "POST" or not form.is_valid():
        return _show_person_form(request, form)
    details = form.details()
    likely = _likely_people(request, form)
    if likely:
        return _show_person_form(request, form, likely=likely, status=409)
    try:
        person = actions.add_person(**details, office=request.membership.office, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show_person_form(request, form, refusal=refusal, status=409)
    messages.success(request, _("%(name)s is now in the register.") % {"name": person.full_name})
    return redirect(_after(request, person))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_REGISTER)
def take_up_person(request):
    """Serve somebody of another province: by their whole number, which only a form carries, and for a reason."""
    typed = request.POST if "reason" in request.POST else None
    form = TakeUpForm(typed, initial={"citizen_number": request.POST.get("citizen_number", "")})
    if typed is None or not form.is_valid():
        return render(request, "desk/register/take_up.html", {"form": form})
    said = {"office": request.membership.office, "by": request.user, "at": clock.now()}
    try:
        person = actions.take_up_person(**form.cleaned_data, **said)
    except RuleBroken as refusal:
        shown = {"form": form, "refusal": None if form.refuse(refusal) else refusal}
        return render(request, "desk/register/take_up.html", shown, status=409)
    messages.success(request, _("%(name)s can be served by your office now.") % {"name": person.full_name})
    return redirect(_after(request, person))


@require_safe
@needs(Permission.SEE_REGISTER)
def show_person(request, reference):
    """A person; an address of a record merged away leads to the one that remains."""
    person = get_object_or_404(services.every_person(request.scope), reference=reference)
    if person.merged_into_id is not None:
        return redirect("desk:person", reference=registry.canonical(person).reference)
    shows(request, person)
    return _show_person(request, person)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_REGISTER)
def edit_person(request, reference):
    person = get_object_or_404(registry.people(request.scope), reference=reference)
    names = ("title", "first_name", "last_name", "phone")
    kept = {name: getattr(person, name) for name in names} | {"province": person.province_id}
    form = _person_form(request, initial=kept, number_is_kept=bool(person.citizen_number_sealed))
    if request.method != "POST":
        shows(request, person)
    if request.method != "POST" or not form.is_valid():
        return _show_person_form(request, form, person=person)
    try:
        actions.edit_person(person, **form.details(), by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return _show_person_form(request, form, person=person, refusal=refusal, status=409)
    messages.success(request, _("Saved."))
    return redirect("desk:person", reference=person.reference)


@require_POST
@needs(Permission.REVEAL_IDENTITY)
def reveal_number(request, reference):
    """The number stands in this one answer and nowhere else: no address, no cache, no trail."""
    person = get_object_or_404(services.people(request.scope), reference=reference)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _show_person(request, person, form=form)
    try:
        number = actions.reveal_citizen_number(
            person, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
        )
    except RuleBroken as refusal:
        return _show_person(request, person, form=form, refusal=refusal, status=409)
    return _show_person(request, person, number=number)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.EDIT_REGISTER)
def link_person(request, reference):
    """Say what part a person plays in an enterprise: find the enterprise, choose it, choose the part."""
    person = get_object_or_404(services.people(request.scope), reference=reference)
    text = request.GET.get("q", "")
    found = registry.find_enterprises(registry.enterprises(request.scope), text)[:LATEST] if text else []
    form = LinkForm(request.POST if request.method == "POST" else None, enterprises=found)
    words = {"person": person, "text": text, "found": found, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "desk/register/person_link.html", words)
    try:
        actions.link_part(person, **form.cleaned_data, by=request.user, at=clock.now())
    except RuleBroken as refusal:
        return render(request, "desk/register/person_link.html", words | {"refusal": refusal}, status=409)
    messages.success(request, _("Linked."))
    return redirect("desk:person", reference=person.reference)


def _after(request, person):
    """The page of the person, or the service or the round that somebody comes for."""
    if request.GET.get("then") == "service":
        return recording.address(person=person.reference, like=request.GET.get("like"))
    if request.GET.get("then") == "round" and (back := round_roster.after_adding(request.GET.get("round", ""), person)):
        return back
    return reverse("desk:person", args=[person.reference])


def _person_form(request, **choices):
    written = request.POST if request.method == "POST" else None
    return PersonForm(written, provinces=areas.provinces(), **choices)


def _likely_people(request, form):
    """Likely the same people, unless they were looked at and confirmed to be others."""
    details = form.details()
    wanted = {name: details[name] for name in ("first_name", "last_name", "province")}
    likely = registry.likely_people(request.scope, **wanted)
    what = "/".join([wanted["first_name"], wanted["last_name"], wanted["province"].pk])
    if not likely or form.is_confirmed(what):
        return []
    return [(person, registry.masked_citizen_number(person)) for person in likely]


def _show_person_form(request, form, *, person=None, likely=(), refusal=None, status=200):
    words = {
        "form": form,
        "person": person,
        "likely": likely,
        "refusal": refusal,
        "holder": _holder(request, refusal),
        "take_up_href": f"{reverse('desk:person_take_up')}?{request.GET.urlencode()}",
    }
    return render(request, "desk/register/person_form.html", words, status=status)


def _holder(request, refusal):
    """Who holds the number that was refused, where that person is in reach."""
    if refusal is None or refusal.code != "citizen_number_taken":
        return None
    return services.people(request.scope).filter(reference=refusal.params["holder"]).first()


def _show_person(request, person, *, form=None, number="", refusal=None, status=200):
    received = services.services_to_person(request.scope, person)
    words = {
        "person": person,
        "mask": registry.masked_citizen_number(person),
        "number": number,
        "parts": registry.parts_of(person, request.scope),
        "received": received.for_list()[:LATEST],
        "totals": services.totals(received.standing()),
        "form": form or ReasonForm(),
        "refusal": refusal,
        "record_href": recording.address(person=person.reference),
        "may": _may(request) | {"edit": _can_edit(request, person)},
    }
    return render(request, "desk/register/person.html", words, status=status)


def _can_edit(request, person):
    """Whom an office only served, and who lives elsewhere, is edited where they live."""
    return request.scope.may(Permission.EDIT_REGISTER) and registry.people(request.scope).contains(person)


def _may(request):
    scope = request.scope
    return {
        "add": scope.may(Permission.EDIT_REGISTER),
        "reveal": scope.may(Permission.REVEAL_IDENTITY),
        "record": scope.may(Permission.RECORD_SERVICES),
    }


urlpatterns = [
    path("register/people/", list_people, name="people"),
    path("register/people/add/", add_person, name="person_add"),
    path("register/people/take-up/", take_up_person, name="person_take_up"),
    path("register/people/<uuid:reference>/", show_person, name="person"),
    path("register/people/<uuid:reference>/edit/", edit_person, name="person_edit"),
    path("register/people/<uuid:reference>/reveal/", reveal_number, name="person_reveal"),
    path("register/people/<uuid:reference>/link/", link_person, name="person_link"),
    *enterprises.urlpatterns,
]
