"""The frame of every page: language, appearance, the synthetic banner, the title that says a mistake first."""

import gzip
import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings as configured
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
FIRST_PAINT = 150_000


def page(client, path=LOGIN, **extra):
    return client.get(path, **extra).content.decode()


def test_the_language_of_the_page_is_said(client):
    assert '<html lang="th"' in page(client)
    client.cookies["django_language"] = "en"
    assert '<html lang="en"' in page(client)


def test_the_language_switch_posts_and_comes_back(client):
    answer = client.post(reverse("set_language"), {"language": "en", "next": "/ui/?page=2"})
    assert (answer.status_code, answer["Location"]) == (302, "/ui/?page=2")
    assert client.cookies["django_language"].value == "en"


def test_a_switch_comes_back_to_the_page_and_its_question(client):
    assert '<input type="hidden" name="next" value="/ui/?page=2">' in page(client, "/ui/?page=2")


def test_a_switch_on_an_answer_to_a_post_comes_back_to_the_page_before_it(rf):
    def here(request):
        return Template("{% ui_here %}").render(Context({"request": request}))

    assert here(rf.post("/approve/", headers={"Referer": "http://testserver/plan/"})) == "http://testserver/plan/"
    assert here(rf.post("/approve/", headers={"Referer": "https://elsewhere.example/"})) == "/"
    assert here(rf.post("/approve/")) == "/"


@pytest.mark.parametrize(
    ("chosen", "media"), [("light", None), ("dark", ""), (None, ' media="(prefers-color-scheme: dark)"')]
)
def test_the_appearance_chosen_is_kept_without_script(client, chosen, media):
    answer = client.post(reverse("public:appearance"), {"appearance": chosen or "system", "next": "/ui/"})
    assert (answer.status_code, answer["Location"]) == (302, "/ui/")
    linked = re.search(r'<link rel="stylesheet" href="[^"]*dark\.css"([^>]*)>', page(client))
    assert (linked and linked.group(1)) == media


def test_an_appearance_nobody_offers_is_the_systems(client):
    client.cookies["appearance"] = '"><script>'
    assert "data-appearance" not in page(client)


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example", ""])
def test_the_appearance_switch_sends_nobody_elsewhere(client, elsewhere):
    assert client.post(reverse("public:appearance"), {"next": elsewhere})["Location"] == "/"


def test_the_appearance_is_chosen_by_post(client):
    assert client.get(reverse("public:appearance")).status_code == 405


@pytest.mark.parametrize("template", ["public/base.html", "desk/base.html", "errors/500.html"])
@pytest.mark.parametrize("is_synthetic", [True, False])
def test_synthetic_data_says_so_on_every_frame(template, is_synthetic):
    assert ('class="synthetic"' in render_to_string(template, {"is_synthetic": is_synthetic})) == is_synthetic


def test_a_title_says_a_mistake_first(client):
    with override("en"):
        client.cookies["django_language"] = "en"
        assert "<title>Officers sign in" in page(client)
        assert "<title>Error: Officers sign in" in client.post(LOGIN, {"login": "", "password": ""}).content.decode()


def test_a_title_says_a_refusal_first():
    with override("en"):
        assert "<title>Error: " in render_to_string("desk/base.html", {"refusal": ValueError()})


def test_a_mistake_in_a_form_of_any_name_is_said():
    wrong, right = LoginLike({"name": ""}), LoginLike({"name": "x"})
    assert [title_of(search=wrong), title_of(search=right), title_of(search=LoginLike())] == [True, False, False]


def title_of(**things):
    return Template("{% ui_has_errors as wrong %}{{ wrong|yesno:'y,n' }}").render(Context(things)) == "y"


class LoginLike(forms.Form):
    name = forms.CharField()


def test_the_content_can_be_skipped_to(client):
    markup = page(client)
    assert '<a class="skip" href="#content">' in markup
    assert '<main class="public-width public-page" id="content" tabindex="-1">' in markup


def test_what_every_public_page_needs_first_leaves_room_for_its_own(client):
    """Style, script, typefaces and a map of all provinces, as sent: under half of what a first paint may weigh."""
    markup = page(client)
    linked = re.findall(rf'(?:href|src)="{configured.STATIC_URL}([^"]+)"', markup)
    sheets = [name for name in linked if name.endswith((".css", ".js", ".svg"))]
    fonts = {name for name in linked if name.endswith(".woff2")}
    tokens = Path(finders.find("ui/css/tokens.css")).read_text(encoding="utf-8")
    fonts |= {f"vendor/{name}" for name in re.findall(r"\.\./\.\./vendor/([^\"]+)", tokens)}
    weight = sum(len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in sheets)
    weight += sum(Path(finders.find(name)).stat().st_size for name in fonts)
    # Pages themselves are counted as they are, since not every server in front of us presses them.
    weight += len(page(client, "/ui/").encode())
    assert weight < FIRST_PAINT
