"""Half a year of services: rounds are held, people come (some of them again), enterprises with them."""

import datetime as dt
import itertools
from dataclasses import replace

from django.db import transaction

from buranakan.accounts.scope import Scope
from buranakan.calls import queries as calls
from buranakan.delivery import actions as delivery
from buranakan.demo import details, measuring, money, names, posts, recruiting, rounds, training
from buranakan.lib import clock, ids
from buranakan.planning import queries as plans
from buranakan.planning.enums import Kind
from buranakan.registry import actions as registry
from buranakan.registry.enums import EnterpriseKind, Part
from buranakan.services import actions as services

WHOLE = Scope.system("demo")
BEHIND = 6
NOTHING_YET = 2
COMES_AGAIN = 0.14
HAS_AN_ENTERPRISE = 0.2
FOR_ENTERPRISES = {"itc", "establishments", "products", "standards"}
# What the new head of Buri Ram finds late (demo/appointments.py).
LEFT_BEHIND = ("31", "community-products")
RECRUITED = {"30", "36"}  # provinces whose training takes applications
APPLICANTS_FROM = 50_001  # their made-up numbers never meet those of the others


def serve(*, users, until, chance, say):
    """Hold the rounds of the approved lines up to a day, in the order of their days."""
    lines = list(
        plans.approved_lines(WHOLE).select_related(
            "activity__project__portfolio", "version", "owner_office", "serving_office", "province"
        )
    )
    provinces = sorted({line.province_id for line in lines if line.province_id not in {"30", "31", "36"}})
    picked = chance.sample(provinces, BEHIND + NOTHING_YET)
    behind = {*picked[:BEHIND], LEFT_BEHIND}
    held = rounds.rounds_held(lines, until=until, behind=behind, nothing_yet=set(picked[BEHIND:]), chance=chance)
    treasurer = money.Treasurer(users=users, chance=chance, until=until)
    teller = _Teller(chance=chance, users=users, treasurer=treasurer, lines=lines, until=until)
    month = None
    for one in held:
        if one.line.month != month:
            month = one.line.month
            say(f"  {month:%m/%Y}")
        teller.hold(one)
    say(f"  คน {teller.people} คน บริการ {teller.services} ครั้ง กิจการ {teller.enterprises} แห่ง")
    return teller


def earlier(planned, *, months):
    """The same line in the latest month before its own in which the year already has lines."""
    return replace(planned, month=max(month for month in months if month < planned.month))


class _Teller:
    """Remembers who lives where, so that some come again, also to another agency."""

    def __init__(self, *, chance, users, treasurer, lines, until):
        self.chance = chance
        self.users = users
        self.treasurer = treasurer
        self.lines = lines
        self.accounts = treasurer.allot(lines)
        self.desks = posts.Desks(users=users)
        self.known = {}
        self.enterprise_of = {}
        self.people = self.services = self.enterprises = 0
        self.serials = itertools.count(APPLICANTS_FROM)
        self.applicants = recruiting.Applicants(chance=chance, serials=self.serials)
        self.measurer = measuring.Measurer(chance=chance, until=until)
        self._fresh, self._fresh_from_call = [], []

    @transaction.atomic  # one wait for the disk each round, not one each person
    def hold(self, one):
        officer = self.desks.officer(one.line.serving_office)
        has_evidence = one.has_evidence or one.line.province_id in RECRUITED
        evidence = self._sheet(one, officer) if has_evidence else ()
        if one.line.activity.kind == Kind.TRAINING:
            held = self._train(one, officer, evidence)
        else:
            held = self._record(one, officer, evidence)
        account = self.accounts[(one.line.activity_id, one.line.serving_office_id, one.line.province_id)]
        satang = one.line.amount_satang * one.places // one.line.people
        self.treasurer.spend(account, one, satang=satang, round_=held, evidence=evidence)

    def _record(self, one, officer, evidence):
        after = dt.datetime.combine(one.held_on, dt.time(16, 45), clock.BANGKOK)
        here, people = self._people(one, officer, wanted=one.attended)
        kind = one.line.activity.kind
        for person in people:
            services.record_service(
                one.line.activity,
                person=person,
                enterprise=self.enterprise_of.get(person.pk) if kind in FOR_ENTERPRISES else None,
                plan_line=one.line,
                owner_office=one.line.owner_office,
                serving_office=one.line.serving_office,
                province=one.line.province,
                served_on=one.held_on,
                minutes=one.minutes,
                details=details.told(kind, chance=self.chance, served_on=one.held_on, serial=self.services),
                evidence=evidence,
                by=officer,
                at=after,
            )
            self.services += 1
            if kind == Kind.ESTABLISHMENTS and person.pk in self.enterprise_of:
                self.measurer.visit(
                    self.enterprise_of[person.pk], served_on=one.held_on, office=one.line.serving_office, by=officer
                )
        here.extend((person, one.line.activity_id) for person in self._fresh)

    def _train(self, one, officer, evidence):
        """Rounds of Center 6's provinces are recruited by a call, the others from those the office knows."""
        opened_at = dt.datetime.combine(one.held_on, dt.time(9), clock.BANGKOK) - dt.timedelta(days=7)
        call = None
        if one.line.province_id in RECRUITED:
            head = self.users.get("head30") if one.line.serving_office.code == "pio-30" else None
            call = recruiting.recruit(
                one, applicants=self.applicants, head=head, officer=officer, chance=self.chance
            )
        held = training.open_round(one, call=call, officer=officer, at=opened_at)
        if call is not None:
            self._enrol(held, call, officer=officer, at=opened_at)
        if call is not None:
            training.teach(held, expert=self.users["expert"], officer=officer, at=opened_at)
            self.measurer.before(held, by=officer, at=opened_at)
        here, people = self._people(one, officer, wanted=0 if call else min(one.attended, one.places))
        held = training.hold(
            held, people=people, enterprises=self.enterprise_of, evidence=evidence, officer=officer, chance=self.chance
        )
        self.services += held.participants.completed().count()
        if call is not None:
            self.measurer.after(held, by=officer)
        here.extend((person, one.line.activity_id) for person in self._fresh)
        return held

    def _enrol(self, held, call, *, officer, at):
        accepted = list(calls.accepted_without_round(WHOLE, call))
        delivery.enrol(held, applications=accepted, by=officer, at=at)
        self.people += len(accepted)
        for application in accepted:
            self._fresh_from_call.append(application.person)
            if application.enterprise is not None:
                self.enterprises += 1
                self.enterprise_of[application.person_id] = application.enterprise

    def _people(self, one, officer, *, wanted):
        """Who comes: some of those known in the province, and newcomers; with the list of the known to add them to."""
        before = dt.datetime.combine(one.held_on, dt.time(8, 30), clock.BANGKOK)
        here = self.known.setdefault(one.line.province_id, [])
        self._fresh, self._fresh_from_call = self._fresh_from_call, []
        again = self._coming_again(here, one, wanted=wanted)
        return here, [
            again[place] if place < len(again) else self._newcomer(one, officer, before) for place in range(wanted)
        ]

    def _coming_again(self, here, one, *, wanted):
        """Some of those known in the province come to another activity, whichever agency holds it."""
        others = [person for person, activity in here if activity != one.line.activity_id]
        wanted = min(round(wanted * COMES_AGAIN + self.chance.random()), len(others), wanted)
        return list({person.pk: person for person in self.chance.sample(others, wanted)}.values())

    def _newcomer(self, one, officer, at):
        self.people += 1
        person = registry.add_person(
            **names.person(self.chance),
            citizen_number=ids.made_up_citizen_number(self.people),
            province=one.line.province,
            office=one.line.serving_office,
            is_synthetic=True,
            by=officer,
            at=at,
        )
        self._fresh.append(person)
        if self.chance.random() < HAS_AN_ENTERPRISE:
            self._found(person, one, officer, at)
        return person

    def _found(self, person, one, officer, at):
        self.enterprises += 1
        enterprise = registry.add_enterprise(
            name=names.enterprise(self.chance, province=one.line.province, serial=self.enterprises),
            kind=EnterpriseKind.COMMUNITY,
            province=one.line.province,
            office=one.line.serving_office,
            is_synthetic=True,
            by=officer,
            at=at,
        )
        registry.link_part(person, enterprise, part=Part.OWNER, by=officer, at=at)
        self.enterprise_of[person.pk] = enterprise

    def _sheet(self, one, officer):
        """A sign-in sheet that says it is synthetic; one file serves the whole round."""
        text = (
            f"ข้อมูลสมมติ ไม่ใช่เอกสารจริง\nใบลงชื่อ: {one.line.activity.name_th}\n"
            f"{one.line.serving_office.name_th}\nวันที่ {one.held_on.isoformat()} ผู้เข้าร่วม {one.attended} คน\n"
        )
        name = f"ใบลงชื่อ-{one.line.serving_office.code}-{one.held_on.isoformat()}.txt"
        at = dt.datetime.combine(one.held_on, dt.time(16, 30), clock.BANGKOK)
        return (services.store_evidence(text.encode(), name=name, by=officer, at=at),)
