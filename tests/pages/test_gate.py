"""Reading pages can't write, however the statement begins."""

import pytest
from django.db import transaction
from django.test import Client

from buranakan.accounts.models import User
from buranakan.accounts.permissions import Role
from buranakan.pages import gate
from tests.factories.accounts import UserFactory, member
from tests.factories.areas import OfficeFactory


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("SELECT 1", True),
        ("  (SELECT 1) UNION SELECT 2", True),
        ("WITH seen AS (SELECT 1) SELECT * FROM seen", True),
        ('WITH "update" AS (SELECT \'delete\') SELECT * FROM "update"', True),
        ("SELECT 1 FOR UPDATE", True),
        ("WITH gone AS (DELETE FROM t RETURNING 1) SELECT * FROM gone", False),
        ("with x as (select 1) update t set a = 1", False),
        ("INSERT INTO t VALUES (1)", False),
        ("update t set a = 1", False),
        ("DROP TABLE t", False),
    ],
)
def test_a_statement_reads_or_does_not(statement, expected):
    assert gate.is_reading(statement) is expected


@pytest.mark.django_db
def test_a_public_page_that_writes_while_reading_is_stopped(rf):
    @gate.public_page
    def page(request):
        UserFactory()

    with pytest.raises(gate.WriteDuringReading):
        page(rf.get("/"))
    # A refused statement breaks its transaction, as any database error does: nothing of it remains.
    transaction.set_rollback(False)
    assert User.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "is_kept"), [("/desk/plans/", False), ("/desk/account/", False), ("/about/", True)]
)
def test_no_browser_keeps_what_an_office_sees(client, address, is_kept):
    executive = member(Role.EXECUTIVE, OfficeFactory(ministry=True))
    client.force_login(executive, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert ("no-store" not in client.get(address).headers.get("Cache-Control", "")) is is_kept


ORDERS = "1) ให้ กสอ. จัดทำแผนร่วม\n2) ให้ สปอ. รายงานผล"


def test_who_is_signed_out_while_writing_gets_the_words_back(db, client):
    typed = {"text": ORDERS, "password": "a long secret of somebody", "key": "0b1f2c0e-8c1c-4f9f-8f43-3f2a7ee32c11"}
    answer = client.post("/desk/directives/give/", typed, headers={"origin": "http://testserver"})
    assert (answer.status_code, answer.context["typed"]) == (403, [ORDERS])
    assert "จัดทำแผนร่วม" in answer.content.decode() and "no-store" in answer["Cache-Control"]
    assert client.post("/desk/directives/give/", {"step": "read"}).status_code == 302


def test_a_form_without_its_cookies_gets_the_words_back_and_another_sites_form_none(db):
    client = Client(enforce_csrf_checks=True)
    answers = {
        origin: client.post("/desk/directives/give/", {"text": ORDERS}, headers={"origin": origin})
        for origin in ("http://testserver", "https://elsewhere.example")
    }
    assert [answer.status_code for answer in answers.values()] == [403, 403]
    assert [answer.context["typed"] for answer in answers.values()] == [[ORDERS], []]
