"""Which pillar may follow which: shared words and indicators, the rarer the likelier, with the reason."""

import datetime as dt

import pytest

from buranakan.insight import retagging
from buranakan.insight.retagging import PillarWords, suggest
from tests.factories.outcomes import IndicatorFactory, IndicatorPillarFactory
from tests.factories.planning import PillarTagFactory
from tests.factories.policy import FrameworkFactory, PillarFactory

CHANGE = dt.date(2025, 6, 1)


def test_words_are_found_in_both_languages_without_the_little_ones():
    assert retagging.words_of("การกระจายรายได้สู่ชุมชน", "Industries for the communities") == {
        "กระจาย",
        "รายได้",
        "ชุมชน",
        "industry",
        "community",
    }


def pillar(key, *texts, indicators=()):
    return PillarWords(key, retagging.words_of(*texts), frozenset((code, code.title()) for code in indicators))


def told(found):
    return [(one.key, one.words, one.indicators) for one in found]


def test_what_few_say_tells_more_than_what_all_say():
    old = pillar("save", "เซฟอุตสาหกรรมไทย สร้างรายได้", indicators=["sales"])
    new = [pillar("a", "อุตสาหกรรมสะอาด"), pillar("b", "อุตสาหกรรม รายได้"), pillar("c", "กฎหมาย", indicators=["sales"])]
    assert told(suggest(old, new)) == [
        ("b", ("รายได้", "อุตสาหกรรม"), ()),
        ("c", (), ("Sales",)),
        ("a", ("อุตสาหกรรม",), ()),
    ]
    assert suggest(pillar("fight", "สู้"), new) == []


@pytest.mark.django_db
def test_every_tag_that_would_end_comes_with_what_may_follow():
    old, new = FrameworkFactory(valid_to=CHANGE - dt.timedelta(days=1)), FrameworkFactory(valid_from=CHANGE)
    save, fight = PillarFactory(framework=old, worded="รายได้ชุมชน"), PillarFactory(framework=old, worded="สู้")
    income, law = PillarFactory(framework=new, worded="เพิ่มรายได้"), PillarFactory(framework=new, worded="กฎหมาย")
    indicator = IndicatorFactory()
    for one in (fight, law):
        IndicatorPillarFactory(indicator=indicator, pillar=one)
        type(one).objects.filter(pk=one.pk).update(code=f"code-{one.pk}")
    first, second = PillarTagFactory(pillar=save), PillarTagFactory(pillar=fight)
    PillarTagFactory(pillar=save, valid_to=dt.date(2025, 1, 1))
    PillarTagFactory(project=second.project, pillar=law, valid_from=CHANGE)
    found = {move.tag.pk: move for move in retagging.moves(old, new, starts_on=CHANGE)}
    assert {pk: move.best and move.best.key for pk, move in found.items()} == {first.pk: income.pk, second.pk: law.pk}
    assert [found[pk].is_moved for pk in (first.pk, second.pk)] == [False, True]
    assert found[second.pk].best.indicators == (indicator.name,)
