"""The ledger as Excel: the entries in reach, a dictionary of the columns, payees only for those who may see them."""

import io

import pytest
from python_calamine import CalamineWorkbook

from buranakan.accounts.permissions import Role
from buranakan.finance import actions
from buranakan.lib import clock
from tests.pages.desk.money_desk import NOW, MoneyDesk

URL = "/desk/money/ledger.xlsx"
QUERIES = 6

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield MoneyDesk.opened()


def sheets(answer):
    """Both sheets of a download, as rows."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def column(rows, place):
    return [row[place] for row in rows[1:]]


def test_the_ledger_has_every_entry_and_says_what_its_columns_are(desk):
    ground = desk.ground
    allotment = ground.allotted(100_000_50)
    ground.approved(ground.entered(actions.enter_reservation, allotment, 30_000_25, what="=1+1"))
    ledger, dictionary = sheets(desk.clerk.get(URL))
    assert column(ledger, 3) == [100_000.5, 30_000.25]
    assert ledger[2][6] == "=1+1"
    assert [row[0] for row in dictionary[1:]] == ledger[0]
    assert all(row[1] for row in dictionary)


def test_a_stranger_and_a_role_without_money_get_none(client, desk):
    assert (client.get(URL).status_code, desk.as_role(Role.EXPERT).get(URL).status_code) == (302, 403)


def test_another_province_gets_no_entry_and_no_account(desk):
    allotment = desk.ground.allotted()
    neighbour = desk.as_neighbour()
    assert len(sheets(neighbour.get(URL))[0]) == 1
    assert neighbour.get(URL, {"account": allotment.reference}).status_code == 404


def test_wrong_method_and_an_address_nobody_wrote(desk):
    assert desk.clerk.post(URL).status_code == 405
    assert desk.clerk.get(URL, {"account": "none"}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    allotment = desk.ground.allotted()
    for _ in range(count):
        desk.ground.committed(allotment, 1_00)
    with django_assert_num_queries(QUERIES):
        assert desk.clerk.get(URL, {"account": allotment.reference}).status_code == 200


def test_a_payee_is_in_it_only_for_those_who_enter_and_approve(desk):
    desk.ground.committed(desk.ground.allotted(), 1_00)
    named = [sheets(one.get(URL))[0] for one in (desk.clerk, desk.as_ministry())]
    assert ["ร้านทดสอบการพิมพ์" in str(rows) for rows in named] == [True, False]
    assert len(named[0][0]) == len(named[1][0]) + 1


def test_a_synthetic_ledger_says_so(desk, settings):
    settings.IS_SYNTHETIC = True
    desk.ground.allotted()
    assert len(sheets(desk.clerk.get(URL))[0]) == 4
