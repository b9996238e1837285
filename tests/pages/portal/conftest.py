"""A centre that calls, on the day of the story; and letters that go nowhere."""

import pytest

from buranakan.lib import clock, ids
from tests.factories.imports import SourceRecordFactory
from tests.pages.portal.applicant import AT, Applicant, make_ground


@pytest.fixture(autouse=True)
def that_morning():
    with clock.frozen_at(AT):
        yield


@pytest.fixture
def ground(db):
    return make_ground()


@pytest.fixture
def applicant(ground):
    """Has not begun yet."""
    return Applicant(ground.published())


@pytest.fixture
def begun(applicant):
    applicant.begin()
    return applicant


@pytest.fixture
def filled(begun):
    begun.fill()
    return begun


@pytest.fixture
def sent(filled):
    filled.confirm()
    return filled


@pytest.fixture
def stranger():
    """Another browser, which has opened nothing."""
    return Applicant(None)


@pytest.fixture
def public_registration(ground):
    """A company of the public register; it exists nowhere else."""
    return SourceRecordFactory(number=ids.made_up_juristic_number(1), province=ground.korat)
