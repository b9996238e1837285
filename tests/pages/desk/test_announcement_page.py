"""An announcement: its words marked, each proposal tied to its place, what was not taken with the reason."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from buranakan.accounts.permissions import Role
from buranakan.lib import clock
from buranakan.policy.models import Proposal
from buranakan.records.models import Event
from tests.factories.areas import ProvinceFactory, provincial_office
from tests.factories.policy import FrameworkFactory, PromiseFactory
from tests.pages.desk.promise_desk import NOON, TEXT, announcement, client_of, code_of, places

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_demo_day():
    places()
    with clock.frozen_at(NOON):
        yield


@pytest.fixture
def planner():
    return client_of(Role.PLANNER)


def url(one):
    return reverse("desk:announcement", args=[one.reference])


def marks(response):
    """Marked words with their kind, in the order of the text."""
    pieces = [piece for line in response.context["lines"] for piece in line if piece.mark]
    return [(piece.mark.kind, piece.text) for piece in pieces]


def test_words_are_marked_and_tied_to_their_cards(planner):
    response = planner.get(url(announcement()))
    assert response.status_code == 200
    assert [mark for mark in marks(response) if mark[0] not in {"date", "agency", "person_post"}] == [
        ("province", "นครราชสีมา"),
        ("proposed", "กว่า 2,180 คน"),
        ("proposed", "9.15 ล้านบาท"),
        ("result", "1,000 คน"),
    ]
    page = response.content.decode()
    for card in response.context["cards"]:
        for address in [f'id="{card.id}"', f'href="#{card.id}"', f'id="{card.words}"', f'href="#{card.words}"']:
            assert page.count(address) == 1


def test_the_marked_text_is_the_text(planner):
    lines = planner.get(url(announcement())).context["lines"]
    assert "\n".join("".join(piece.text for piece in line) for line in lines) == TEXT


class Words(HTMLParser):
    """What stands in the announcement's paragraphs, without the labels that the page adds."""

    def __init__(self):
        super().__init__()
        self.lines, self.inside, self.added = [], False, 0

    def handle_starttag(self, tag, attrs):
        classes = (dict(attrs).get("class") or "").split()
        self.inside |= "announcement-text" in classes
        if tag == "p" and self.inside:
            self.lines.append("")
        self.added += bool({"mark-tag", "visually-hidden"} & set(classes)) and self.inside

    def handle_endtag(self, tag):
        self.inside &= tag != "div"
        self.added -= tag == "span" and self.added > 0

    def handle_data(self, text):
        if self.inside and self.lines and not self.added:
            self.lines[-1] += text.strip("\n") if text.isspace() else text


def test_the_page_adds_nothing_to_the_words(planner):
    text = "ข่าว\nกรมส่งเสริมอุตสาหกรรม (ดีพร้อม) จังหวัดนครราชสีมา: เป้าหมายกว่า 2,180 คน\nทำแล้ว 1,000 คน"
    words = Words()
    words.feed(planner.get(url(announcement(text))).content.decode())
    assert [line.rstrip() for line in words.lines] == text.split("\n")


def test_figures_that_were_not_taken_say_why_and_may_be_treated_as_promises(planner):
    one = announcement()
    [other] = planner.get(url(one)).context["others"]
    assert (other.figure.quote, other.figure.role) == ("1,000 คน", "result")
    sent = {"start": other.figure.start, "end": other.figure.end}
    response = planner.post(reverse("desk:proposal_add", args=[one.reference]), sent)
    added = Proposal.objects.get(quote="1,000 คน")
    assert response.url == f"{url(one)}#proposal-{added.pk}"
    assert planner.get(url(one)).context["others"] == []
    assert Event.objects.latest("pk").name == "proposal.added"


def test_names_are_listed_with_the_place_where_they_are_marked(planner):
    FrameworkFactory(code="mind", name_th="MIND ใช้หัวและใจ")
    response = planner.get(url(announcement(TEXT + "นโยบาย MIND ใช้หัวและใจ")))
    found = {group.kind: [(name.name, place) for name, place in group.names] for group in response.context["named"]}
    text = TEXT + "นโยบาย MIND ใช้หัวและใจ"
    assert found["framework"] == [("MIND ใช้หัวและใจ", f"words-{text.index('MIND')}")]
    assert found["province"] == [("นครราชสีมา", f"words-{text.index('นครราชสีมา')}")]


def test_a_stranger_is_sent_to_sign_in(client):
    assert client.get(url(announcement())).status_code == 302


@pytest.mark.parametrize("role", [Role.EXPERT])
def test_a_role_without_the_permission_is_refused(role):
    assert client_of(role).get(url(announcement())).status_code == 403


def test_somebody_who_only_reads_is_offered_no_decision():
    client = client_of(Role.PROVINCIAL_OFFICER, provincial_office(ProvinceFactory(code="50")))
    one = announcement()
    response = client.get(url(one))
    addresses = [reverse(f"desk:proposal_{act}", args=[one.proposals.first().pk]) for act in ("confirm", "reject")]
    addresses.append(reverse("desk:proposal_add", args=[one.reference]))
    assert (response.status_code, [here for here in addresses if here in response.content.decode()]) == (200, [])


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.OFFICE_HEAD])
def test_deciding_without_the_permission_changes_nothing(role):
    client, proposal = client_of(role), announcement().proposals.first()
    sent = [
        client.post(reverse("desk:proposal_reject", args=[proposal.pk]), {"because": "เหตุผล"}),
        client.post(reverse("desk:proposal_take_up", args=[proposal.pk])),
        client.post(reverse("desk:proposal_add", args=[proposal.announcement.reference]), {"start": 0, "end": 1}),
    ]
    proposal.refresh_from_db()
    assert ([one.status_code for one in sent], proposal.state) == ([403, 403, 403], "proposed")


def test_wrong_methods_are_refused(planner):
    one = announcement()
    pk = one.proposals.first().pk
    assert planner.post(url(one)).status_code == 405
    for act, argument in [("reject", pk), ("take_up", pk), ("add", one.reference)]:
        assert planner.get(reverse(f"desk:proposal_{act}", args=[argument])).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(planner, count, django_assert_num_queries):
    one = announcement("\n".join(f"เป้าหมาย {number + 2} คน" for number in range(count)))
    assert one.proposals.count() == count
    with django_assert_num_queries(11):
        planner.get(url(one))


def test_a_rejection_without_a_reason_is_refused_in_place(planner):
    proposal = announcement().proposals.first()
    response = planner.post(reverse("desk:proposal_reject", args=[proposal.pk]), {"because": " "})
    assert (response.status_code, code_of(response)) == (409, "reason_missing")
    [refused] = [card for card in response.context["cards"] if card.is_refused]
    assert (refused.proposal, refused.typed) == (proposal, " ")


def test_a_proposal_is_rejected_and_taken_up_again(planner):
    proposal = announcement().proposals.first()
    planner.post(reverse("desk:proposal_reject", args=[proposal.pk]), {"because": "เป็นผล"})
    proposal.refresh_from_db()
    assert (proposal.state, proposal.rejected_because) == ("rejected", "เป็นผล")
    planner.post(reverse("desk:proposal_take_up", args=[proposal.pk]))
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


def test_a_confirmed_proposal_cannot_be_rejected_from_an_old_tab(planner):
    proposal = PromiseFactory().proposal
    response = planner.post(reverse("desk:proposal_reject", args=[proposal.pk]), {"because": "เปลี่ยนใจ"})
    assert (response.status_code, code_of(response)) == (409, "proposal_move_not_allowed")


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"start": "x", "end": "3"},
        {"start": "0", "end": "5"},
        {"start": "-1", "end": "²"},
        {"start": "9" * 5000, "end": "1"},
    ],
)
def test_words_that_are_no_figure_are_not_found(planner, sent):
    assert planner.post(reverse("desk:proposal_add", args=[announcement().reference]), sent).status_code == 404


def test_a_figure_proposed_already_is_refused(planner):
    one = announcement()
    first = one.proposals.first()
    sent = {"start": first.start, "end": first.end}
    response = planner.post(reverse("desk:proposal_add", args=[one.reference]), sent)
    assert (response.status_code, code_of(response)) == (409, "proposal_already_there")


def test_markup_in_a_text_stays_text(planner):
    page = planner.get(url(announcement("<script>alert(1)</script> เป้าหมาย 10 คน"))).content.decode()
    assert "<script>alert" not in page


def test_a_source_that_is_no_address_is_no_link(planner):
    page = planner.get(url(announcement(source="javascript:alert(1)"))).content.decode()
    assert 'href="javascript' not in page


@pytest.mark.parametrize("name", ["announcement", "announcement_file"])
def test_what_is_not_there_is_not_found(planner, name):
    unknown = "00000000-0000-4000-8000-000000000000"
    assert planner.get(reverse(f"desk:{name}", args=[unknown])).status_code == 404
    one = announcement()
    assert planner.get(reverse("desk:announcement_file", args=[one.reference])).status_code == 404  # it was pasted
