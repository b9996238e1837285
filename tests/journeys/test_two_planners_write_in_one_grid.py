"""The grid as a sheet in real browsers: typing, Excel, fill, undo, no network, and two planners in one cell."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from buranakan.accounts.permissions import Role
from buranakan.planning import audit
from tests.browser import visitor
from tests.factories.accounts import member
from tests.pages.desk.planning_desk import Desk, address
from tests.pages.signing_in import signed_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

FEBRUARY, MARCH, APRIL, MAY = 4, 5, 6, 7  # places in the fiscal year
PASTE = """([selector, words]) => {
  const held = new DataTransfer();
  held.setData("text/plain", words);
  document.querySelector(selector).dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true }));
}"""
COPY = """() => {
  const held = new DataTransfer();
  document.activeElement.dispatchEvent(new ClipboardEvent("copy", { clipboardData: held, bubbles: true }));
  return held.getData("text/plain");
}"""
SAVE = "**/cells/set/"


class Writer:
    """Somebody at the sheet. Rows are told by their province."""

    def __init__(self, page, *, address, user):
        client = signed_in(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        host = address.removeprefix("http://").partition(":")[0]
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "domain": host, "path": "/"}]
        )
        self.page = page
        page.goto(address)
        page.locator("[data-plan-grid][data-ready]").wait_for()

    def cell(self, province, place):
        row = self.page.locator(".grid-sheet .tabulator-row", has=self.page.get_by_text(province, exact=True))
        return row.locator(f'[tabulator-field="people-{place}"]')

    def write(self, province, place, text, *, begins_with="F2"):
        self.cell(province, place).click()
        if begins_with:
            self.page.keyboard.press(begins_with)
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def back_online(self):
        self.page.unroute(SAVE)
        self.page.evaluate("window.dispatchEvent(new Event('online'))")

    def saved(self):
        self.page.locator('[data-state="rest"]').wait_for()


@pytest.fixture
def desk():
    return Desk.opened()


def people(version):
    return {(line.province.name_th, line.month.month): line.people for line in version.lines.select_related("province")}


def opened(page, live_server, version, user):
    return Writer(page, address=f"{live_server.url}{address('plan_grid', version)}", user=user)


def test_a_planner_writes_like_in_a_sheet(page, live_server, desk, assert_accessible):
    version = desk.draft()
    korat, surin, chiang_mai = (one.name_th for one in (desk.ground.korat, desk.ground.surin, desk.ground.chiang_mai))
    given = people(version)
    writer = opened(page, live_server, version, desk.ground.planner)

    # Typed, with Thai digits: the baht follow, the totals are live, and it saves by itself.
    writer.write(korat, FEBRUARY, "๔๐")
    writer.saved()
    assert people(version) == given | {(korat, 2): 40}
    assert version.lines.get(province=desk.ground.korat).amount_satang == 160_000_00
    expect(page.locator("[data-totals]")).to_contain_text("85")

    # From Excel, with thousands; to Excel, as it stands.
    writer.cell(korat, APRIL).click()
    page.evaluate(PASTE, [".cell-active", "20\t๔๐\r\n\t1,000\r\n"])
    writer.saved()
    assert people(version) == given | {(korat, 2): 40, (korat, 4): 20, (korat, 5): 40, (surin, 5): 1000}
    expect(page.locator("[data-totals] .grid-over")).to_be_visible()
    assert page.evaluate(COPY) == "20\t40\n\t1000"

    # Taken back, done again, taken back: also on the server.
    for key, wanted in (("z", {}), ("y", {(korat, 4): 20, (korat, 5): 40, (surin, 5): 1000}), ("z", {})):
        page.keyboard.press(f"Control+{key}")
        writer.saved()
        assert people(version) == given | {(korat, 2): 40} | wanted

    # Filled down over what is chosen, and emptied.
    writer.cell(korat, FEBRUARY).click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+d")
    writer.saved()
    assert people(version) == given | {(korat, 2): 40, (surin, 2): 40}
    writer.cell(chiang_mai, MARCH).click()
    page.keyboard.press("Delete")
    writer.saved()
    assert people(version) == {(korat, 2): 40, (surin, 2): 40}

    # What fits no whole round keeps what was typed, marked, with the sentence; it can be given up.
    writer.write(korat, MARCH, "7", begins_with="")
    page.locator("[data-troubles] li").wait_for()
    refused = writer.cell(korat, MARCH)
    assert (refused.inner_text(), "cell-refused" in refused.get_attribute("class")) == ("7", True)
    assert_accessible(page)
    page.locator("[data-troubles] .button").click()
    expect(refused).to_have_text("")
    assert people(version) == {(korat, 2): 40, (surin, 2): 40}
    assert audit.differences() == []


def test_what_is_not_sent_survives_a_reload(page, live_server, desk):
    version = desk.draft()
    korat = desk.ground.korat.name_th
    writer = opened(page, live_server, version, desk.ground.planner)
    page.route(SAVE, lambda route: route.fulfill(status=502, body=""))
    writer.write(korat, FEBRUARY, "20")
    page.locator('[data-state="off"]').wait_for()
    page.reload()
    expect(writer.cell(korat, FEBRUARY)).to_have_text("20")
    assert people(version)[korat, 2] == 30
    writer.back_online()
    writer.saved()
    assert people(version)[korat, 2] == 20

    # So does what is only being written when one leaves.
    writer.cell(korat, FEBRUARY).click()
    page.keyboard.type("40")
    page.reload()
    expect(writer.cell(korat, FEBRUARY)).to_have_text("40")
    writer.saved()
    assert people(version)[korat, 2] == 40


def test_two_planners_see_each_other_and_never_overwrite_unseen(page, chromium, live_server, desk):
    version = desk.draft()
    korat, surin = desk.ground.korat.name_th, desk.ground.surin.name_th
    first = opened(page, live_server, version, desk.ground.planner)
    with visitor(chromium) as other:
        colleague = member(Role.PLANNER, desk.ground.diprom)
        second = opened(other, live_server, version, colleague)

        # While the first has no network, the second writes in the same cell.
        page.route(SAVE, lambda route: route.fulfill(status=502, body=""))
        first.write(korat, FEBRUARY, "20")
        page.locator('[data-state="off"]').wait_for()
        second.write(korat, FEBRUARY, "40")
        second.write(surin, MARCH, "25")
        second.saved()
        first.back_online()

        # Both values are shown, with the name; nothing is overwritten until one of them is chosen.
        clash = page.locator("[data-troubles] li")
        expect(clash).to_contain_text(colleague.display_name)
        expect(clash).to_contain_text("160,000")
        expect(first.cell(surin, MARCH)).to_have_text("25")
        assert people(version)[korat, 2] == 40
        page.locator("[data-troubles] .button").nth(1).click()
        first.saved()
        assert people(version)[korat, 2] == 20
        second.back_online()
        expect(second.cell(korat, FEBRUARY)).to_have_text("20")

        # Who takes back takes back their own words only, not what the other wrote since.
        other.keyboard.press("Control+z")
        other.keyboard.press("Control+z")
        second.saved()
        assert people(version)[korat, 2] == 20
        assert (surin, 3) not in people(version)
    assert audit.differences() == []
