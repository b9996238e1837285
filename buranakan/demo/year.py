"""Half a year of services: rounds are held, people come (some of them again), enterprises with them."""

import datetime as dt
from dataclasses import replace

from django.db import transaction

from buranakan.accounts.scope import Scope
from buranakan.demo import names, posts, rounds
from buranakan.lib import clock, fiscal, ids
from buranakan.planning import queries as plans
from buranakan.registry import actions as registry
from buranakan.registry.enums import EnterpriseKind, Part
from buranakan.services import actions as services

WHOLE = Scope.system("demo")
BEHIND = 6
NOTHING_YET = 2
COMES_AGAIN = 0.3
HAS_AN_ENTERPRISE = 0.2
FOR_ENTERPRISES = {"itc", "establishments", "products", "standards"}


def serve(portfolio, *, until, chance, say):
    """Hold the rounds of the approved lines up to a day, in the order of their days."""
    lines = list(
        plans.approved_lines(WHOLE).select_related(
            "activity__project__portfolio", "version", "owner_office", "serving_office", "province"
        )
    )
    provinces = sorted({line.province_id for line in lines if line.province_id not in {"30", "31", "36"}})
    picked = chance.sample(provinces, BEHIND + NOTHING_YET)
    held = rounds.rounds_held(
        lines, until=until, behind=set(picked[:BEHIND]), nothing_yet=set(picked[BEHIND:]), chance=chance
    )
    teller = _Teller(chance=chance, fiscal_year=portfolio.fiscal_year)
    month = None
    for one in held:
        if one.line.month != month:
            month = one.line.month
            say(f"  {month:%m/%Y}")
        teller.hold(one)
    say(f"  คน {teller.people} คน บริการ {teller.services} ครั้ง กิจการ {teller.enterprises} แห่ง")


def earlier(planned, *, months):
    """The same line in the latest month before its own in which the year already has lines."""
    return replace(planned, month=max(month for month in months if month < planned.month))


class _Teller:
    """Remembers who lives where, so that some come again, also to another agency."""

    def __init__(self, *, chance, fiscal_year):
        self.chance = chance
        self.fiscal_year = fiscal_year
        self.officers = {}
        self.known = {}
        self.enterprise_of = {}
        self.people = self.services = self.enterprises = 0

    @transaction.atomic  # one wait for the disk each round, not one each person
    def hold(self, one):
        officer = self._officer(one.line.serving_office)
        evidence = self._sheet(one, officer) if one.has_evidence else ()
        before = dt.datetime.combine(one.held_on, dt.time(8, 30), clock.BANGKOK)
        after = dt.datetime.combine(one.held_on, dt.time(16, 45), clock.BANGKOK)
        here = self.known.setdefault(one.line.province_id, [])
        again = self._coming_again(here, one)
        for place in range(one.attended):
            person = again[place] if place < len(again) else self._newcomer(one, officer, before)
            services.record_service(
                one.line.activity,
                person=person,
                enterprise=self.enterprise_of.get(person.pk) if one.line.activity.kind in FOR_ENTERPRISES else None,
                plan_line=one.line,
                owner_office=one.line.owner_office,
                serving_office=one.line.serving_office,
                province=one.line.province,
                served_on=one.held_on,
                minutes=one.minutes,
                evidence=evidence,
                from_round=True,
                by=officer,
                at=after,
            )
            self.services += 1
        here.extend((person, one.line.activity_id) for person in self._fresh)

    def _coming_again(self, here, one):
        """Some of those known in the province come to another activity, whichever agency holds it."""
        self._fresh = []
        others = [person for person, activity in here if activity != one.line.activity_id]
        wanted = min(round(one.attended * COMES_AGAIN + self.chance.random()), len(others))
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

    def _officer(self, office):
        if office.pk not in self.officers:
            first = fiscal.first_day(self.fiscal_year)
            at = dt.datetime.combine(first, dt.time(9), clock.BANGKOK)
            self.officers[office.pk] = posts.officer_of(office, on=first, at=at)
        return self.officers[office.pk]

    def _sheet(self, one, officer):
        """A sign-in sheet that says it is synthetic; one file serves the whole round."""
        text = (
            f"ข้อมูลสมมติ ไม่ใช่เอกสารจริง\nใบลงชื่อ: {one.line.activity.name_th}\n"
            f"{one.line.serving_office.name_th}\nวันที่ {one.held_on.isoformat()} ผู้เข้าร่วม {one.attended} คน\n"
        )
        name = f"ใบลงชื่อ-{one.line.serving_office.code}-{one.held_on.isoformat()}.txt"
        at = dt.datetime.combine(one.held_on, dt.time(16, 30), clock.BANGKOK)
        return (services.store_evidence(text.encode(), name=name, by=officer, at=at),)
