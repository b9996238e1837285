"""The page of questions: an answer with its sources, a refusal with why, the same for every reader's own reach."""

import re

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from tests.factories.accounts import member
from tests.insight import world as worlds

URL = reverse("desk:questions")

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    found = worlds.build()
    worlds.serve(found, found.korat, people=3)
    worlds.serve(found, found.chaiyaphum, people=2)
    return found


@pytest.fixture
def ask(client):
    def asked(question, *, role=Role.EXECUTIVE, office, language="en"):
        client.force_login(member(role, office))
        with clock.frozen_at(worlds.NOW):
            return client.get(URL, {"q": question}, headers={"accept-language": language})

    return asked


def text_of(response):
    return response.content.decode()


def test_an_answer_has_its_number_as_a_link_and_tells_its_source(ask, world):
    response = ask("นครราชสีมาช่วยกี่คน", office=world.ministry)
    page = text_of(response)
    assert response.status_code == 200
    assert [str(one) for one in response.context["answer"].numbers] == ["3 คน"]
    assert '<a class="whole" href="/desk/figures/people_reached_distinct/?year=2568&amp;province=30">3 คน</a>' in page
    assert str(response.context["answer"].sources[0].definition) in page
    assert 'value="นครราชสีมาช่วยกี่คน"' in page


def test_a_table_opens_row_by_row(ask, world):
    page = text_of(ask("จำนวนผู้รับบริการแต่ละจังหวัด", office=world.ministry))
    for code in ("30", "36", "50"):
        assert f"/desk/figures/people_reached_distinct/?year=2568&amp;province={code}" in page


def test_an_officer_is_answered_within_their_reach(ask, world):
    office = world.offices["30"]
    response = ask("กี่คน", role=Role.PROVINCIAL_OFFICER, office=office)
    assert [one.value for one in response.context["answer"].numbers] == [3]
    assert office.short in str(response.context["answer"].sentence)
    refused = ask("ชัยภูมิกี่คน", role=Role.PROVINCIAL_OFFICER, office=office).context["refused"]
    assert refused.code == "slice_out_of_reach"


@pytest.mark.parametrize("question", ["<script>alert(1)</script>", "{{ 7*7 }}", "'; DROP TABLE x; --"])
def test_what_is_typed_is_shown_as_text(ask, world, question):
    response = ask(question, office=world.ministry)
    assert response.context["refused"].code == "unknown"
    assert "<script>alert" not in text_of(response)


@pytest.mark.parametrize("question", ["", "  "])
def test_without_a_question_there_are_examples(ask, world, question):
    response = ask(question, office=world.ministry)
    assert (response.context["answer"], response.context["refused"]) == (None, None)
    assert len(response.context["examples"]) >= 5
    assert response.context["examples"][0]["href"].startswith(f"{URL}?q=")


def test_too_long_a_question_is_refused_and_not_cut_to_one_that_fits(ask, world):
    response = ask("กี่คน " * 200, office=world.ministry)
    assert response.context["refused"].code == "too_long"
    # A browser cuts what is pasted at the field's length: what is left has to be too long still.
    longest = int(re.search('maxlength="([0-9]+)"', text_of(response))[1])
    assert ask(("กี่คน " * 200)[:longest], office=world.ministry).context["refused"].code == "too_long"


def test_every_example_is_answered(ask, world):
    worlds.promise(world)
    for example in ask("", office=world.ministry).context["examples"]:
        assert ask(example["text"], office=world.ministry).context["answer"], example["text"]


def test_the_paragraph_of_the_promises_opens_number_by_number(client, world):
    promise = worlds.promise(world)
    client.force_login(member(Role.EXECUTIVE, world.ministry))
    with clock.frozen_at(worlds.NOW):
        page = text_of(client.get(reverse("desk:questions_paragraph")))
    assert f'href="/desk/promises/{promise.reference}/"' in page
    assert 'href="/desk/figures/people_reached_distinct/?portfolio=' in page


def test_nothing_is_written_by_asking(client, world):
    client.force_login(member(Role.EXECUTIVE, world.ministry))
    assert client.post(URL, {"q": "กี่คน"}).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(ask, world, count, django_assert_max_num_queries):
    worlds.serve(world, world.korat, people=count)
    with django_assert_max_num_queries(60):
        ask("แต่ละจังหวัด แผนกี่คน ทำได้กี่คน", office=world.ministry)
