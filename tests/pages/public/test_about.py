"""What the site says of itself, and the pages for machines."""

import pytest
from django.db import OperationalError, connection


@pytest.mark.django_db
def test_about_says_what_is_hidden_and_names_the_licences(client):
    response = client.get("/about/")
    text = response.content.decode()
    assert (response.status_code, response.context["threshold"]) == (200, 10)
    licences = ("CC BY 4.0", "SIL Open Font License 1.1", "Apache License 2.0")
    assert all(name in text for name in (*licences, "thaigov.go.th"))


@pytest.mark.django_db
def test_about_says_when_everything_is_made_up(client, settings):
    told = client.get("/about/").content.decode()
    settings.IS_SYNTHETIC = True
    assert "notice-warn" in client.get("/about/").content.decode()
    assert "notice-warn" not in told


@pytest.mark.django_db
def test_health_asks_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/health/")
    assert (response.status_code, response.content, response.headers["Content-Type"]) == (200, b"ok", "text/plain")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_health_says_when_the_database_does_not_answer(client):
    def silent(execute, sql, params, many, context):
        raise OperationalError("gone")

    with connection.execute_wrapper(silent):
        assert client.get("/health/").status_code == 503


def test_machines_are_asked_to_stay_out_of_the_desk(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == ["User-agent: *", "Disallow: /desk/", "Disallow: /accounts/", "Disallow: /health/"]


@pytest.mark.parametrize("url", ["/about/", "/health/", "/robots.txt"])
def test_wrong_method(client, url):
    assert client.post(url).status_code == 405
