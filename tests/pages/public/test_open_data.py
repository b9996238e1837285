"""The page of open data, and its files."""

import base64
import hashlib

import pytest

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from tests.factories.accounts import member
from tests.insight import world as worlds
from tests.pages.public import busy

URL = "/open-data/"
STEM = "services-by-province-and-project"
QUERIES = 26

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    with clock.frozen_at(busy.NOW):
        yield busy.build()


def test_everybody_finds_the_files_with_their_checksums(world, client):
    response = client.get(URL)
    shown, _planned = response.context["sets"]
    assert [one["href"] for one in shown["files"]] == [
        f"{URL}{STEM}.csv",
        f"{URL}{STEM}-dictionary.csv",
        f"{URL}{STEM}-dictionary.json",
        f"{URL}{STEM}.SHA256SUMS",
    ]
    for one in (*shown["files"], shown["bundle"]):
        file = client.get(one["href"])
        assert (file.status_code, hashlib.sha256(file.content).hexdigest()) == (200, one["sha256"])
        assert one["sha256"] in response.content.decode() or one is shown["bundle"]


def test_a_file_comes_with_its_name_and_its_digest(world, client):
    response = client.get(f"{URL}{STEM}.csv")
    digest = base64.b64encode(hashlib.sha256(response.content).digest()).decode()
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{STEM}.csv"'
    assert response.headers["Repr-Digest"] == f"sha-256=:{digest}:"


def test_somebody_signed_in_gets_what_everybody_gets(world, client):
    as_everybody = client.get(f"{URL}{STEM}.csv").content
    client.force_login(member(Role.EXECUTIVE, world.ministry))
    assert client.get(f"{URL}{STEM}.csv").content == as_everybody


@pytest.mark.parametrize("name", ["nothing.csv", f"{STEM}.exe", f"{STEM}-dictionary.csv.csv", f"synthetic-{STEM}.csv"])
def test_there_is_no_other_file(world, client, name):
    assert client.get(f"{URL}{name}").status_code == 404


def test_wrong_method(client):
    assert (client.post(URL).status_code, client.post(f"{URL}{STEM}.csv").status_code) == (405, 405)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(world, client, count, django_assert_num_queries):
    worlds.serve(world, world.chiang_mai, people=count)
    with django_assert_num_queries(QUERIES):
        client.get(URL)


def test_the_approved_plan_is_the_other_set(world, client):
    _served, planned = client.get(URL).context["sets"]
    assert planned["published"].dataset.key == "plan-by-activity-province-and-month"
    for one in (*planned["files"], planned["bundle"]):
        file = client.get(one["href"])
        assert (file.status_code, hashlib.sha256(file.content).hexdigest()) == (200, one["sha256"])


def test_before_anything_is_published(db, client):
    shown, _planned = client.get(URL).context["sets"]
    assert (shown["published"].rows, client.get(shown["files"][0]["href"]).status_code) == ([], 200)


def test_the_demo_says_that_it_is_made_up(world, client, settings):
    settings.IS_SYNTHETIC = True
    shown, _planned = client.get(URL).context["sets"]
    assert shown["files"][0]["name"] == f"synthetic-{STEM}.csv"
    assert client.get(f"{URL}synthetic-{STEM}.csv").status_code == 200
    assert client.get(f"{URL}{STEM}.csv").status_code == 404


def test_the_page_reads_in_english(world, client):
    client.cookies["django_language"] = "en"
    assert "Services by province and project" in client.get(URL).content.decode()
