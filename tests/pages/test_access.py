"""Route x role x scope: every line of the matrix, walked by every role, at home and in another province."""

import copy
import datetime as dt
import json
import shutil
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.areas.models import Office
from buranakan.delivery.enums import RoundState
from buranakan.lib.clock import BANGKOK
from buranakan.planning.models import Envelope, NeedsSurvey
from buranakan.records import actions as records
from buranakan.records.classification import Class
from tests.factories.accounts import HandoverFactory, MembershipFactory, member
from tests.factories.areas import OfficeFactory, ProvinceFactory, centre_of, provincial_office
from tests.factories.calls import ApplicationFactory, CallFactory, CallPlacesFactory
from tests.factories.delivery import (
    CertificateFactory,
    ParticipantFactory,
    RoundFactory,
    SessionFactory,
    SessionTrainerFactory,
)
from tests.factories.directives import DirectiveFactory, ProgressFactory
from tests.factories.finance import AllotmentFactory, CommitmentFactory, EntryFactory, MovementFactory
from tests.factories.imports import ImportRunFactory, SourceRecordFactory
from tests.factories.messages import BriefFactory
from tests.factories.needs import NeedFactory, NeedsAnswerFactory, NeedsSurveyFactory
from tests.factories.outcomes import AskingFactory, MeasurementFactory
from tests.factories.plan_uploads import PlanUploadFactory
from tests.factories.planning import (
    ActivityFactory,
    EnvelopeFactory,
    LineCommentFactory,
    PillarTagFactory,
    PlanFactory,
    PlanLineFactory,
    PlanVersionFactory,
    RetaggingFactory,
)
from tests.factories.policy import AnnouncementFactory, PillarFactory, PromiseFactory, ProposalFactory
from tests.factories.registry import EnterpriseFactory, PersonFactory
from tests.factories.scenarios import adopted_scenario
from tests.factories.services import ServiceRecordFactory
from tests.factories.visits import VisitFactory, VisitNoteFactory
from tests.pages.access import EVERYBODY, LOCAL, MATRIX, OWN, SIGNED_IN
from tests.pages.signing_in import signed_in

NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)
OPENS, REFUSED, NOT_FOUND, SIGNS_IN = "opens", "refused", "not found", "must sign in"
# 409 is a rule's refusal and 400 a form's: the gate was passed and the thing was in reach.
SAID = {200: OPENS, 302: OPENS, 400: OPENS, 409: OPENS, 403: REFUSED, 404: NOT_FOUND}
STRANGER = "stranger"
PDF = b"%PDF-1.7\n%%EOF\n"

pytestmark = pytest.mark.django_db


@dataclass
class World:
    """One of everything on both sides, and somebody of each role, signed in."""

    actors: dict
    sessions: dict
    near: dict
    far: dict

    def client_of(self, role):
        """A browser in which somebody of the role is signed in, or nobody for a stranger."""
        client = Client()
        if role != STRANGER:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world and the folder of its files. It is made once: what a test does to its rows is undone after the test."""
    folder = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(FILES_ROOT=folder):
            made = make_world()
        yield made, folder
        transaction.set_rollback(True)


def make_world():
    offices = make_offices()
    actors = make_actors(offices)
    return World(
        actors=actors,
        sessions={role: session_of(actor) for role, actor in actors.items()},
        **{side: things(side, office=offices[side]) for side in ["near", "far"]},
    )


def make_offices():
    near, far = (
        ProvinceFactory(code=code, name_th=f"province-{side}") for code, side in [("30", "near"), ("50", "far")]
    )
    ministry, diprom, ops = (OfficeFactory(**{kind: True}) for kind in ["ministry", "diprom", "ops"])
    return {
        "near": provincial_office(near),
        "far": provincial_office(far),
        "centre": centre_of(near),
        "ministry": ministry,
        "diprom": diprom,
        "ops": ops,
    }


def make_actors(offices):
    at = {
        Role.EXECUTIVE: "ministry",
        Role.INSPECTOR: "ops",
        Role.OFFICE_HEAD: "near",
        Role.PLANNER: "diprom",
        Role.CENTRE_OFFICER: "centre",
        Role.PROVINCIAL_OFFICER: "near",
        Role.FINANCE_OFFICER: "near",
        Role.EXPERT: "centre",
        Role.STEWARD: "ministry",
        Role.AUDITOR: "ministry",
        Role.ADMINISTRATOR: "ops",
    }
    assert set(at) == set(Role)
    return {role: member(role, offices[office]) for role, office in at.items()}


def session_of(actor):
    return signed_in(actor).cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture
def world(db, made_once, settings, tmp_path):
    made, folder = made_once
    settings.FILES_ROOT = shutil.copytree(folder, tmp_path / "files")
    settings.IS_DEMO = True  # for the one page that only a demo has
    return copy.deepcopy(made)


def things(side, *, office):
    """One of everything, in the province of the office and marked with the side's name."""
    province = office.seat
    person = PersonFactory(first_name=f"person-{side}", province=province, registered_by_office=office)
    enterprise = EnterpriseFactory(name=f"enterprise-{side}", province=province, registered_by_office=office)
    activity = ActivityFactory(name_th=f"activity-{side}", name_en=f"activity-{side}")
    service = ServiceRecordFactory(person=person, activity=activity, serving_office=office, province=province)
    with transaction.atomic():
        event = records.record("service.recorded", on=service, by=None, at=NOON, province=province)
    file = records.store(PDF, name="a.pdf", classification=Class.PERSONAL, by=None, at=NOON)
    service.evidence.add(file)
    announcement = AnnouncementFactory(file=file)
    line = a_plan_line(side, office=office, activity=activity)
    call = CallFactory(published=True, office=office, activity=activity, title_th=f"call-{side}")
    CallPlacesFactory(call=call, province=province)
    return {
        "person": person,
        "enterprise": enterprise,
        "activity": activity,
        "call": call,
        "application": ApplicationFactory(call=call, province=province),
        "service": service,
        "file": file,
        "event": event,
        "announcement": announcement,
        "brief": BriefFactory(),
        "handover": a_handover(office),
        "proposal": ProposalFactory(announcement=announcement),
        "promise": PromiseFactory(),
        "envelope": line.version.plan.envelope,
        "version": line.version,
        "plan_line": line,
        "plan_upload": PlanUploadFactory(version=line.version, file=file),
        "comment": LineCommentFactory(line=line),
        "scenario": adopted_scenario(line, name=f"scenario-{side}"),
        "list": (run := ImportRunFactory(file=file, office=office)),
        "registration": SourceRecordFactory(run=run, name=f"registration-{side}", province=province),
        **money(office, activity=activity, file=file),
        **training(line, person=person, service=service, file=file),
        "directive": a_directive(side, office=office, file=file),
        **change(office, enterprise=enterprise, file=file),
        **visit(office, side=side, file=file),
        **a_framework(),
        **a_needs_answer(office),
    }


def a_needs_answer(office):
    """What the province needs, confirmed; both sides answer the same survey."""
    survey = NeedsSurvey.objects.first() or NeedsSurveyFactory()
    answer = NeedsAnswerFactory(survey=survey, office=office, province=office.seat, confirmed=True)
    NeedFactory(answer=answer)
    return {"survey": survey, "needs_answer": answer}


def a_framework():
    """A framework with a project tagged to it, and a move to it from another."""
    pillar = PillarFactory()
    return {
        "framework": pillar.framework,
        "tag": PillarTagFactory(pillar=pillar),
        "retagging": RetaggingFactory(new=pillar.framework),
    }


def a_handover(office):
    """What a former head of the office signed for."""
    empty = {"sentences": [], "sections": [], "sources": []}
    page = json.dumps(empty | {"language": "th", "office": {"name": office.name}})
    shown = records.store(page.encode(), name="handover.json", classification=Class.PERSONAL, by=None, at=NOON)
    former = MembershipFactory(
        role=Role.OFFICE_HEAD, office=office, valid_from=dt.date(2024, 1, 1), valid_to=dt.date(2024, 9, 30)
    )
    return HandoverFactory(membership=former, signed_at=NOON, shown=shown)


def a_directive(side, *, office, file):
    """From the ministry to the office; the near one shared with the centre, each told of with a file."""
    directive = DirectiveFactory(responsible_office=office, text=f"directive-{side}")
    if side == "near":
        directive.joint_offices.add(Office.objects.get(kind=Office.Kind.CENTRE))
    told = ProgressFactory(directive=directive, office=office)
    told.evidence.add(file)
    return directive


def change(office, *, enterprise, file):
    """A value of the enterprise, with its paper, and an asking of it."""
    measurement = MeasurementFactory(enterprise=enterprise, office=office)
    measurement.evidence.add(file)
    asking = AskingFactory(enterprise=enterprise, office=office)
    return {"measurement": measurement, "indicator": measurement.indicator, "asking": asking}


def visit(office, *, side, file):
    """A visit that the office makes in its own province, with its brief and a photo."""
    made = VisitFactory(
        title=f"visit-{side}",
        visiting_office=office,
        province=office.seat,
        offices=[office],
        brief_file=file,
        brief_made_at=NOON,
    )
    return {"visit": made, "visit_note": VisitNoteFactory(visit=made, photo=file)}


def training(line, *, person, service, file):
    """A closed round of the line: its session and trainer, who completed it, and their certificate."""
    round_ = RoundFactory(plan_line=line, state=RoundState.CLOSED, closed_at=NOON)
    round_.evidence.add(file)
    session = SessionFactory(round=round_)
    participant = ParticipantFactory(round=round_, person=person, service=service, completed_at=NOON, minutes=360)
    return {
        "round": round_,
        "session": session,
        "trainer": SessionTrainerFactory(session=session),
        "participant": participant,
        "certificate": CertificateFactory(participant=participant),
    }


def money(office, *, activity, file):
    """The department's money that the office spends: account, commitment, entry, and what waits with its paper."""
    allotment = AllotmentFactory(
        activity=activity, serving_office=office, province=office.seat, allotted_satang=100_00, committed_satang=100_00
    )
    movement = MovementFactory(allotment=allotment)
    movement.evidence.add(file)
    return {
        "allotment": allotment,
        "movement": movement,
        "commitment": CommitmentFactory(allotment=allotment, committed_satang=100_00),
        "entry": EntryFactory(allotment=allotment),
    }


def a_plan_line(side, *, office, activity):
    """A line of an approved plan on an envelope that the department handed on to the office."""
    root = Envelope.objects.filter(parent=None).first() or EnvelopeFactory()
    envelope = EnvelopeFactory(office=office, parent=root)
    plan = PlanFactory(envelope=envelope, name_th=f"plan-{side}", name_en=f"plan-{side}")
    version = PlanVersionFactory(plan=plan, approved=True)
    return PlanLineFactory(version=version, activity=activity, serving_office=office, province=office.seat)


def outcome(client, line, name, *, side, user):
    """What becomes of somebody who asks for a route."""
    address = reverse(name, kwargs=line.of(side) if line.of else None)
    response = getattr(client, line.method)(address, line.typed(user, side=side) if user else {})
    if response.status_code == 302 and response.url.startswith(reverse("account_login")):
        return SIGNS_IN
    return SAID.get(response.status_code, response.status_code)


def expected(line, role, *, is_near):
    if line.who == EVERYBODY:
        return OPENS
    if line.who == SIGNED_IN:
        return SIGNS_IN if role == STRANGER else OPENS
    if role == STRANGER:
        return SIGNS_IN
    if role not in line.who:
        return REFUSED
    return OPENS if line.of is None or reaches(line, role, is_near=is_near) else NOT_FOUND


def reaches(line, role, *, is_near):
    if role in OWN:
        return role in line.far_too
    if is_near:
        return role not in line.not_near
    return (role not in LOCAL or role in line.far_too) and role not in line.not_far


def sides(line):
    return ["near", "far"] if line.of else ["near"]


@pytest.mark.parametrize("name", MATRIX)
def test_a_route_opens_to_those_in_its_line_and_to_nobody_else(world, name):
    line = MATRIX[name]
    surprises = []
    for side in sides(line):
        for role in [STRANGER, *Role]:
            client, user = world.client_of(role), world.actors.get(role)
            found = outcome(client, line, name, side=getattr(world, side), user=user)
            wanted = expected(line, role, is_near=side == "near")
            surprises += [] if found == wanted else [f"{role}, {side}: {found}, not {wanted}"]
    assert surprises == []


@pytest.mark.parametrize("name", [name for name, line in MATRIX.items() if line.shows])
def test_rows_of_another_province_never_appear(world, name):
    line = MATRIX[name]
    found, wanted = {}, {}
    for role in sorted(line.who):
        page = world.client_of(role).get(reverse(name)).content.decode()
        found[role] = [side for side in ["near", "far"] if f"{line.shows}-{side}" in page]
        wanted[role] = [] if role in OWN else ["near"] if role in LOCAL else ["near", "far"]
    assert found == wanted
