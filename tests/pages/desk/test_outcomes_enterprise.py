"""Before and after of one enterprise or person: values with how they are known, recording, taking back, files."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from buranakan.accounts.permissions import Role
from buranakan.lib import clock, ids
from buranakan.outcomes import actions
from buranakan.outcomes.enums import Method, Stage
from buranakan.outcomes.models import Measurement
from buranakan.records.models import Event, StoredFile
from tests.factories.areas import OfficeFactory
from tests.factories.outcomes import IndicatorFactory
from tests.factories.registry import EnterpriseFactory
from tests.pages.desk.counter import NOW, main_text
from tests.pages.desk.outcome_desk import REASON, OutcomeDesk

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 32
PAGE_QUERIES = 8
NAMELESS = [Role.EXECUTIVE, Role.PLANNER, Role.AUDITOR]

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    with clock.frozen_at(NOW):
        yield OutcomeDesk.opened()


@pytest.fixture
def address(desk):
    return f"/desk/register/enterprises/{desk.enterprise.reference}/outcomes/"


@pytest.fixture
def add(address):
    return f"{address}add/"


@pytest.fixture
def written():
    return {
        "indicator": "sales",
        "stage": "baseline",
        "value": "๒๐,๕๐๐.๕ บาท",
        "measured_on": "14 พ.ค. 2568",
        "method": "measured",
        "evidence_level": "claimed",
        "how": "จากสมุดบัญชี",
    }


def upload(content=PNG, name="ใบกำกับ.png"):
    return SimpleUploadedFile(name, content)


def errors_of(response):
    return {name: [one.code for one in found] for name, found in response.context["form"].errors.as_data().items()}


# --- the page ---------------------------------------------------------------------------------------------------------
def test_an_enterprises_page_shows_before_after_and_how_each_is_known(desk, address):
    desk.recorded()
    desk.recorded(stage=Stage.FOLLOW_UP, value_hundredths=25_000_00, measured_on=dt.date(2025, 5, 14))
    response = desk.client.get(address)
    (line,) = response.context["lines"]
    assert (line["found"].change.hundredths, line["became"]["tone"], len(line["values"])) == (5_000_00, "good", 2)
    assert [bar["reached"] for bar in line["bars"]] == [20_000, 25_000]
    assert response.context["totals"] == {"good": 1, "bad": 0, "plain": 0}
    page = main_text(response)
    assert ("20,000" in page, "25,000" in page, "+5,000" in page) == (True, True, True)


def test_a_stranger_is_asked_to_sign_in(desk, address, add, client, written):
    assert [client.get(one).status_code for one in (address, add)] == [302, 302]
    assert (client.post(add, written).status_code, Measurement.objects.count()) == (302, 0)


@pytest.mark.parametrize("role", [Role.EXPERT, Role.ADMINISTRATOR])
def test_a_role_that_sees_no_outcomes_is_refused(desk, address, role):
    assert desk.counter.as_role(role).get(address).status_code == 403


@pytest.mark.parametrize("role", [Role.OFFICE_HEAD, Role.STEWARD, Role.EXECUTIVE])
def test_a_role_that_may_not_record_is_refused(desk, add, written, role):
    client = desk.counter.as_role(role)
    assert (client.get(add).status_code, client.post(add, written).status_code) == (403, 403)
    assert "outcomes/add/" not in main_text(client.get(add.removesuffix("add/")))


def test_an_enterprise_of_another_province_is_not_found(desk, address, add, written):
    neighbour = desk.counter.as_neighbour()
    assert [neighbour.get(one).status_code for one in (address, add)] == [404, 404]
    assert neighbour.post(add, written).status_code == 404


def test_wrong_method(desk, address, add):
    assert (desk.client.post(address).status_code, desk.client.put(add).status_code) == (405, 405)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(desk, address, count, django_assert_num_queries):
    for day in range(1, count + 1):
        file = actions.store_evidence(PNG, name="a.png", **desk.acting)
        desk.recorded(measured_on=dt.date(2025, 2, day), evidence=[file])
        desk.recorded(indicator=IndicatorFactory(), measured_on=dt.date(2025, 2, day))
    with django_assert_num_queries(PAGE_QUERIES):
        desk.client.get(address)


@pytest.mark.parametrize("role", NAMELESS)
def test_who_sees_no_names_sees_no_values_either(desk, address, role):
    desk.recorded(value_hundredths=12_345_67, how="จากบัญชีของร้าน")
    desk.recorded(stage=Stage.FOLLOW_UP, value_hundredths=76_543_21, measured_on=dt.date(2025, 5, 1))
    page = main_text(desk.counter.as_role(role, OfficeFactory(ministry=True)).get(address))
    assert [text in page for text in ("12,345.67", "76,543.21", "64,197.54", "จากบัญชีของร้าน")] == [False] * 4
    assert desk.enterprise.name in page


def test_before_and_after_taken_in_different_ways_are_not_compared(desk, address):
    desk.recorded()
    desk.recorded(stage=Stage.FOLLOW_UP, method=Method.SELF_REPORTED, measured_on=dt.date(2025, 5, 1))
    response = desk.client.get(address)
    (line,) = response.context["lines"]
    assert (line["found"].change, line["became"], response.context["not_compared"]) == (None, None, 1)


def test_an_enterprise_without_values_says_what_comes_first(desk, address):
    response = desk.client.get(address)
    assert (response.status_code, response.context["lines"]) == (200, [])


def test_a_merged_enterprise_leads_to_the_one_that_remains(desk):
    desk.recorded()
    merged = EnterpriseFactory(province=desk.counter.province, merged_into=desk.enterprise)
    response = desk.client.get(f"/desk/register/enterprises/{merged.reference}/outcomes/")
    assert response.context["receiver"] == desk.enterprise


# --- recording --------------------------------------------------------------------------------------------------------
def test_an_officer_records_a_value_with_its_paper(desk, address, add, written):
    written |= {"evidence_level": "documented", "evidence": [upload()]}
    response = desk.client.post(add, written)
    one = Measurement.objects.get()
    assert response.headers["Location"] == address
    assert (one.enterprise, one.indicator, one.value_hundredths, one.how) == (
        desk.enterprise,
        desk.sales,
        20_500_50,
        "จากสมุดบัญชี",
    )
    assert (one.office, one.measured_on, list(one.evidence.values_list("name", flat=True))) == (
        desk.counter.office,
        dt.date(2025, 5, 14),
        ["ใบกำกับ.png"],
    )


def test_only_an_enterprises_indicators_are_offered(desk, add):
    IndicatorFactory(code="gone", is_used=False)
    form = desk.client.get(f"{add}?indicator=sales&stage=follow_up").context["form"]
    assert [key for key, _text in form.fields["indicator"].choices] == ["", "sales"]
    assert (form["indicator"].value(), form["stage"].value()) == ("sales", "follow_up")


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("stage", "", "required"),
        ("value", "", "required"),
        ("value", "สองหมื่น", "money_not_understood"),
        ("value", "1.234", "money_finer_than_satang"),
        ("measured_on", "เมื่อวาน", "date_not_understood"),
        ("method", "guessed", "invalid_choice"),
        ("evidence_level", "", "required"),
        ("how", "ก" * 501, "max_length"),
    ],
)
def test_bad_input_is_said_beside_the_field_and_everything_typed_stays(desk, add, written, field, typed, code):
    written |= {field: typed}
    response = desk.client.post(add, written)
    form = response.context["form"]
    assert errors_of(response) == {field: [code]}
    assert {name: form[name].value() for name in written} == written
    assert Measurement.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"measured_on": "16 พ.ค. 2568"}, "measured_on", "measured_in_future"),
        ({"value": "-1"}, "value", "value_out_of_range"),
        ({"evidence_level": "documented"}, "evidence", "document_missing"),
        ({"evidence_level": "verified", "how": ""}, "how", "register_not_named"),
        ({"method": "multiplier", "how": ""}, "how", "computed_value_says_how"),
        ({"method": "imputed", "evidence_level": "verified"}, "evidence_level", "computed_value_not_confirmed"),
        ({"how": f"บัตร {ids.made_up_citizen_number(9)}"}, "how", "citizen_number_in_text"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_everything_typed_stays(desk, add, written, changes, field, code):
    written |= changes
    response = desk.client.post(add, written)
    form = response.context["form"]
    assert (response.status_code, errors_of(response)) == (409, {field: [code]})
    assert {name: form[name].value() for name in written} == written


@pytest.mark.parametrize(("typed", "code"), [("", "required"), ("income", "invalid_choice")])
def test_an_indicator_is_chosen_of_those_offered(desk, add, written, typed, code):
    response = desk.client.post(add, written | {"indicator": typed, "value": "20,500"})
    assert (errors_of(response), Measurement.objects.count()) == ({"indicator": [code]}, 0)


def test_whole_things_are_counted_whole(desk, add, written):
    IndicatorFactory(code="jobs", is_whole=True, unit_th="คน")
    response = desk.client.post(add, written | {"indicator": "jobs", "value": "2.5"})
    assert (response.status_code, errors_of(response)) == (409, {"value": ["value_not_whole"]})
    wrong = desk.client.post(add, written | {"indicator": "jobs", "value": "2 บาท"})
    assert errors_of(wrong) == {"value": ["number_is_money"]}


def test_the_same_value_twice_is_refused_in_place(desk, add, written):
    desk.client.post(add, written)
    response = desk.client.post(add, written | {"value": "1"})
    assert (response.status_code, response.context["refusal"].code) == (409, "already_measured")
    assert Measurement.objects.count() == 1


def test_a_file_sent_with_a_mistake_elsewhere_is_not_asked_for_again(desk, add, written):
    response = desk.client.post(add, written | {"value": "", "evidence": [upload()]})
    (kept,) = response.context["kept"]
    desk.client.post(add, written | {"evidence_level": "documented", "kept": [str(kept.reference)]})
    assert (list(Measurement.objects.get().evidence.all()), StoredFile.objects.count()) == ([kept], 1)


def test_a_wrong_file_is_refused_and_nothing_is_recorded(desk, add, written):
    response = desk.client.post(add, written | {"evidence": [upload(b"MZ\x00\x01program", "โปรแกรม.exe")]})
    assert (list(errors_of(response)), Measurement.objects.count()) == (["evidence"], 0)


# --- people -----------------------------------------------------------------------------------------------------------
def test_a_persons_values_are_recorded_and_each_look_is_kept(desk, written):
    address = f"/desk/register/people/{desk.owner.reference}/outcomes/"
    response = desk.client.post(f"{address}add/", written | {"indicator": "income", "method": "self_reported"})
    assert response.headers["Location"] == address
    assert Measurement.objects.get().person == desk.owner
    before = Event.objects.count()
    assert desk.client.get(address).status_code == 200
    looks = Event.objects.order_by("pk")[before:]
    assert [(one.on_type, one.on_id) for one in looks] == [("registry.person", str(desk.owner.pk))]


@pytest.mark.parametrize("role", NAMELESS)
def test_who_sees_no_names_opens_no_persons_page(desk, role):
    client = desk.counter.as_role(role, OfficeFactory(ministry=True))
    assert client.get(f"/desk/register/people/{desk.owner.reference}/outcomes/").status_code == 404


def test_a_person_of_another_province_is_not_found(desk):
    neighbour = desk.counter.as_neighbour()
    assert neighbour.get(f"/desk/register/people/{desk.owner.reference}/outcomes/").status_code == 404


# --- taking back and files --------------------------------------------------------------------------------------------
def test_a_wrong_value_is_taken_back_with_a_reason(desk, address):
    one = desk.recorded()
    back = f"/desk/outcomes/values/{one.reference}/take-back/"
    assert back in main_text(desk.client.get(address))
    assert desk.client.get(back).status_code == 200
    response = desk.client.post(back, {"reason": REASON})
    one.refresh_from_db()
    assert (response.headers["Location"], one.taken_back_because) == (address, REASON)
    assert back not in main_text(desk.client.get(address))


def test_a_reason_that_says_nothing_is_refused_in_place(desk):
    one = desk.recorded()
    back = f"/desk/outcomes/values/{one.reference}/take-back/"
    response = desk.client.post(back, {"reason": "ผิด"})
    assert (response.status_code, response.context["refusal"].code) == (409, "reason_needed")
    assert response.context["form"]["reason"].value() == "ผิด"
    actions.take_back(one, reason=REASON, **desk.acting)
    assert desk.client.post(back, {"reason": REASON}).context["refusal"].code == "already_taken_back"


def test_only_the_office_that_recorded_a_value_takes_it_back(desk):
    other = desk.recorded(office=desk.counter.other_office)
    assert desk.client.get(f"/desk/outcomes/values/{other.reference}/take-back/").status_code == 404


def test_a_paper_opens_to_those_who_see_names(desk):
    file = actions.store_evidence(PNG, name="ใบกำกับ.png", **desk.acting)
    one = desk.recorded(evidence=[file])
    opened = desk.client.get(f"/desk/outcomes/values/{one.reference}/evidence/{file.reference}/")
    assert (opened.status_code, opened.content) == (200, PNG)
    head = desk.counter.as_role(Role.EXECUTIVE, OfficeFactory(ministry=True))
    assert head.get(f"/desk/outcomes/values/{one.reference}/evidence/{file.reference}/").status_code == 404
    strange = actions.store_evidence(PNG, name="b.png", **desk.acting)
    assert desk.client.get(f"/desk/outcomes/values/{one.reference}/evidence/{strange.reference}/").status_code == 404
