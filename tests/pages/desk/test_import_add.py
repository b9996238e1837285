"""Lists brought in: sending one, and what becomes of files that are no lists."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.lib.tabular import opening
from buranakan.records.models import Event, StoredFile
from buranakan.registry.models import ImportRun, Person, SourceRecord
from tests.pages.desk.counter import NOW, Counter
from tests.pages.desk.list_desk import ADD, HEADING, companies, company, send, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def counter(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    with clock.frozen_at(NOW):
        yield Counter.opened()


def post(counter, content, *, name="list.csv", **typed):
    file = SimpleUploadedFile(name, content)
    return counter.client.post(ADD, {"kind": "enterprises", "province": "30", "file": file} | typed)


def errors(response):
    found = response.context["form"].errors.as_data()
    return {name: [error.code for error in problems] for name, problems in found.items()}


def a_zip():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    return out.getvalue()


def test_a_list_is_read_and_kept_and_nothing_is_brought_in(counter):
    run = send(counter.client, companies(company(1), company(2, province="50")))
    assert (run.state, run.rows, run.accepted, run.office) == ("previewed", 2, 2, counter.office)
    assert (run.layout["encoding"], run.layout["sheets"][0]["header_rows"]) == ("cp874", [4])
    assert (SourceRecord.objects.count(), Person.objects.count()) == (0, 0)
    assert list(Event.objects.values_list("name", flat=True)) == ["file.stored", "import_run.uploaded"]


def test_only_the_rows_of_one_province_when_asked(counter):
    run = send(counter.client, companies(company(1), company(2, province="50")), province="30")
    assert (run.rows, run.accepted, run.outside, run.only_province) == (1, 1, 1, counter.province)


def test_a_stranger_is_asked_to_sign_in(client):
    assert client.post(ADD, {"kind": "enterprises"}).status_code == 302


def test_a_role_without_the_permission_is_refused(counter):
    client = counter.as_role(Role.OFFICE_HEAD)
    assert (client.get(ADD).status_code, client.post(ADD).status_code) == (403, 403)


def test_wrong_method(counter):
    assert counter.client.put(ADD).status_code == 405


def test_what_is_missing_is_said_beside_its_field(counter):
    response = counter.client.post(ADD, {"province": "30"})
    assert (response.status_code, errors(response)) == (200, {"kind": ["required"], "file": ["required"]})
    assert response.context["form"]["province"].value() == "30"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"\x00\x00", "list.csv", "list_empty"),
        (b"%PDF-1.7\n%%EOF\n", "list.csv", "list_not_readable"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "list.xlsx", "list_not_readable"),
        (a_zip(), "list.xlsx", "list_not_readable"),
        (b"PK\x03\x04 cut off", "list.xlsx", "list_not_readable"),
        (b"<html><body>404</body></html>", "list.csv", "list_not_readable"),
        ("สวัสดี,ครับ\r\nแถว,ที่สอง\r\n".encode("cp874"), "list.csv", "headings_not_found"),
    ],
    ids=["empty", "pdf", "picture", "archive", "cut-off", "web-page", "no-heading"],
)
def test_a_file_that_is_no_list_is_refused_beside_its_field_and_the_choices_stay(counter, content, name, code):
    response = post(counter, content, name=name)
    form = response.context["form"]
    assert (response.status_code, errors(response)) == (409, {"file": [code]})
    assert [form[field].value() for field in ("kind", "province")] == ["enterprises", "30"]
    assert (ImportRun.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_file_without_a_byte_is_refused(counter):
    assert errors(post(counter, b"")) == {"file": ["empty"]}


def test_a_file_too_large_is_refused_without_being_read_whole(counter, monkeypatch):
    monkeypatch.setattr(opening, "LARGEST", 1000)
    response = post(counter, b"a" * 1001)
    assert (response.status_code, errors(response)) == (409, {"file": ["list_too_heavy"]})


def test_a_name_that_says_another_kind_of_file_is_refused(counter):
    content = upload([HEADING, company(1)], name="list.csv", encoding="cp874").read()
    response = post(counter, content, name="list.pdf")
    assert (response.status_code, errors(response)) == (409, {"file": ["file_does_not_match_its_name"]})


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 400), put=st.binary(max_size=40), name=st.sampled_from(["a.csv", "a.xlsx", "a", "ก.txt"]))
def test_a_broken_list_is_read_or_refused_and_never_an_error_of_the_server(counter, cut, put, name):
    whole = upload([HEADING, company(1), company(2)], name="list.csv", encoding="cp874").read()
    broken = whole[:cut] + put + whole[cut + len(put) :]
    response = post(counter, broken, name=name, province="")
    assert response.status_code in {302, 409, 200}
    if response.status_code == 302:
        assert counter.client.get(response.headers["Location"]).status_code == 200
        assert counter.client.get(f"{response.headers['Location']}?rows=accepted").status_code == 200
