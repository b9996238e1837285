"""The planning desk: a department's planner and head signed in, a plan of three provinces, and who may look on."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.test import Client
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib.clock import BANGKOK
from buranakan.planning import actions
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory
from tests.pages.signing_in import signed_in
from tests.planning.conftest import Ground, make_ground

NOW = dt.datetime(2025, 5, 15, 9, 0, tzinfo=BANGKOK)


@dataclass
class Desk:
    """Where the tests of plan pages stand."""

    ground: Ground
    planner: Client
    head: Client

    @classmethod
    def opened(cls):
        ground = make_ground()
        return cls(ground=ground, planner=signed_in(ground.planner), head=signed_in(ground.head))

    def as_role(self, role, office):
        return signed_in(member(role, office))

    def as_ministry(self, role=Role.EXECUTIVE):
        return self.as_role(role, OfficeFactory(ministry=True))

    def lines(self):
        """Korat by its office, Surin by the centre, Chiang Mai by its office in March."""
        ground = self.ground
        return [
            ground.line(),
            ground.line(province=ground.surin, serving_office=ground.centre, people=20, amount_satang=80_000_00),
            ground.line(
                province=ground.chiang_mai,
                serving_office=ground.pio_chiang_mai,
                month=dt.date(2025, 3, 1),
                people=25,
                amount_satang=100_000_00,
            ),
        ]

    def draft(self):
        return self.ground.draft(*self.lines())

    def submitted(self):
        return self.ground.submitted(*self.lines())

    def approved(self):
        return self.ground.approved(*self.lines())

    def returned(self):
        return actions.return_version(self.submitted(), reason="เกลี่ยเดือนใหม่", by=self.ground.head, at=NOW)


def in_english(client):
    """The same person, reading English."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def address(name, version, *rest):
    return reverse(f"desk:{name}", args=[version.plan.reference, version.number, *rest])


def refusal_code(response):
    """The code of the refusal shown in place, or None."""
    refusal = response.context.get("refusal")
    return refusal.code if refusal else None
