"""What a split starts from: each province's need is the best that is known of it, and says from where."""

import datetime as dt

import pytest

from buranakan.accounts.scope import Scope
from buranakan.insight import planning_inputs
from buranakan.planning import actions
from buranakan.planning.enums import NeedState
from tests.factories.areas import ProvinceFactory, provincial_office
from tests.factories.needs import NeedFactory, NeedsAnswerFactory, NeedsSurveyFactory
from tests.factories.planning import ActivityFactory, EnvelopeFactory, ProjectFactory
from tests.planning.conftest import AT, make_ground

pytestmark = pytest.mark.django_db
SYSTEM = Scope.system("test")


@pytest.fixture
def ground():
    return make_ground()


@pytest.fixture
def newer(ground):
    """Next year's envelope, of the same series of projects."""
    portfolio = actions.copy_portfolio(
        ground.envelope.portfolio, fiscal_year=2569, budget_act_year=2569, by=ground.planner, at=AT
    )
    return EnvelopeFactory(portfolio=portfolio, office=ground.diprom, amount_satang=2_000_000_00, places=300)


def needs_of(envelope):
    """(people, source) of the need of each province."""
    drawn = planning_inputs.drawn(SYSTEM, envelope)
    return {one.code: (one.need, one.need_source) for one in drawn.provinces}


def answered(envelope, province, office, *, confirmed=True, **need):
    survey = NeedsSurveyFactory._meta.model.objects.filter(portfolio=envelope.portfolio).first()
    survey = survey or NeedsSurveyFactory(portfolio=envelope.portfolio)
    answer = NeedsAnswerFactory(survey=survey, province=province, office=office, confirmed=confirmed)
    return asked_too(envelope, answer, **need)


def asked_too(envelope, answer, **need):
    activity = envelope.portfolio.projects.get().activities.get()
    return NeedFactory(answer=answer, activity=activity, **{"month": dt.date(2026, 2, 1)} | need)


def granted(people):
    return {"state": NeedState.ACCEPTED, "people": people, "granted": people, "decided_at": AT}


REFUSED = {"state": NeedState.REFUSED, "granted": 0, "decided_at": AT, "decided_because": "ซ้ำ"}


def test_the_surest_that_is_known_of_a_province_is_its_need(ground, newer):
    far, silent = ProvinceFactory(code="57"), ProvinceFactory(code="63")
    offices = {one.pk: provincial_office(one) for one in (far, silent)}
    ground.approved(
        ground.line(people=35),
        ground.line(month=dt.date(2025, 3, 1), people=40),
        ground.line(province=ground.surin, serving_office=ground.pio_surin, people=25),
        ground.line(province=ground.chiang_mai, serving_office=ground.pio_chiang_mai, people=20),
    )
    # Korat was granted, Surin's head asked, Chiang Mai's answer is not confirmed, Chiang Rai is only asked about.
    answered(newer, ground.korat, ground.pio_korat, **granted(50))
    answered(newer, ground.surin, ground.pio_surin, people=90)
    answered(newer, ground.chiang_mai, ground.pio_chiang_mai, people=70, confirmed=False)
    half = answered(newer, far, offices[far.pk], **granted(30))
    asked_too(newer, half.answer, people=45, month=dt.date(2026, 3, 1))
    assert needs_of(newer) == {
        "30": (50, "survey"),
        "32": (90, "asked"),
        "50": (20, "last_year"),
        "57": (75, "partly_granted"),
        # Three in five of the middle of the known, 50.
        "63": (30, "assumed"),
    }


def test_what_is_asked_and_not_decided_is_wished_for_too(ground, newer):
    need = answered(newer, ground.surin, ground.pio_surin, people=90)
    drawn = planning_inputs.drawn(SYSTEM, newer)
    said = [(one.activity, one.people, one.source) for one in drawn.asked if one.province == "32"]
    assert said == [(need.activity_id, 90, "asked")]


def test_a_province_whose_every_wish_was_refused_needs_nobody_by_the_committees_word(ground, newer):
    ground.approved(ground.line(people=35))
    answered(newer, ground.korat, ground.pio_korat, **REFUSED)
    drawn = planning_inputs.drawn(SYSTEM, newer).by_code()["30"]
    assert (drawn.need, drawn.need_source, drawn.ceiling) == (0, "survey", 0)


def test_only_approved_plans_of_the_same_series_a_year_before_are_last_years(ground, newer):
    ground.submitted(ground.line(people=35))
    other = ActivityFactory(project=ProjectFactory(portfolio=ground.envelope.portfolio, series="another"))
    ground.approved(ground.line(activity=other, people=25))
    assert set(needs_of(newer).values()) == {(30, "assumed")}
    # A plan of the same year is none of the year before.
    ground.approved(ground.line(people=20))
    assert needs_of(ground.envelope)["30"] == (30, "assumed")
    assert needs_of(newer)["30"] == (20, "last_year")
