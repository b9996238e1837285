"""In a real browser: no fault of accessibility, no cut mark of Thai, nothing wider than a small phone."""

import pytest
from playwright.sync_api import expect

from tests.browser import DESKTOP, PHONE
from tests.factories.accounts import PASSWORD, MembershipFactory, UserFactory
from tests.factories.areas import OfficeFactory, ProvinceFactory

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NORTH_EAST = [str(code) for code in range(30, 50)]

# Everything that holds words in a box of its own: nothing in it may stand out of it, above or below.
CUT = """() => [...document.querySelectorAll("button, .button, input, select, td, th, .badge, .tabs a, summary")]
  .filter((one) => one.offsetParent && getComputedStyle(one).overflow !== "visible" || one.matches("input, button, td"))
  .filter((one) => one.scrollHeight > one.clientHeight + 1 && one.clientHeight > 0)
  .map((one) => one.outerHTML.slice(0, 120))"""
SMALL = """() => [...document.querySelectorAll("button, .button, input:not([type=hidden]), select, nav a, summary")]
  .filter((one) => one.offsetParent && !one.matches("[type=checkbox], [type=radio], .breadcrumbs a"))
  .filter((one) => one.getBoundingClientRect().height < 43.5)
  .map((one) => one.outerHTML.slice(0, 120))"""
# The ink of tall and deep Thai clusters against the room above and below the baseline. An input cuts at its line,
# other boxes hold what stands in their padding.
INK = """() => {
  const pen = document.createElement("canvas").getContext("2d");
  return ["input[type=text]", "input[type=email]", "select", "textarea", ".button", "td", "th", ".badge"]
    .map((kind) => document.querySelector(`main ${kind}`)).filter(Boolean)
    .map((one) => {
      const style = getComputedStyle(one), px = (name) => parseFloat(style[name]), cuts = one.matches("input, select");
      pen.font = `${style.fontWeight} ${style.fontSize} Sarabun`;
      const ink = pen.measureText("ปี่ ฎู ญู ก็ ที่ปั้น ปู่ กื้อ");
      const lead = (px("lineHeight") - ink.fontBoundingBoxAscent - ink.fontBoundingBoxDescent) / 2;
      const above = lead + ink.fontBoundingBoxAscent + (cuts ? 0 : px("paddingTop")) - ink.actualBoundingBoxAscent;
      const below = lead + ink.fontBoundingBoxDescent + (cuts ? 0 : px("paddingBottom")) - ink.actualBoundingBoxDescent;
      return [one.outerHTML.slice(0, 60), above, below];
    }).filter(([, above, below]) => above < -0.5 || below < -0.5);
}"""
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def places():
    for code in NORTH_EAST:
        ProvinceFactory(code=code)


@pytest.mark.parametrize("javascript", [False])
def test_a_province_on_the_map_is_a_link_with_a_name_for_those_who_listen_and_those_who_type(page, live_server, places):
    page.goto(f"{live_server.url}/ui/")
    province = page.locator(".map-drawing a[data-province='40']")
    expect(province).to_have_accessible_name("จังหวัด40: 90 คน")
    province.focus()
    assert page.evaluate("document.activeElement.dataset.province") == "40"
    assert page.evaluate("getComputedStyle(document.activeElement.querySelector('path')).strokeWidth") == "3px"


def look(page, assert_accessible):
    assert page.evaluate(WIDER) == 0
    assert page.evaluate(CUT) == []
    assert page.evaluate(INK) == []
    assert page.evaluate(SMALL) == []
    assert_accessible(page)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_gallery(page, live_server, places, assert_accessible, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/ui/")
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('17px Sarabun', 'ที่ปั้น')")
    look(page, assert_accessible)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_an_officer_signs_in_wears_another_duty_and_makes_it_dark(
    page, live_server, assert_accessible, viewport, javascript
):
    user = UserFactory()
    MembershipFactory(user=user)
    MembershipFactory(user=user, role="office_head", office=OfficeFactory(centre=True, short_th="ศูนย์ทดสอบ"))

    page.goto(f"{live_server.url}/accounts/login/?next=/desk/account/")
    page.locator("main button[type=submit]").click()
    page.locator("#errors:focus").wait_for()
    if javascript:
        look(page, assert_accessible)
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/desk/account/")

    page.locator(".worn > summary").click()
    page.locator(".worn-choice", has_text="ศูนย์ทดสอบ").click()
    page.wait_for_url("**/desk/account/")
    assert page.locator(".worn-office").inner_text() == "ศูนย์ทดสอบ"

    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator(".worn > summary").click()
    page.locator(".worn-panel [name=appearance][value=dark]").click()
    page.wait_for_url("**/desk/account/")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light

    page.locator(".worn > summary").click()
    if javascript:
        look(page, assert_accessible)
        page.keyboard.press("Escape")
        assert not page.locator(".worn-panel").is_visible()
