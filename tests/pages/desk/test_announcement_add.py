"""Taking in an announcement: pasted or brought as a file, refused clearly, with what was typed kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.policy.models import Announcement
from buranakan.records.models import Event, StoredFile
from tests.pages.desk.promise_desk import NOON, TEXT, TITLE, announcement, client_of, code_of, places

URL = "/desk/announcements/add/"
SOURCE = "https://example.test/91218"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_demo_day(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    places()
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def planner():
    return client_of(Role.PLANNER)


def file_of(content, name="ข่าว.txt"):
    return SimpleUploadedFile(name, content)


def test_a_day_still_to_come_is_refused(planner):
    sent = {"text": TEXT, "source": "javascript:alert(1)", "published_on": "16/05/68"}
    response = planner.post(URL, sent)
    assert (response.status_code, code_of(response)) == (409, "announcement_of_a_day_to_come")
    assert Announcement.objects.count() == 0
    page = planner.get(planner.post(URL, sent | {"published_on": "15/05/68"}).url).content.decode()
    assert ("javascript:alert(1)" in page, 'href="javascript' in page) == (True, False)


def test_a_pasted_text_is_taken_in_and_its_proposals_shown(planner):
    response = planner.post(URL, {"text": TEXT.replace("\n", "\r\n"), "source": SOURCE})
    taken = Announcement.objects.get()
    assert (response.status_code, response.url) == (302, reverse("desk:announcement", args=[taken.reference]))
    assert (taken.text, taken.title, taken.source, taken.added_at) == (TEXT, TITLE, SOURCE, NOON)
    assert [one.quote for one in taken.proposals.all()] == ["กว่า 2,180 คน", "9.15 ล้านบาท"]
    assert Event.objects.get().name == "announcement.taken_in"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_a_text_file_is_read_and_kept_as_it_came(planner, encoding):
    content = TEXT.encode(encoding)
    planner.post(URL, {"file": file_of(content), "source": SOURCE, "title": "ชื่อที่ตั้งเอง"})
    taken = Announcement.objects.get()
    assert (taken.text, taken.title) == (TEXT, "ชื่อที่ตั้งเอง")
    kept = planner.get(reverse("desk:announcement_file", args=[taken.reference]))
    assert (kept.status_code, kept.content) == (200, content)
    assert kept["Content-Disposition"].startswith("attachment")


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get(URL).status_code == 302


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.OFFICE_HEAD, Role.AUDITOR])
def test_a_role_that_does_not_decide_is_refused(role):
    client = client_of(role)
    assert (client.get(URL).status_code, client.post(URL, {"text": TEXT, "source": SOURCE}).status_code) == (403, 403)
    assert Announcement.objects.count() == 0


def test_another_method_is_refused(planner):
    assert planner.put(URL).status_code == 405


@pytest.mark.parametrize(
    ("sent", "field", "code"),
    [
        ({"source": SOURCE}, "text", "required"),
        ({"source": SOURCE, "text": " \n "}, "text", "neither"),
        ({"text": TEXT}, "source", "required"),
        ({"source": SOURCE, "text": TEXT, "published_on": "เมื่อวาน"}, "published_on", "date_not_understood"),
        ({"source": SOURCE, "text": "PK\x00"}, "text", "null_characters_not_allowed"),
    ],
)
def test_what_is_missing_or_not_understood_is_said_beside_the_field(planner, sent, field, code):
    form = planner.post(URL, sent).context["form"]
    assert form.errors.as_data()[field][0].code == code
    assert Announcement.objects.count() == 0


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (lambda: file_of(b"%PDF-1.7\n\x00\xff\xfe", "a.pdf"), "not_a_text_file"),
        (lambda: file_of(TEXT.encode("utf-16"), "a.txt"), "not_a_text_file"),
        (lambda: file_of(b"\x89PNG\r\n\x1a\n\x00", "a.png"), "not_a_text_file"),
    ],
    ids=["pdf", "utf-16", "png"],
)
def test_a_file_that_is_no_text_is_refused(planner, file, code):
    form = planner.post(URL, {"file": file(), "source": SOURCE}).context["form"]
    assert form.errors.as_data()["file"][0].code == code
    assert form["source"].value() == SOURCE
    assert StoredFile.objects.count() == 0


def test_text_and_file_together_are_refused_and_the_files_words_kept(planner):
    form = planner.post(URL, {"text": "คำอื่น", "file": file_of(TEXT.encode()), "source": SOURCE}).context["form"]
    assert form.errors.as_data()["file"][0].code == "both"


def test_a_file_with_another_mistake_leaves_its_words_in_the_box(planner):
    form = planner.post(URL, {"file": file_of(TEXT.encode())}).context["form"]
    assert (form.errors.as_data()["source"][0].code, form["text"].value()) == ("required", TEXT)


def test_the_same_announcement_again_leads_to_the_one_that_is_there(planner):
    there = announcement()
    response = planner.post(URL, {"text": TEXT, "source": SOURCE, "title": "ของฉัน"})
    assert (response.status_code, code_of(response), response.context["known"]) == (
        409,
        "announcement_already_there",
        there,
    )
    assert response.context["form"]["title"].value() == "ของฉัน"
    assert Announcement.objects.count() == 1


def test_a_file_of_a_refused_announcement_is_not_kept(planner):
    announcement()
    response = planner.post(URL, {"file": file_of(TEXT.encode()), "source": SOURCE})
    assert (response.status_code, StoredFile.objects.count()) == (409, 0)
