"""What will miss of promises on their day and of the government's target, with numbers that know their source."""

import datetime as dt
from types import SimpleNamespace as Thing

import pytest

from buranakan.insight import gaps, statements
from buranakan.insight.course import FEWEST_MONTHS, Course, PromiseState
from buranakan.insight.statements import Number
from tests.factories.finance import DisbursementTargetFactory
from tests.factories.policy import PromiseFactory

ON = dt.date(2025, 5, 15)
OFF, FINE = PromiseState.OFF_COURSE, PromiseState.ON_COURSE


def row(promise, *, likely, state=OFF, is_ceiling=False, months=FEWEST_MONTHS):
    course = Course(state, target=promise.value, is_ceiling=is_ceiling, reached=0, likely=likely, months=months)
    return Thing(promise=promise, course=course, state=state)


def money(satang, key):
    return Number(str(satang), satang, "บาท", key, key, "test", "all agencies", ON, "/")


def values(said):
    return [number.value for number in said.numbers]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "people, baht, short",
    [(80, 700, [20, 300]), (80, 1000, [20]), (120, 700, [300]), (None, 700, [300])],
)
def test_the_verdict_says_what_will_miss(people, baht, short):
    promises = PromiseFactory(value=100), PromiseFactory(money=True, value=1000)
    said = gaps.verdict(row(promises[0], likely=people), row(promises[1], likely=baht), on=ON)
    assert values(said) == short
    assert statements.unsourced_in([said]) == []


@pytest.mark.django_db
def test_the_verdict_is_good_only_when_every_promise_is_on_course():
    promise, other = PromiseFactory(value=100), PromiseFactory(money=True, value=1000)
    kept, uncertain = row(promise, likely=120, state=FINE), row(other, likely=1000, state=PromiseState.UNCERTAIN)
    assert (values(gaps.verdict(kept, None, on=ON)), gaps.verdict(kept, uncertain, on=ON)) == ([], None)
    assert gaps.verdict(None, None, on=ON) is None
    assert gaps.missing_of(row(promise, likely=50, is_ceiling=True), on=ON) is None
    assert gaps.missing_of(row(promise, likely=50, months=FEWEST_MONTHS - 1), on=ON) is None


@pytest.mark.parametrize(
    "on, planned", [(dt.date(2025, 3, 31), 0), (dt.date(2025, 4, 15), 30), (dt.date(2025, 5, 31), 91), (ON, 75)]
)
def test_a_month_is_planned_by_its_days(on, planned):
    months = [Thing(month=dt.date(2025, 4, 1), planned=60), Thing(month=dt.date(2025, 5, 1), planned=91)]
    assert gaps.planned_by(months, on=on) == planned


@pytest.mark.django_db
def test_what_is_still_to_be_paid_up_to_the_target():
    target = DisbursementTargetFactory(percent_hundredths=9400)
    found = gaps.to_target(target, paid=money(300, "paid"), allotted=money(1000, "allotted"))
    assert (found.value, [one.key for one in found.made_of]) == (640, ["allotted", "paid"])
    assert gaps.to_target(target, paid=money(940, "paid"), allotted=money(1000, "allotted")) is None
    assert gaps.to_target(None, paid=money(0, "paid"), allotted=money(1000, "allotted")) is None
