"""Whose letters somebody sees."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.accounts.scope import Scope
from buranakan.messages import queries
from tests.factories.accounts import scope
from tests.factories.areas import ProvinceFactory, centre_of, provincial_office
from tests.factories.messages import AT, MessageFactory

pytestmark = pytest.mark.django_db


def test_an_office_sees_its_own_letters_and_nobody_else_sees_any():
    here, there = (provincial_office(ProvinceFactory(code=code)) for code in ["30", "50"])
    ours, theirs, nobodys = MessageFactory(office=here), MessageFactory(office=there), MessageFactory()
    seen = {
        "officer": scope(Role.PROVINCIAL_OFFICER, here, on=AT.date()),
        "expert": scope(Role.EXPERT, centre_of(here.seat), on=AT.date()),
        "public": Scope.public(),
        "system": Scope.system("tests"),
    }
    assert {name: set(queries.letters(one)) for name, one in seen.items()} == {
        "officer": {ours}, "expert": set(), "public": set(), "system": {ours, theirs, nobodys},
    }  # fmt: skip


@pytest.mark.parametrize("looked_for", ["0812345678", "081-234-5678", "12345678"])
def test_the_mailbox_finds_a_recipient_in_any_form(looked_for):
    wanted = MessageFactory(recipient="0812345678")
    MessageFactory()
    assert list(queries.mailbox(Scope.system("tests"), recipient=looked_for)) == [wanted]


def test_the_mailbox_shows_the_newest_letter_first():
    first, second = MessageFactory.create_batch(2)
    assert list(queries.mailbox(Scope.system("tests"))) == [second, first]
