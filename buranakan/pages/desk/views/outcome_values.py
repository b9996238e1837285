"""Pages of the desk: before and after of one enterprise or person, recording a value, taking one back, its files."""

from decimal import Decimal

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buranakan.accounts.permissions import Permission
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.outcomes import actions, queries
from buranakan.outcomes.enums import CountedFor, EvidenceLevel, Method, Stage
from buranakan.outcomes.rules import HUNDREDTHS
from buranakan.pages.desk import kept_files
from buranakan.pages.desk.forms.outcomes import AskForm, MeasurementForm
from buranakan.pages.desk.forms.register import ReasonForm
from buranakan.pages.desk.outcome_words import AskingShown, Basis, became
from buranakan.pages.desk.views import recording
from buranakan.pages.gate import needs, shows
from buranakan.pages.ui.tags.filters import day
from buranakan.registry import queries as registry
from buranakan.registry.rules import can_see_names
from buranakan.services import queries as services

TONES = ("good", "bad", "plain")
ROUTES = {
    CountedFor.ENTERPRISE: ("desk:enterprise_outcomes", "desk:enterprise_measurement_add"),
    CountedFor.PERSON: ("desk:person_outcomes", "desk:person_measurement_add"),
}


@require_safe
@needs(Permission.SEE_OUTCOMES)
def show_enterprise(request, reference):
    return show_receiver(request, enterprise_of(request, reference))


@require_safe
@needs(Permission.SEE_OUTCOMES)
def show_person(request, reference):
    """What a person earns is theirs: only offices that work with names open it, and the look is kept."""
    person = _person(request, reference)
    shows(request, person)
    return show_receiver(request, person)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RECORD_OUTCOMES)
def add_of_enterprise(request, reference):
    return _add(request, enterprise_of(request, reference))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RECORD_OUTCOMES)
def add_of_person(request, reference):
    return _add(request, _person(request, reference))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.RECORD_OUTCOMES)
def take_back(request, reference):
    """Only the office that recorded a value, or was told it, takes it back."""
    measurement = get_object_or_404(queries.measurements_made(request.scope).for_list(), reference=reference)
    form, refusal = ReasonForm(request.POST if request.method == "POST" else None), None
    if form.is_bound and form.is_valid():
        try:
            actions.take_back(measurement, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        except RuleBroken as broken:
            refusal = broken
        else:
            messages.success(request, _("The value was taken back. It no longer counts anywhere."))
            return redirect(address_of(measurement.person or measurement.enterprise))
    words = {
        "measurement": measurement,
        "basis": Basis(measurement.method, measurement.evidence_level),
        "receiver_href": address_of(measurement.person or measurement.enterprise),
        "form": form,
        "refusal": refusal,
    }
    return render(request, "desk/outcomes/take_back.html", words, status=409 if refusal else 200)


@require_safe
@needs(Permission.SEE_OUTCOMES)
def download_evidence(request, reference, file):
    """A file of this value, to whoever may see the value and names."""
    measurement = get_object_or_404(queries.measurements(request.scope), reference=reference)
    stored = queries.evidence_file(request.scope, file, measurement=measurement)
    return kept_files.answer(request.scope, stored)


def show_receiver(request, receiver, *, ask_form=None, refusal=None, status=200):
    """The page; asking that was refused comes back to it with what was typed."""
    scope, today = request.scope, clock.today()
    sees_names = can_see_names(scope)
    kind = _kind(receiver)
    lines = [_line(line, office_id=scope.office_id) for line in queries.outcomes_of(scope, receiver)]
    may_record = scope.may(Permission.RECORD_OUTCOMES)
    words = {
        "receiver": receiver,
        "kind": kind,
        "names_it": sees_names or not getattr(receiver, "is_a_persons", True),
        "lines": lines,
        "totals": {tone: sum(1 for one in lines if (one["became"] or {}).get("tone") == tone) for tone in TONES},
        "not_compared": sum(1 for one in lines if one["became"] is None),
        "askings": [AskingShown.on(one, today) for one in queries.askings_of(scope, receiver)],
        "sees_values": sees_names,
        "opens_register": sees_names and scope.may(Permission.SEE_REGISTER),
        "may_record": may_record,
        "add_href": reverse(ROUTES[kind][1], kwargs={"reference": receiver.reference}),
        "ask_form": (ask_form or AskForm(initial={"due_on": today})) if may_record else None,
        "refusal": refusal,
    }
    return render(request, "desk/outcomes/receiver.html", words, status=status)


def enterprise_of(request, reference):
    """The enterprise of the address, or the one that remains; 404 for what is not in reach."""
    return registry.canonical(get_object_or_404(registry.every_enterprise(request.scope), reference=reference))


def address_of(receiver):
    """The page of before and after of a person or an enterprise."""
    return reverse(ROUTES[_kind(receiver)][0], kwargs={"reference": receiver.reference})


def _person(request, reference):
    if not can_see_names(request.scope):
        raise Http404
    return registry.canonical(get_object_or_404(services.every_person(request.scope), reference=reference))


def _add(request, receiver):
    kind = _kind(receiver)
    indicators = list(queries.indicators_for(kind))
    kept = list(services.kept_evidence(request.scope, request.POST.getlist("kept")))
    if request.method != "POST":
        form = MeasurementForm(initial=_usual(request), indicators=indicators)
        return _show_form(request, form, receiver, kept)
    # Files are kept even when something else has to be put right: nobody likes to send them twice over a bad line.
    new, problems = recording.keep_files(request, "evidence")
    kept += new
    form = MeasurementForm(request.POST, request.FILES, indicators=indicators)
    is_valid = form.is_valid()
    for problem in problems:
        form.add_error("evidence", problem)
    if not is_valid or problems:
        return _show_form(request, form, receiver, kept)
    try:
        actions.record_measurement(
            form.cleaned_data["indicator"],
            **form.measurement(),
            **{kind: receiver},
            office=request.membership.office,
            evidence=kept,
            by=request.user,
            at=clock.now(),
        )
    except RuleBroken as refusal:
        shown = None if form.refuse(refusal) else refusal
        return _show_form(request, form, receiver, kept, refusal=shown, status=409)
    messages.success(request, _("The value is recorded."))
    return redirect(address_of(receiver))


def _usual(request):
    """What the address asks for, and what is most often so."""
    return {
        "indicator": request.GET.get("indicator"),
        "stage": request.GET.get("stage", Stage.BASELINE),
        "measured_on": clock.today(),
        "method": Method.MEASURED,
        "evidence_level": EvidenceLevel.CLAIMED,
    }


def _show_form(request, form, receiver, kept, *, refusal=None, status=200):
    words = {"form": form, "receiver": receiver, "kept": kept, "back_href": address_of(receiver), "refusal": refusal}
    return render(request, "desk/outcomes/record.html", words, status=status)


def _line(line, *, office_id):
    found = line.change
    shown = ((_("Before"), found.baseline), (_("After"), found.follow_up))
    bars = [_bar(label, value, unit=found.indicator.unit) for label, value in shown if value]
    return {
        "found": found,
        "became": became(found.change, found.indicator.direction),
        "bars": bars,
        "values": [
            {
                "measurement": one,
                "basis": Basis(one.method, one.evidence_level),
                "files": list(one.evidence.all()),
                "is_ours": one.office_id == office_id and one.taken_back_at is None,
            }
            for one in line.measurements
        ],
    }


def _bar(label, value, *, unit):
    """A value as a bar that says when it was taken and how it is known."""
    basis = Basis(value.method, value.level)
    said = [label, day(value.measured_on), str(basis.method_text), str(basis.level_text)]
    return {"label": " · ".join(said), "reached": Decimal(value.hundredths) / HUNDREDTHS, "unit": unit}


def _kind(receiver):
    return CountedFor.PERSON if hasattr(receiver, "full_name") else CountedFor.ENTERPRISE


urlpatterns = [
    path("register/enterprises/<uuid:reference>/outcomes/", show_enterprise, name="enterprise_outcomes"),
    path("register/enterprises/<uuid:reference>/outcomes/add/", add_of_enterprise, name="enterprise_measurement_add"),
    path("register/people/<uuid:reference>/outcomes/", show_person, name="person_outcomes"),
    path("register/people/<uuid:reference>/outcomes/add/", add_of_person, name="person_measurement_add"),
    path("outcomes/values/<uuid:reference>/take-back/", take_back, name="measurement_take_back"),
    path("outcomes/values/<uuid:reference>/evidence/<uuid:file>/", download_evidence, name="measurement_evidence"),
]
