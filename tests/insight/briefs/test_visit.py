"""The brief of a visit: two pages whose every number is a figure, however much there is to say."""

import datetime as dt
import re

import pytest
from django.utils import translation

from buranakan.insight import papers, statements
from buranakan.insight.briefs import visit as briefs
from buranakan.insight.briefs import visit_paper
from buranakan.insight.statements import unsourced
from buranakan.lib import clock
from buranakan.policy.models import Promise, Proposal
from buranakan.policy.visits import actions
from buranakan.policy.visits.enums import Topic
from buranakan.records.models import Event, StoredFile
from tests.factories.areas import OfficeFactory
from tests.factories.directives import DirectiveFactory
from tests.factories.visits import VisitFactory
from tests.insight import world as worlds
from tests.insight.world import NOW, TODAY
from tests.pages.papers import pages_of

pytestmark = pytest.mark.django_db

SIZES = re.compile(r'"a4"|> 0|rgb\("#\w+"\)|luma\(\d+\)|[\d.]+(?:pt|cm|em|fr|%)|"[^"]*\.typ"')


@pytest.fixture
def world():
    world = worlds.build()
    worlds.serve(world, world.korat, people=3)
    worlds.keep_books(world, world.korat)
    worlds.promise(world)
    worlds.money_promise(world)
    return world


def a_visit(world, **said):
    said = {"offices": [world.offices["30"], world.centre], "province": world.korat} | said
    return VisitFactory(visiting_office=world.ministry, topics=Topic.values, **said)


def told(visit, *, most=briefs.MOST_ROWS):
    with translation.override("th"):
        brief = briefs.brief(visit, at=NOW, most=most)
        return brief, visit_paper.values(brief) | {"scale": 1}


def strings(values):
    """Everything the paper shows but the definitions in its annex."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, dict):
        for name, value in values.items():
            if name != "definition":
                yield from strings(value)
    elif isinstance(values, list):
        for value in values:
            yield from strings(value)


def test_every_number_of_the_paper_is_a_figure_and_its_annex_tells_each(world):
    DirectiveFactory(responsible_office=world.centre, text="ให้จัดทำแผนร่วมรายพื้นที่", number="")
    visit = a_visit(world)
    actions.add_item(visit, starts_at=visit.starts_at, what="ประชุมร่วมกับ 4 หน่วยงาน", by=None, at=NOW)
    brief, values = told(visit)
    numbers = [number for one in brief.sentences for number in one.numbers]
    numbers += [made_of for number in numbers for made_of in number.made_of]
    scopes = [number.scope for number in numbers]
    assert unsourced("\n".join(strings(values)), numbers=numbers, names=[*brief.names, *scopes]) == []
    assert {(one.value, one.key) for one in numbers} >= {(3, "people_reached_distinct"), (30_000_00, "money_paid")}
    exact = " ".join(line for row in values["annex"] for line in row["numbers"])
    assert [one.key for one in numbers if papers.thai(one.exact) not in exact] == []


def test_the_template_holds_no_number_of_its_own():
    text = visit_paper.TEMPLATE.read_text(encoding="utf-8")
    code = "\n".join(line.partition("//")[0] for line in text.splitlines())
    assert re.findall(r"\d+", SIZES.sub("", code)) == []


def test_only_what_was_asked_for_is_told_and_without_a_choice_everything(world):
    with translation.override("th"):
        chosen = briefs.brief(a_visit(world, look_at="คิวทดลองผลิตภัณฑ์"), at=NOW)
        visit = a_visit(world)
        visit.topics = [Topic.MONEY]
        few = briefs.brief(visit, at=NOW)
    assert [part.heading for part in few.parts][1:] == [Topic.MONEY.label]
    assert len(chosen.parts) == 1 + len(Topic) + 1


def test_what_is_out_of_the_visiting_offices_reach_is_said_to_be(world):
    visit = VisitFactory(visiting_office=world.offices["30"], province=world.chiang_mai, place="โรงงาน")
    with translation.override("en"):
        (said,) = briefs.brief(visit, at=NOW).parts[0].sentences
        assert (str(said), said.numbers) == ("Figures of Chiang Mai are out of the reach of pio-30.", ())


def test_the_paper_has_two_pages_with_little_to_say_and_with_much(world):
    little = VisitFactory(visiting_office=world.ministry, province=world.chiang_mai, topics=[Topic.LATE])
    assert pages_of(visit_paper.printed(little, at=NOW)) == 2
    name = "ศูนย์ส่งเสริมและพัฒนาอุตสาหกรรมระดับภูมิภาคและเครือข่ายผู้ประกอบการ" * 2
    offices = [world.offices["30"], world.centre, OfficeFactory(name_th=name, short_th=name[:40])]
    order = "ให้ดำเนินการอย่างเคร่งครัดและรายงานผล" * 8
    for office in offices:
        DirectiveFactory.create_batch(5, responsible_office=office, text=order, number="")
    worlds.promise(world, statement_th="พัฒนาศักยภาพผู้ประกอบการในทุกพื้นที่ของประเทศอย่างทั่วถึง" * 4)
    for month in range(1, 5):
        worlds.add_line(world, world.fair, world.korat, people=90 + month, month=dt.date(2025, month, 1))
    much = a_visit(world, offices=offices, look_at="ความพร้อมของบุคลากรและเครื่องมือ " * 25, title="ตรวจเยี่ยมและติดตาม" * 8)
    for minute in range(12):
        when = much.starts_at + dt.timedelta(minutes=20 * minute)
        actions.add_item(much, starts_at=when, what="รับฟังบรรยายสรุปผลการดำเนินงานในพื้นที่" * 5, by=None, at=NOW)
    assert pages_of(visit_paper.printed(much, at=NOW)) == 2


def test_the_paper_has_two_pages_however_long_the_words_of_a_promise_are_and_says_where_they_stand(world, settings):
    # As long as a quotation may be kept.
    quote = ("พัฒนาศักยภาพผู้ประกอบการในทุกพื้นที่ของประเทศอย่างทั่วถึงภายในปีงบประมาณนี้ " * 7)[:499]
    for letter, proposal in zip("กข", Proposal.objects.all(), strict=True):
        Proposal.objects.filter(pk=proposal.pk).update(quote=letter + quote)
    visit = a_visit(world)
    assert pages_of(visit_paper.printed(visit, at=NOW)) == 2
    with translation.override("th"):
        brief = briefs.brief(visit, at=NOW)
        whole, cut = (visit_paper.values(brief, longest=longest)["annex"] for longest in (None, 160))
    assert [row["numbers"] for row in cut] == [row["numbers"] for row in whole]
    pages = [f"{settings.PUBLIC_ADDRESS}{statements.promised(one).address}" for one in Promise.objects.all()]
    assert [sum(page in row["definition"] for row in cut) for page in pages] == [1] * len(pages)
    assert max(len(row["definition"]) for row in cut) < 400


def test_the_evening_before_each_visit_of_tomorrow_gets_a_brief_once(world, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    visit = a_visit(world)  # on 16 May
    a_visit(world, starts_at=visit.starts_at + dt.timedelta(days=1), ends_at=visit.ends_at + dt.timedelta(days=1))
    afternoon, evening = (dt.datetime.combine(TODAY, dt.time(hour), clock.BANGKOK) for hour in (16, 17))
    made = [visit_paper.make_due(at).made for at in (afternoon, evening, evening + dt.timedelta(hours=1))]
    visit.refresh_from_db()
    assert (made, visit.brief_made_at, StoredFile.objects.get().pk) == ([0, 1, 0], evening, visit.brief_file_id)


def test_a_missed_evening_is_made_up_on_the_day_until_the_visit_is_over(world, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    visit = a_visit(world)
    times = (visit.ends_at + dt.timedelta(hours=1), visit.starts_at - dt.timedelta(hours=2), visit.starts_at)
    assert [visit_paper.make_due(at).made for at in times] == [0, 1, 0]


def test_one_brief_that_fails_does_not_keep_the_others_from_being_made(world, settings, tmp_path, monkeypatch):
    settings.FILES_ROOT = tmp_path
    called_off, made = a_visit(world), a_visit(world)
    due = visit_paper._due

    def called_off_in_between(at):
        found = due(at)
        actions.cancel(called_off, because="ติดภารกิจด่วนของกระทรวง", by=None, at=at)
        return found

    monkeypatch.setattr(visit_paper, "_due", called_off_in_between)
    evening = dt.datetime.combine(TODAY, dt.time(17), clock.BANGKOK)
    done = visit_paper.make_due(evening)
    assert (done.made, done.failed) == (1, (f"{called_off.reference}: visit_not_open",))
    made.refresh_from_db()
    assert made.brief_made_at == evening


def test_two_workers_keep_one_brief(world, settings, tmp_path, race):
    settings.FILES_ROOT = tmp_path
    visit = a_visit(world)
    evening = dt.datetime.combine(TODAY, dt.time(17), clock.BANGKOK)
    race([lambda: visit_paper.make_due(evening)] * 2)
    assert (StoredFile.objects.count(), Event.objects.filter(name="visit.brief_made").count()) == (1, 1)
    visit.refresh_from_db()
    assert visit.brief_made_at == evening
