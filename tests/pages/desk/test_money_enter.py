"""Entering money: each kind is asked what it needs, prefilled from what is known, and waits for another person."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from buranakan.accounts.permissions import Role
from buranakan.finance import actions
from buranakan.finance.enums import MovementKind, State
from buranakan.finance.models import Movement
from buranakan.lib import clock
from buranakan.records.models import StoredFile
from tests.factories.delivery import RoundFactory
from tests.pages.desk.money_desk import NOW, PDF, MoneyDesk, address, main_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    with clock.frozen_at(NOW):
        yield MoneyDesk.opened()


def pdf(name="ใบสำคัญ.pdf"):
    return SimpleUploadedFile(name, PDF)


def errors(answer):
    return {name: [error.code for error in found] for name, found in answer.context["form"].errors.as_data().items()}


def newest():
    return Movement.objects.order_by("-pk").first()


def grain(desk):
    ground = desk.ground
    return f"{ground.activity.pk}-{ground.pio.pk}-{ground.province.pk}"


@pytest.fixture
def places(desk):
    """Every address where money is entered, by its kind."""
    ground = desk.ground
    allotment = ground.allotted()
    entry = ground.approved(ground.commitment_entered(allotment, 1_000_00))
    ground.approved(ground.entered(actions.enter_reservation, allotment, 1_000_00))
    on_account = [MovementKind.RETURN, MovementKind.RESERVATION, MovementKind.RELEASE, MovementKind.COMMITMENT]
    on_commitment = [MovementKind.PAYMENT, MovementKind.REDUCTION]
    return (
        {kind: address("money_enter", allotment, kind.value) for kind in on_account}
        | {kind: address("money_commitment_enter", entry.commitment, kind.value) for kind in on_commitment}
        | {MovementKind.REVERSAL: address("money_entry_reverse", entry)}
    )


# --- allotting --------------------------------------------------------------------------------------------------------
def test_the_owner_allots_what_an_approved_plan_gives(desk):
    url = address("money_allot")
    assert "120,000" in main_text(desk.owner_clerk.get(url))
    answer = desk.owner_clerk.post(url, desk.paper(grain=grain(desk), budget_act_year="2568"))
    movement = newest()
    assert (answer.status_code, answer.url) == (302, address("money_movement", movement))
    assert (movement.kind, movement.amount_satang, movement.state) == ("allotment", 12_500_50, State.WAITING)
    assert (movement.allotment.serving_office, movement.entered_by_id) == (desk.ground.pio, desk.ground.owner_clerk.pk)


def test_a_stranger_is_asked_to_sign_in(client, places):
    assert {client.get(url).status_code for url in [address("money_allot"), *places.values()]} == {302}


@pytest.mark.parametrize("role", [Role.OFFICE_HEAD, Role.PROVINCIAL_OFFICER, Role.EXECUTIVE])
def test_a_role_that_may_not_enter_is_refused(desk, places, role):
    client = desk.as_role(role)
    assert {client.get(url).status_code for url in [address("money_allot"), *places.values()]} == {403}


def test_another_province_finds_nothing_to_enter_on(desk, places):
    neighbour = desk.as_neighbour()
    assert {neighbour.get(url).status_code for url in places.values()} == {404}


def test_the_owner_may_not_enter_what_is_the_serving_offices_part(desk, places):
    answers = [desk.owner_clerk.get(url) for url in places.values()]
    assert {(one.status_code, one.context["refusal"].code) for one in answers} == {(409, "not_your_books")}


def test_wrong_method(desk, places):
    assert {desk.clerk.put(url).status_code for url in [address("money_allot"), *places.values()]} == {405}


def test_what_there_is_no_such_kind_of_is_not_found(desk, places):
    allotment = newest().allotment
    commitment = allotment.commitments.get()
    urls = [
        address("money_enter", allotment, "payment"),
        address("money_enter", allotment, "gift"),
        address("money_commitment_enter", commitment, "commitment"),
    ]
    assert [desk.clerk.get(url).status_code for url in urls] == [404, 404, 404]


# --- each kind --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (MovementKind.RETURN, ["amount_satang", "number", "on", "reason", "evidence"]),
        (MovementKind.RESERVATION, ["amount_satang", "number", "on", "what", "evidence"]),
        (MovementKind.RELEASE, ["amount_satang", "number", "on", "reason", "evidence"]),
        (
            MovementKind.COMMITMENT,
            ["commitment_kind", "amount_satang", "number", "on", "what", "payee", "reserved_used_satang", "evidence"],
        ),
        (MovementKind.PAYMENT, ["amount_satang", "number", "on", "what", "payee", "evidence"]),
        (MovementKind.REDUCTION, ["amount_satang", "number", "on", "reason", "evidence"]),
        (MovementKind.REVERSAL, ["number", "on", "reason", "evidence"]),
    ],
)
def test_each_kind_asks_for_what_it_needs_and_is_entered(desk, places, kind, asked):
    form = desk.clerk.get(places[kind]).context["form"]
    assert list(form.fields) == asked
    more = {"evidence": pdf(), "commitment_kind": "order", "amount_satang": "๑,๐๐๐ บาท"}
    answer = desk.clerk.post(places[kind], desk.paper(**more))
    movement = newest()
    assert (answer.status_code, movement.kind, movement.amount_satang) == (302, kind, 1_000_00)
    assert [file.name for file in movement.evidence.all()] == ["ใบสำคัญ.pdf"]


@pytest.mark.parametrize(
    ("kind", "initial"),
    [
        (MovementKind.RETURN, {"amount_satang": 118_000_00}),
        (MovementKind.RELEASE, {"amount_satang": 1_000_00}),
        (MovementKind.PAYMENT, {"amount_satang": 1_000_00, "what": "จัดอบรม 1 รุ่น", "payee": "ร้านทดสอบการพิมพ์"}),
        (MovementKind.RESERVATION, {}),
    ],
)
def test_what_is_known_is_filled_in(desk, places, kind, initial):
    assert desk.clerk.get(places[kind]).context["form"].initial == {"on": NOW.date()} | initial


def test_more_for_an_account_is_filled_in_from_it(desk):
    allotment = desk.ground.allotted(100_000_00, budget_act_year=2567, is_provisional=True)
    form = desk.owner_clerk.get(address("money_allot"), {"like": allotment.reference}).context["form"]
    assert form.initial == {
        "on": NOW.date(),
        "grain": grain(desk),
        "amount_satang": 20_000_00,
        "budget_act_year": 2567,
        "is_provisional": True,
    }
    assert desk.owner_clerk.get(address("money_allot"), {"like": "none"}).context["allotment"] is None


def test_a_commitment_uses_what_was_reserved(desk, places):
    sent = desk.paper(commitment_kind="contract", reserved_used_satang="500")
    desk.clerk.post(places[MovementKind.COMMITMENT], sent)
    assert (newest().reserved_used_satang, newest().commitment_kind) == (500_00, "contract")


def test_a_payment_is_for_a_round_that_is_over_or_an_advance(desk, places):
    ground = desk.ground
    running = RoundFactory(plan_line=ground.line)
    url = places[MovementKind.PAYMENT]
    sent = desk.paper(amount_satang="1", round=str(running.reference))
    refused = desk.clerk.post(url, sent | {"evidence": pdf()})
    assert (refused.status_code, errors(refused)) == (409, {"round": ["round_not_closed"]})
    assert desk.clerk.post(url, sent | {"evidence": pdf(), "is_advance": "on"}).status_code == 302
    assert (newest().round, newest().is_advance) == (running, True)


# --- what is wrong ----------------------------------------------------------------------------------------------------
def test_a_refusal_stands_beside_its_field_and_what_was_typed_stays(desk, places):
    url = places[MovementKind.PAYMENT]
    answer = desk.clerk.post(url, desk.paper(amount_satang="1,000.01", evidence=pdf()))
    assert (answer.status_code, errors(answer)) == (409, {"amount_satang": ["more_than_is_committed"]})
    shown = main_text(answer)
    file = StoredFile.objects.get(name="ใบสำคัญ.pdf")
    assert ('value="1,000.01"' in shown, f'value="{file.reference}"' in shown) == (True, True)
    again = desk.clerk.post(url, desk.paper(amount_satang="1,000", kept=str(file.reference)))
    assert (again.status_code, list(newest().evidence.all())) == (302, [file])


def test_a_payment_asks_for_its_paper(desk, places):
    answer = desk.clerk.post(places[MovementKind.PAYMENT], desk.paper(amount_satang="1"))
    assert (answer.status_code, errors(answer)) == (200, {"evidence": ["required"]})


def test_a_file_of_another_kind_is_told_by_its_name(desk, places):
    bad = SimpleUploadedFile("run.exe", b"MZ\x00\x01")
    answer = desk.clerk.post(places[MovementKind.PAYMENT], desk.paper(amount_satang="1", evidence=bad))
    [told] = answer.context["form"].errors["evidence"]
    assert (answer.status_code, told.startswith("run.exe: ")) == (200, True)


def test_an_amount_nobody_understands_is_a_form_error(desk, places):
    answer = desk.clerk.post(places[MovementKind.RESERVATION], desk.paper(amount_satang="มาก"))
    assert (answer.status_code, errors(answer)) == (200, {"amount_satang": ["money_not_understood"]})


@pytest.mark.parametrize(("written", "satang"), [("0.01 ล้านบาท", 10_000_00), ("๑๒,๕๐๐.๕๐", 12_500_50)])
def test_amounts_are_written_as_officers_write_them(desk, places, written, satang):
    desk.clerk.post(places[MovementKind.RESERVATION], desk.paper(amount_satang=written))
    assert newest().amount_satang == satang


def test_a_refusal_without_a_field_stands_on_top(desk):
    ground = desk.ground
    entry = ground.approved(ground.commitment_entered(ground.allotted(), 1_00))
    url = address("money_entry_reverse", entry)
    assert desk.clerk.post(url, desk.paper()).status_code == 302
    answer = desk.clerk.post(url, desk.paper(number="อก 0401/78"))
    assert (answer.status_code, answer.context["refusal"].code) == (409, "entry_already_reversed")
