"""Record a service of each kind: what was received, then what matters of its kind; shown with units afterwards."""

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock, ids
from buranakan.planning.enums import Kind
from buranakan.services import imports
from buranakan.services.models import ServiceRecord
from tests.factories.areas import OfficeFactory
from tests.factories.planning import ActivityFactory
from tests.factories.services import ServiceFieldFactory, ServiceRecordFactory
from tests.pages.desk.counter import NOW, Counter, main_text

URL = "/desk/services/add/"
FORM_QUERIES = 11

# What somebody types for each kind, and what is kept of it.
TYPED = {
    Kind.TRAINING: ({"topic": "การตลาดออนไลน์"}, {"topic": "การตลาดออนไลน์"}),
    Kind.ADVICE: (
        {"topic": "marketing", "hours": "๒.๕", "advice_given": "ถ่ายภาพสินค้าใหม่", "referred_to": ""},
        {"topic": "marketing", "hours": 250, "advice_given": "ถ่ายภาพสินค้าใหม่"},
    ),
    Kind.ITC: (
        {"request": "ทดลองอบแห้ง", "result": "ได้สูตร", "charge": "1,500.50"},
        {"request": "ทดลองอบแห้ง", "result": "ได้สูตร", "charge": 150_050},
    ),
    Kind.ESTABLISHMENTS: (
        {"problem": "ของเสียมาก", "improvement": "จัดผังใหม่", "measured_as": "กก./วัน", "before": "12.5", "after": "7"},
        {"problem": "ของเสียมาก", "improvement": "จัดผังใหม่", "measured_as": "กก./วัน", "before": 1250, "after": 700},
    ),
    Kind.PRODUCTS: (
        {"product": "ชาใบข้าว", "brief": "บรรจุภัณฑ์ใหม่", "result": "ต้นแบบ 2 แบบ"},
        {"product": "ชาใบข้าว", "brief": "บรรจุภัณฑ์ใหม่", "result": "ต้นแบบ 2 แบบ"},
    ),
    Kind.STANDARDS: (
        {"standard": "tcps", "step": "granted", "certificate": "มผช.1/2568", "expires_on": "14 พ.ค. 2571"},
        {"standard": "tcps", "step": "granted", "certificate": "มผช.1/2568", "expires_on": "2028-05-14"},
    ),
    Kind.FAIRS: (
        {"booth": "A12", "sales": "2.5 หมื่น", "met_buyers": "no"},
        {"booth": "A12", "sales": 2_500_000, "met_buyers": False},
    ),
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter():
    with clock.frozen_at(NOW):
        imports.load(by=None, at=NOW)
        yield Counter.opened()


@pytest.fixture
def person(counter):
    return counter.person()


@pytest.fixture
def address(person):
    return f"{URL}?person={person.reference}"


def line_of(counter, kind):
    return counter.line(activity=ActivityFactory(kind=kind))


def written(line, details=None, **more):
    filled_in = {f"detail_{code}": text for code, text in (details or {}).items()}
    plain = {"what": f"line:{line.pk}", "served_on": "14 พ.ค. 2568", "minutes": "2 ชม."}
    return plain | {"shown_for": line.activity.kind} | filled_in | more


def errors_of(response):
    return {name: [one.code for one in found] for name, found in response.context["form"].errors.as_data().items()}


@pytest.mark.parametrize("kind", Kind)
def test_a_service_of_each_kind_is_recorded_with_what_matters_of_it(counter, address, kind):
    typed, kept = TYPED[kind]
    response = counter.client.post(address, written(line_of(counter, kind), typed))
    service = ServiceRecord.objects.get()
    assert (response.status_code, service.details) == (302, kept)


def test_first_what_was_received_is_asked_and_nothing_else(counter, person, address):
    line = line_of(counter, Kind.ADVICE)
    page = main_text(counter.client.get(address))
    assert f'value="line:{line.pk}"' in page
    assert f'<input type="hidden" name="person" value="{person.reference}">' in page
    assert ('name="served_on"' in page, "detail_" in page) == (False, False)


def test_then_the_fields_of_its_kind_are_asked(counter, address):
    line = line_of(counter, Kind.ADVICE)
    response = counter.client.get(f"{address}&what=line:{line.pk}")
    form = response.context["form"]
    assert [one.name for one in form.matters] == [
        "detail_topic",
        "detail_hours",
        "detail_advice_given",
        "detail_referred_to",
    ]
    assert (form["what"].value(), form["served_on"].value()) == (f"line:{line.pk}", "15 พ.ค. 2568")
    assert 'name="shown_for" value="advice"' in main_text(response)


@pytest.mark.parametrize("what", ["line:0", "activity:0", "x", ""])
def test_an_address_that_asks_for_what_is_not_offered_asks_again(counter, address, what):
    assert 'name="served_on"' not in main_text(counter.client.get(f"{address}&what={what}"))


@pytest.mark.parametrize("role", [Role.OFFICE_HEAD, Role.EXPERT, Role.PLANNER])
def test_a_role_that_may_not_record_is_refused(counter, role, address):
    line = line_of(counter, Kind.ADVICE)
    assert counter.as_role(role).get(f"{address}&what=line:{line.pk}").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_of_the_form_does_not_grow(counter, address, count, django_assert_num_queries):
    line = line_of(counter, Kind.PRODUCTS)
    ActivityFactory.create_batch(count, project__portfolio=line.activity.project.portfolio)
    counter.client.get(f"{address}&what=line:{line.pk}")
    with django_assert_num_queries(FORM_QUERIES):
        counter.client.get(f"{address}&what=line:{line.pk}")


def test_choosing_another_kind_asks_for_its_fields_without_reproach_and_keeps_everything_typed(counter, address):
    typed = written(line_of(counter, Kind.FAIRS), note="รุ่นแรก", shown_for=Kind.TRAINING)
    response = counter.client.post(address, typed)
    form = response.context["form"]
    assert (response.status_code, errors_of(response), ServiceRecord.objects.count()) == (200, {}, 0)
    assert [one.name for one in form.matters][:2] == ["detail_booth", "detail_sales"]
    assert [form[name].value() for name in ("served_on", "minutes", "note")] == ["14 พ.ค. 2568", "2 ชม.", "รุ่นแรก"]


@pytest.mark.parametrize(
    ("kind", "code", "typed", "error"),
    [
        (Kind.ADVICE, "topic", "", "required"),
        (Kind.ADVICE, "topic", "other-thing", "invalid_choice"),
        (Kind.ADVICE, "hours", "สองชั่วโมง", "number_not_understood"),
        (Kind.ADVICE, "hours", "1.234", "number_too_fine"),
        (Kind.ADVICE, "advice_given", "ก" * 2001, "max_length"),
        (Kind.FAIRS, "sales", "", "required"),
        (Kind.FAIRS, "sales", "ขายดี", "money_not_understood"),
        (Kind.FAIRS, "met_buyers", "maybe", "invalid_choice"),
        (Kind.STANDARDS, "expires_on", "32 พ.ค. 2571", "date_impossible"),
    ],
)
def test_bad_input_is_said_beside_its_field_and_everything_typed_stays(counter, address, kind, code, typed, error):
    details = TYPED[kind][0] | {code: typed}
    response = counter.client.post(address, written(line_of(counter, kind), details))
    form = response.context["form"]
    assert errors_of(response) == {f"detail_{code}": [error]}
    assert {name: form[f"detail_{name}"].value() for name in details} == details
    assert ServiceRecord.objects.count() == 0


@pytest.mark.parametrize(
    ("code", "typed", "error"),
    [
        ("sales", "-5", "detail_out_of_range"),
        ("booth", f"บูธของ {ids.made_up_citizen_number(7)}", "citizen_number_in_text"),
    ],
)
def test_a_refusal_stands_beside_its_field(counter, address, code, typed, error):
    details = TYPED[Kind.FAIRS][0] | {code: typed}
    response = counter.client.post(address, written(line_of(counter, Kind.FAIRS), details))
    assert (response.status_code, errors_of(response)) == (409, {f"detail_{code}": [error]})


def test_a_field_that_is_our_assumption_says_so(counter, address):
    line = line_of(counter, Kind.ITC)
    form = counter.client.get(f"{address}&what=line:{line.pk}").context["form"]
    assert form.is_assumed
    ServiceFieldFactory._meta.model.objects.update(confidence="A")
    assert not counter.client.get(f"{address}&what=line:{line.pk}").context["form"].is_assumed


def test_the_next_person_is_asked_for_the_same_activity(counter, address):
    line = line_of(counter, Kind.ADVICE)
    counter.client.post(address, written(line, TYPED[Kind.ADVICE][0]))
    second = counter.person(first_name="มานะ")
    response = counter.client.get(f"{URL}?person={second.reference}&like={ServiceRecord.objects.get().reference}")
    form = response.context["form"]
    assert (form["what"].value(), form["detail_advice_given"].value()) == (f"line:{line.pk}", None)


# --- afterwards -------------------------------------------------------------------------------------------------------
def test_what_was_told_is_shown_with_units_to_those_who_see_names(counter, address):
    counter.client.post(address, written(line_of(counter, Kind.FAIRS), TYPED[Kind.FAIRS][0]))
    page = f"/desk/services/{ServiceRecord.objects.get().reference}/"
    shown = main_text(counter.client.get(page))
    assert ("25,000 บาท" in shown, "A12" in shown) == (True, True)
    executive = counter.as_role(Role.EXECUTIVE, OfficeFactory(ministry=True))
    hidden = main_text(executive.get(page))
    assert ("25,000" in hidden, "A12" in hidden) == (False, False)


def test_the_list_narrows_by_kind(counter):
    advice = ServiceRecordFactory(province=counter.province, activity=ActivityFactory(kind=Kind.ADVICE))
    ServiceRecordFactory(province=counter.province, activity=ActivityFactory(kind=Kind.FAIRS))
    response = counter.client.get("/desk/services/?kind=advice")
    assert list(response.context["page"].object_list) == [advice]
    assert counter.client.get("/desk/services/?kind=dance").context["page"].object_list.count() == 0
