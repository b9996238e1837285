"""Deciding on money: what waits for whom, approving, refusing, taking back, and the entry that never changes."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.finance import actions
from buranakan.finance.enums import State
from buranakan.finance.models import Entry
from buranakan.lib import clock
from buranakan.records.models import Event
from tests.factories.accounts import MembershipFactory
from tests.factories.delivery import ParticipantFactory, RoundFactory
from tests.factories.services import ServiceRecordFactory
from tests.finance.conftest import AT, now
from tests.pages.desk.counter import signed_in
from tests.pages.desk.money_desk import NOW, MoneyDesk, address, main_text

WAITING = "/desk/money/waiting/"
REASON = {"reason": "เลขหนังสือไม่ตรงกับเอกสารที่แนบ"}
QUERIES = 5

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    with clock.frozen_at(NOW):
        yield MoneyDesk.opened()


@pytest.fixture
def payment(desk):
    """A payment that waits at the provincial office."""
    ground = desk.ground
    return ground.payment_entered(ground.committed(ground.allotted(), 50_000_00), 20_000_00)


def state(movement):
    movement.refresh_from_db()
    return movement.state


# --- what waits -------------------------------------------------------------------------------------------------------
def test_a_head_sees_what_waits_oldest_first(desk, payment):
    second = desk.ground.commitment_entered(payment.allotment, 1_00)
    assert desk.head.get(WAITING).context["waiting"] == [payment, second]
    assert desk.owner_head.get(WAITING).context["waiting"] == []


def test_a_stranger_is_asked_to_sign_in(client, payment):
    pages = [WAITING, address("money_movement", payment)]
    deeds = [address(name, payment) for name in ("money_approve", "money_refuse", "money_withdraw")]
    assert {client.get(one).status_code for one in pages} | {client.post(one).status_code for one in deeds} == {302}


def test_a_role_that_may_not_decide_is_refused(desk, payment):
    deeds = [address(name, payment) for name in ("money_approve", "money_refuse")]
    for client in (desk.clerk, desk.as_ministry()):
        answers = [client.get(WAITING), *(client.post(one) for one in deeds)]
        assert [one.status_code for one in answers] == [403] * 3
    assert desk.head.post(address("money_withdraw", payment)).status_code == 403


def test_another_province_finds_nothing(desk, payment):
    head = desk.as_neighbour(Role.OFFICE_HEAD)
    answers = [
        head.get(address("money_movement", payment)),
        head.post(address("money_approve", payment)),
        head.post(address("money_refuse", payment), REASON),
        desk.as_neighbour().post(address("money_withdraw", payment)),
    ]
    assert [one.status_code for one in answers] == [404] * 4
    assert head.get(WAITING).context["waiting"] == []


def test_wrong_method(desk, payment):
    assert desk.head.post(WAITING).status_code == 405
    assert desk.head.post(address("money_movement", payment)).status_code == 405
    deeds = [address(name, payment) for name in ("money_approve", "money_refuse")]
    assert [desk.head.get(one).status_code for one in deeds] == [405, 405]


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, count, django_assert_num_queries):
    allotment = desk.ground.allotted()
    for _ in range(count):
        desk.ground.commitment_entered(allotment, 1_00)
    with django_assert_num_queries(QUERIES):
        assert len(desk.head.get(WAITING).context["waiting"]) == count


# --- deciding ---------------------------------------------------------------------------------------------------------
def test_the_head_approves_and_the_entry_opens(desk, payment):
    assert address("money_approve", payment) in main_text(desk.head.get(address("money_movement", payment)))
    answer = desk.head.post(address("money_approve", payment))
    entry = Entry.objects.get(kind="payment")
    assert (answer.status_code, answer.url, state(payment)) == (302, address("money_entry", entry), State.APPROVED)
    assert now(payment.allotment).paid == 20_000_00
    assert Event.objects.filter(name="movement.approved", by_id=desk.ground.head.pk).count() == 2


def test_the_posts_that_entered_and_decided_are_told_and_no_name(desk, payment):
    desk.head.post(address("money_approve", payment))
    answer = desk.clerk.get(address("money_movement", payment))
    office = desk.ground.pio.short
    told = (answer.context["entered_by"], answer.context["decided_by"])
    assert told == (f"{Role.FINANCE_OFFICER.label} · {office}", f"{Role.OFFICE_HEAD.label} · {office}")
    assert desk.ground.head.display_name not in main_text(answer)


def test_approving_twice_is_refused_the_second_time(desk, payment):
    desk.head.post(address("money_approve", payment))
    answer = desk.head.post(address("money_approve", payment))
    assert (answer.status_code, answer.context["refusal"].code) == (409, "movement_decided")
    assert Entry.objects.filter(kind="payment").count() == 1


def test_who_entered_it_is_told_why_they_cannot_approve(desk, payment):
    """The same person may be head and finance officer of one office, wearing now the one, now the other."""
    user = desk.ground.clerk
    held = MembershipFactory(user=user, office=desk.ground.pio, role=Role.OFFICE_HEAD)
    client = signed_in(user)
    session = client.session
    session["membership"] = held.pk
    session.save()
    answer = client.post(address("money_approve", payment))
    assert (answer.status_code, answer.context["refusal"].code) == (409, "enterer_cannot_decide")
    shown = client.get(address("money_movement", payment))
    assert (shown.context["may_decide"], shown.context["is_mine"]) == (False, True)
    assert client.get(WAITING).context["waiting"] == []


def test_the_owners_head_does_not_decide_on_the_serving_offices_part(desk, payment):
    answers = [desk.owner_head.post(address(name, payment), REASON) for name in ("money_approve", "money_refuse")]
    assert [(one.status_code, one.context["refusal"].code) for one in answers] == [(409, "not_yours_to_approve")] * 2
    assert state(payment) == State.WAITING


def test_a_refusal_says_why(desk, payment):
    assert desk.head.post(address("money_refuse", payment), {"reason": ""}).status_code == 200
    short = desk.head.post(address("money_refuse", payment), {"reason": "ผิด"})
    assert (short.status_code, short.context["form"].has_error("reason", "reason_needed")) == (409, True)
    assert desk.head.post(address("money_refuse", payment), REASON).status_code == 302
    assert (state(payment), payment.refused_because) == (State.REFUSED, REASON["reason"])
    assert REASON["reason"] in main_text(desk.clerk.get(address("money_movement", payment)))


def test_who_entered_it_takes_it_back(desk, payment):
    assert address("money_withdraw", payment) in main_text(desk.clerk.get(address("money_movement", payment)))
    other = desk.as_role(Role.FINANCE_OFFICER)
    refused = other.post(address("money_withdraw", payment))
    assert (refused.status_code, refused.context["refusal"].code) == (409, "only_its_enterer_withdraws")
    assert desk.clerk.post(address("money_withdraw", payment)).status_code == 302
    assert state(payment) == State.WITHDRAWN


def test_what_no_longer_fits_is_refused_in_place(desk, payment):
    ground = desk.ground
    ground.paid(payment.commitment, 40_000_00)
    answer = desk.head.post(address("money_approve", payment))
    assert (answer.status_code, answer.context["refusal"].code) == (409, "more_than_is_committed")
    assert state(payment) == State.WAITING


# --- papers -----------------------------------------------------------------------------------------------------------
def test_papers_open_to_those_who_enter_and_approve(desk, payment):
    file = payment.evidence.get()
    url = address("money_evidence", payment, file)
    opened = [one.get(url) for one in (desk.clerk, desk.head, desk.owner_clerk)]
    assert [(one.status_code, one.content == opened[0].content) for one in opened] == [(200, True)] * 3
    closed = [desk.as_ministry(), desk.as_role(Role.PROVINCIAL_OFFICER), desk.as_neighbour()]
    assert [one.get(url).status_code for one in closed] == [404, 404, 404]
    assert file.name not in main_text(desk.as_ministry().get(address("money_movement", payment)))


def test_a_paper_of_another_movement_does_not_open_here(desk, payment):
    other = desk.ground.payment_entered(payment.commitment, 1_00)
    assert desk.clerk.get(address("money_evidence", payment, other.evidence.get())).status_code == 404


def test_a_payment_for_a_round_shows_how_many_completed(desk):
    ground = desk.ground
    commitment = ground.committed(ground.allotted(), 50_000_00)
    round_ = RoundFactory(plan_line=ground.line, state="closed", closed_at=AT)
    ParticipantFactory(round=round_, completed_at=AT, service=ServiceRecordFactory())
    ParticipantFactory(round=round_)
    movement = ground.payment_entered(commitment, 1_00, round_=round_)
    answer = desk.head.get(address("money_movement", movement))
    assert answer.context["paid_for"] == {"round": round_, "completed": 1, "papers": 0}
    assert round_.title in main_text(answer)


# --- entries ----------------------------------------------------------------------------------------------------------
def test_an_entry_is_the_same_in_both_books(desk, payment):
    entry = desk.ground.approved(payment)
    for client in (desk.clerk, desk.owner_clerk, desk.as_ministry()):
        answer = client.get(address("money_entry", entry))
        assert (answer.context["entry"], answer.context["signed"]) == (entry, "+20,000")


def test_an_entry_of_another_province_is_not_found(desk, payment):
    entry = desk.ground.approved(payment)
    assert desk.as_neighbour().get(address("money_entry", entry)).status_code == 404
    assert desk.as_role(Role.EXPERT).get(address("money_entry", entry)).status_code == 403
    assert desk.clerk.post(address("money_entry", entry)).status_code == 405


def test_an_entry_offers_its_reversal_to_whose_part_it_is_until_it_is_undone(desk, payment):
    ground = desk.ground
    entry = ground.approved(payment)
    reverse = address("money_entry_reverse", entry)
    offers = [reverse in main_text(one.get(address("money_entry", entry))) for one in (desk.clerk, desk.owner_clerk)]
    assert offers == [True, False]
    undone = ground.approved(actions.reverse(entry, document=ground.paper(0), by=ground.clerk, at=AT))
    shown = desk.clerk.get(address("money_entry", entry))
    assert (shown.context["reversed_by"], reverse in main_text(shown)) == (undone, False)
    assert address("money_entry", entry) in main_text(desk.clerk.get(address("money_entry", undone)))
