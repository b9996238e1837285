"""Taking in announcements and deciding on proposals: what is kept, what is refused, what the trail says."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from buranakan.accounts.permissions import Role
from buranakan.lib.clock import BANGKOK
from buranakan.lib.rules import RuleBroken
from buranakan.policy import actions, imports, reading
from buranakan.policy.enums import Comparison, ProposalState
from buranakan.policy.models import Announcement, Framework, Pillar, PillarWording, Promise, Proposal
from buranakan.records.models import Event, StoredFile
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory
from tests.factories.policy import AnnouncementFactory, PromiseFactory, ProposalFactory

NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)
NAMES = reading.Vocabulary()
TEXT = """ข่าวทดสอบ
วันอังคารที่ 10 ธันวาคม 2567
จ.นครราชสีมา 8 ธันวาคม 2567 - กระทรวงตั้งเป้าหมายพัฒนาผู้ประกอบการกว่า 2,180 คน วงเงินรวม 9.15 ล้านบาท
ปีที่ผ่านมาได้พัฒนาแล้ว 1,000 คน
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner():
    return member(Role.PLANNER, OfficeFactory(diprom=True))


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


def take_in(text=TEXT, *, by=None, **said):
    return actions.take_in(**{"text": text, "source": "ทดสอบ", "vocabulary": NAMES, "by": by, "at": NOON} | said)


def events():
    return list(Event.objects.order_by("pk").values_list("name", flat=True))


def refused(act, *args, **kwargs):
    with pytest.raises(RuleBroken) as refusal:
        act(*args, **kwargs)
    return refusal.value.code


SAID = {
    "statement_th": "เป้าหมายกว่า 100 คน",
    "value": 100,
    "unit": "คน",
    "comparison": Comparison.MORE_THAN,
    "figure_key": "people_reached_distinct",
    "figure_unit": "คน",
    "fiscal_year": 2568,
    "due_on": dt.date(2025, 9, 30),
    "promised_by": "อธิบดีกรมส่งเสริมอุตสาหกรรม",
    "at": NOON,
}


# --- taking in --------------------------------------------------------------------------------------------------------
def test_an_announcement_is_kept_with_its_days_and_what_it_promises(planner):
    announcement = take_in(by=planner)
    found = list(announcement.proposals.values_list("quote", "value", "unit", "comparison", "state"))
    assert (announcement.title, announcement.published_on, announcement.event_on) == (
        "ข่าวทดสอบ",
        dt.date(2024, 12, 10),
        dt.date(2024, 12, 8),
    )
    assert found == [
        ("กว่า 2,180 คน", 2180, "คน", "more_than", "proposed"),
        ("9.15 ล้านบาท", 915_000_000, "บาท", "exactly", "proposed"),
    ]
    event = Event.objects.get()
    assert (event.name, event.by_post, event.payload["proposals"]) == ("announcement.taken_in", planner.worn_post, 2)


def test_a_proposal_points_at_its_words():
    announcement = take_in()
    assert [announcement.text[one.start : one.end] for one in announcement.proposals.all()] == [
        one.quote for one in announcement.proposals.all()
    ]


@pytest.mark.parametrize("again", [TEXT, TEXT.replace("\n", "\r\n"), "\ufeff" + TEXT])
def test_the_same_words_are_taken_in_once_whatever_their_line_ends(again):
    take_in()
    assert refused(take_in, again) == "announcement_already_there"
    assert (Announcement.objects.count(), events()) == (1, ["announcement.taken_in"])


def test_a_day_that_a_person_gives_wins_over_the_one_read():
    assert take_in(published_on=dt.date(2024, 12, 11)).published_on == dt.date(2024, 12, 11)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("เป้าหมายร้อยละ 61.6", None), ("เป้าหมายร้อยละ 60", 60), ("วงเงินรวม 0.25 บาท", 25)],
    ids=["not-whole", "whole", "satang"],
)
def test_a_number_is_kept_only_where_it_is_whole_in_its_unit(words, expected):
    assert [one.value for one in take_in(words).proposals.all()] == [expected]


def test_a_file_is_kept_as_it_came_and_read(planner):
    announcement = actions.take_in_file(
        TEXT.encode("cp874"), name="ข่าว.txt", source="ทดสอบ", vocabulary=NAMES, by=planner, at=NOON
    )
    assert (announcement.text, announcement.file.kind, announcement.file.classification) == (
        TEXT,
        "text/plain",
        "office",
    )
    assert events() == ["file.stored", "announcement.taken_in"]


def test_a_file_that_is_no_text_leaves_nothing_behind():
    pdf = b"%PDF-1.7 nothing"
    assert refused(actions.take_in_file, pdf, name="a.pdf", source="x", vocabulary=NAMES, by=None, at=NOON) == (
        "announcement_not_text"
    )
    assert (StoredFile.objects.count(), events()) == (0, [])


def test_a_text_without_words_is_refused():
    assert refused(take_in, " \n ") == "announcement_empty"


# --- proposing --------------------------------------------------------------------------------------------------------
def figure_of(announcement, quote):
    found = reading.read(announcement.text, vocabulary=NAMES)
    return next(one for one in found.figures if one.quote == quote)


def test_a_person_may_see_a_promise_where_the_reading_saw_none(planner):
    announcement = take_in()
    proposal = actions.propose(announcement, figure=figure_of(announcement, "1,000 คน"), by=planner, at=NOON)
    assert (proposal.quote, proposal.value, proposal.state) == ("1,000 คน", 1000, "proposed")
    assert events() == ["announcement.taken_in", "proposal.added"]


def test_the_same_words_are_proposed_once(planner):
    announcement = take_in()
    figure = figure_of(announcement, "กว่า 2,180 คน")
    assert refused(actions.propose, announcement, figure=figure, by=planner, at=NOON) == "proposal_already_there"


def test_words_of_another_text_are_not_proposed(planner):
    figure = figure_of(take_in(), "กว่า 2,180 คน")
    other = AnnouncementFactory(text="คำอื่น")
    assert refused(actions.propose, other, figure=figure, by=planner, at=NOON) == "words_not_in_the_text"


# --- confirming -------------------------------------------------------------------------------------------------------
def test_a_confirmed_proposal_becomes_a_promise(planner):
    proposal = ProposalFactory()
    promise = actions.confirm(proposal, by=planner, **SAID)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_at, proposal.decided_by_id) == ("confirmed", NOON, planner.pk)
    assert (promise.proposal, promise.value, promise.figure_key, promise.is_public) == (
        proposal,
        100,
        "people_reached_distinct",
        True,
    )
    event = Event.objects.get()
    assert (event.name, event.on_label, event.payload["figure"]) == (
        "promise.confirmed",
        proposal.quote,
        "people_reached_distinct",
    )


def test_two_open_tabs_make_one_promise(planner):
    first_tab = ProposalFactory()
    second_tab = Proposal.objects.get(pk=first_tab.pk)
    actions.confirm(first_tab, by=planner, **SAID)
    assert refused(actions.confirm, second_tab, by=planner, **SAID) == "proposal_move_not_allowed"
    assert (Promise.objects.count(), events()) == (1, ["promise.confirmed"])


def test_a_refused_confirmation_changes_nothing(planner):
    proposal = ProposalFactory()
    assert refused(actions.confirm, proposal, by=planner, **SAID | {"figure_unit": "บาท"}) == "figure_of_another_unit"
    proposal.refresh_from_db()
    assert (proposal.state, Promise.objects.count(), events()) == (ProposalState.PROPOSED, 0, [])


# --- rejecting --------------------------------------------------------------------------------------------------------
def test_a_proposal_is_rejected_with_a_reason_and_taken_up_again(planner):
    proposal = actions.reject(ProposalFactory(), because=" เป็นผลที่ผ่านมา ", by=planner, at=NOON)
    assert (proposal.state, proposal.rejected_because) == ("rejected", "เป็นผลที่ผ่านมา")
    proposal = actions.take_up_again(proposal, by=planner, at=NOON)
    assert (proposal.state, proposal.rejected_because, proposal.decided_at) == ("proposed", "", None)
    assert events() == ["proposal.rejected", "proposal.taken_up_again"]


def test_a_rejection_without_a_reason_changes_nothing(planner):
    proposal = ProposalFactory()
    assert refused(actions.reject, proposal, because=" ", by=planner, at=NOON) == "reason_missing"
    assert (Proposal.objects.get().state, events()) == ("proposed", [])


@pytest.mark.parametrize("act", [actions.reject, actions.take_up_again])
def test_a_confirmed_proposal_stays_confirmed(planner, act):
    proposal = PromiseFactory().proposal
    said = {"because": "เหตุผล"} if act is actions.reject else {}
    assert refused(act, proposal, by=planner, at=NOON, **said) == "proposal_move_not_allowed"


# --- what the database says too ---------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("make", "constraint"),
    [
        (lambda: ProposalFactory(start=5, end=5), "a_proposal_has_words"),
        (lambda: ProposalFactory(state="rejected"), "a_decided_proposal_has_a_moment"),
        (lambda: PromiseFactory(value=0), "a_promise_promises_something"),
    ],
    ids=["no-words", "no-moment", "of-nothing"],
)
def test_what_must_never_be_true_is_refused_by_the_database(make, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


def test_the_same_place_of_a_text_is_proposed_once_in_the_database():
    first = ProposalFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ProposalFactory(announcement=first.announcement)


# --- frameworks -------------------------------------------------------------------------------------------------------
def test_frameworks_are_loaded_again_without_doubling():
    imports.load(by=None, at=NOON)
    first = (Framework.objects.count(), Pillar.objects.count(), PillarWording.objects.count())
    imports.load(by=None, at=NOON)
    assert (Framework.objects.count(), Pillar.objects.count(), PillarWording.objects.count()) == first
    assert events() == ["frameworks.loaded", "frameworks.loaded"]
