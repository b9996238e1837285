"""Closing an account shuts its open pages at once; making one leaves nothing behind when its role is refused."""

import datetime as dt

import pytest
from django.test import Client

from buranakan.accounts import actions
from buranakan.accounts.models import Membership, User
from buranakan.accounts.permissions import Role
from buranakan.cli import main
from buranakan.lib import clock
from buranakan.records.models import Event
from tests.factories.accounts import PASSWORD, member
from tests.factories.areas import OfficeFactory

pytestmark = pytest.mark.django_db


def test_a_closed_account_is_out_at_its_next_click_and_can_not_come_back():
    user = member(Role.EXECUTIVE, OfficeFactory(ministry=True))
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/desk/account/").status_code == 200
    actions.close(user, by=None, at=clock.now())
    assert client.get("/desk/account/").status_code == 302
    answer = Client().post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    assert answer.status_code != 302 or "inactive" in answer.url
    assert Membership.objects.get().valid_to == clock.today()
    assert [event.name for event in Event.objects.all()] == ["membership.ended", "user.closed"]


def test_an_account_whose_role_is_refused_is_not_made(tmp_path, capsys):
    password = tmp_path / "password"
    password.write_text("รหัสผ่านยาวพอสำหรับทดสอบ-2568\n", encoding="utf-8")
    words = ["accounts", "add", "A@Example.test", "--name", "ก", "--role", "planner", "--password-file", str(password)]
    assert main.main([*words, "--office", "nowhere"]) == 1
    assert User.objects.count() == 0
    OfficeFactory(diprom=True)
    assert main.main([*words, "--office", "diprom"]) == 0
    assert User.objects.get().email == "a@example.test"


def test_closing_is_dated_by_the_thai_day():
    user = member(Role.EXECUTIVE, OfficeFactory(ministry=True))
    late = dt.datetime(2025, 5, 14, 18, tzinfo=dt.UTC)  # already the 15th in Thailand
    actions.close(user, by=None, at=late)
    assert Membership.objects.get().valid_to == dt.date(2025, 5, 15)
