"""The first look on a bad line: everything a page of the portal fetches without scripts, under 150 kB."""

import re

import pytest
from django.contrib.staticfiles import finders

LIMIT = 150_000

pytestmark = pytest.mark.django_db


def fetched(html):
    """What a browser that has never been here fetches: style sheets, the faces they use, the mark."""
    sheets = set(re.findall(r'href="/static/([^"]+\.(?:css|woff2|svg))"', html))
    faces = set(re.findall(r"sarabun-(?:thai|latin)-(?:400|600)-normal\.woff2", read("ui/css/tokens.css").decode()))
    return sheets | {f"vendor/sarabun/{face}" for face in faces}


def read(path):
    with open(finders.find(path), "rb") as file:
        return file.read()


@pytest.mark.parametrize("page", ["/calls/", "/applications/"])
def test_a_page_is_light_even_before_it_is_compressed(client, page):
    html = client.get(page).content.decode()
    files = fetched(html)
    assert "portal/css/portal.css" in files
    assert len(html.encode()) + sum(len(read(path)) for path in files) < LIMIT
    assert re.findall(r"<script(?![^>]*\bdefer\b)", html) == []
