"""The map: all 77 provinces, the same numbers in the picture as in the list, nothing hidden given away."""

import csv
import re

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils.translation import override

from buranakan.pages.ui.map_drawing import drawing, province_codes, view_of
from buranakan.pages.ui.tags.maps import ui_map
from tests.factories.areas import ProvinceFactory

VALUES = {
    "40": {"value": 120, "label": ""},
    "41": {"value": 1342, "label": "1,342 จาก 2,180 แห่ง"},
    "42": {"value": 7, "hidden": True},
    "43": {"value": None},
    "44": {"value": 0},
}


@pytest.fixture
def provinces(db):
    return [ProvinceFactory(code=code, name_th=f"จังหวัด{code}", name_en=f"Province {code}") for code in VALUES]


def drawn(**context):
    source = '{% ui_map values=values caption="People" unit="แห่ง" href_name=href_name %}'
    with override("en"):
        return Template(source).render(Context({"values": VALUES, "href_name": "", **context}))


def test_the_map_has_every_province_of_the_reference_file_once():
    with (settings.PACKAGE / "reference" / "provinces.csv").open(encoding="utf-8") as lines:
        codes = [row["code"] for row in csv.DictReader(lines)]
    assert len(codes) == 77
    assert sorted(drawing().provinces) == sorted(codes) == sorted(province_codes().values())


def test_the_drawing_is_light():
    assert sum(len(path) for path in view_of(drawing().provinces).provinces.values()) < 27_000
    assert sum(len(path) for path in view_of([str(code) for code in range(30, 50)]).provinces.values()) < 27_000


def test_neighbours_meet_in_the_drawing_as_they_do_on_the_ground():
    khon_kaen, udon, phuket = (drawing().provinces[code].box for code in ("40", "41", "83"))
    assert khon_kaen[1] < udon[3]
    assert khon_kaen[3] < phuket[1]


def test_the_picture_and_the_list_say_the_same(provinces):
    picture = ui_map(values=VALUES, caption="c", unit="แห่ง")
    wanted = {
        "40": "จังหวัด40: 120 แห่ง",
        "41": "จังหวัด41: 1,342 จาก 2,180 แห่ง",
        "44": "จังหวัด44: 0 แห่ง",
    }
    assert {one["code"]: one["text"] for one in picture["listed"] if one["code"] in wanted} == wanted
    assert {one["code"]: one["text"] for one in picture["provinces"] if one["code"] in wanted} == wanted


def test_every_text_in_the_picture_is_in_the_list(provinces):
    markup = drawn()
    titles = re.findall(r"<title>([^<]+)</title>", markup)
    listed = re.findall(r"<li>(Province[^<]+)</li>", markup)
    assert sorted(titles) == sorted(listed)
    assert len(titles) == len(VALUES)


def test_a_hidden_count_is_nowhere_in_the_page(provinces):
    secret = 7919
    markup = drawn(values={"42": {"value": secret, "hidden": True}, "40": {"value": 120}})
    assert str(secret) not in re.sub(r' d="[^"]+"', "", markup).replace(",", "")
    assert "Province 42: hidden, because the number is small" in markup
    assert 'class="map-hidden" fill="url(#map-hatch)"' in markup


def test_not_known_is_not_nothing(provinces):
    steps = {one["code"]: one["step"] for one in ui_map(values=VALUES, caption="c")["provinces"] if one["is_said"]}
    assert (steps["43"], steps["44"], steps["42"]) == ("unknown", "0", "hidden")


def test_a_label_that_already_names_the_province_is_not_doubled(provinces):
    values = {"40": {"value": 1, "label": "จังหวัด40 1 แห่ง"}, "41": {"value": 2, "label": "จังหวัด41"}}
    texts = [one["text"] for one in ui_map(values=values, caption="c", unit="แห่ง")["listed"]]
    assert texts == ["จังหวัด40 1 แห่ง", "จังหวัด41: 2 แห่ง"]


def test_without_tones_the_most_is_the_darkest(provinces):
    values = {code: {"value": value} for code, value in zip(VALUES, [10, 20, 30, 40, 50], strict=True)}
    steps = {one["code"]: one["step"] for one in ui_map(values=values, caption="c")["provinces"] if one["is_said"]}
    assert [steps[code] for code in VALUES] == ["1", "2", "3", "4", "5"]


def test_tones_given_are_kept_and_the_legend_says_their_ranges(provinces):
    values = {"40": {"value": 5, "tone": 5}, "41": {"value": 9, "tone": 5}, "44": {"value": 0, "tone": 0}}
    with override("en"):
        legend = ui_map(values=values, caption="c", unit="แห่ง")["legend"]
    assert legend == [{"step": "0", "text": "0 แห่ง"}, {"step": "5", "text": "5–9 แห่ง"}]


def test_the_legend_names_what_is_hidden_and_what_is_not_known(provinces):
    with override("en"):
        assert [line["step"] for line in ui_map(values=VALUES, caption="c")["legend"]][-2:] == ["hidden", "unknown"]


def test_each_province_said_is_one_link_in_the_picture_and_one_in_the_list(provinces, settings):
    settings.ROOT_URLCONF = "tests.pages.ui.map_urls"
    markup = drawn(href_name="province")
    assert sorted(re.findall(r'href="(/p/\d\d/)"', markup)) == sorted(f"/p/{code}/" for code in VALUES for _ in "ab")


def test_a_region_is_shown_as_large_as_the_page_allows(provinces):
    region, country = ui_map(values=VALUES, caption="c"), ui_map(values={}, caption="c")
    width = {name: int(view["view_box"].split()[2]) for name, view in (("region", region), ("country", country))}
    assert width["region"] < width["country"] / 2
    assert len(region["provinces"]) < len(country["provinces"]) == 77


def test_the_map_asks_the_database_once(provinces, django_assert_num_queries):
    with django_assert_num_queries(1):
        ui_map(values=VALUES, caption="c")
