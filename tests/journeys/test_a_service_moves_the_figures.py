"""An officer records a service: each figure that should move moves by one, no other does, and strangers see nothing."""

import re
from dataclasses import dataclass

import pytest

from buranakan.demo import posts
from buranakan.lib import ids
from tests.journeys.walking import run_command

pytestmark = pytest.mark.journey

NUMBER = ids.made_up_citizen_number(987_654_321)
MISTYPED = NUMBER[:-1] + str((int(NUMBER[-1]) + 1) % 10)
PERSON = {"title": "นาง", "first_name": "มาลี", "last_name": "สมมติเดินทาง", "phone": "๐๘๑-๒๓๔-๕๖๗๘"}
SHEET = "ข้อมูลสมมติ ไม่ใช่เอกสารจริง\nใบลงชื่อของการเดินทดสอบ\n"
HERE, OFFICE, CENTRE = "30", "pio-30", "diprom-c06"
OWN_OFFICE = "สอจ.นครราชสีมา"
FAR_AWAY = "50"
HOURS = "๖ ชั่วโมง"
RECORD = "main form:has([name=served_on]) [type=submit]"
FIND = "main form[role=search] [type=submit]"
CHOOSE = "main form:has([name=what]):not(:has([name=served_on])) [type=submit]"
REACHED = ("people_reached_distinct", "people_reached_participations", "places_filled")
PLANNED = ("people_planned", "money_planned")


@dataclass(frozen=True)
class Activity:
    """What the office's plan gives: its address in a slice (portfolio.project.activity) and its name."""

    address: str
    name: str

    @property
    def around(self):
        """Slices that any service of this activity, month and province lies in."""
        project = self.address.rpartition(".")[0]
        portfolio = project.rpartition(".")[0]
        return (
            "year=2568",
            f"portfolio={portfolio}",
            f"project={project}",
            f"activity={self.address}",
            f"province={HERE}",
            "month=2025-05",
        )

    @property
    def ours(self):
        """Slices of what this office itself serves."""
        return f"office={OFFICE}", f"office={OFFICE}&province={HERE}&month=2025-05&activity={self.address}"

    @property
    def elsewhere(self):
        """Slices beside all those."""
        portfolio, project, _code = self.address.split(".")
        other = "1" if project != "1" else "2"
        return "year=2567", f"project={portfolio}.{other}", "province=36", "month=2025-04", f"office=pio-{FAR_AWAY}"


OF_THE_CENTRE = f"office={CENTRE}"


def test_a_service_moves_the_figures_it_should_and_no_other(walk):
    # Given: what every figure says to one who sees the whole country.
    walk.become("provincial")
    activity = activity_planned_here(walk)
    walk.become("executive")
    before, said_before = figures(walk, activity=activity), said_of_all(walk)

    # When an officer finds nobody of that name, adds the person, and records the service with its sign-in sheet,
    walk.become("provincial")
    person = add_a_person(walk)
    service = record_with_a_sheet(walk, activity=activity)
    sheet = walk.link("/evidence/").get_attribute("href")
    kept = walk.page.request.get(walk.demo.address + sheet)
    assert (kept.status, kept.body().decode()) == (200, SHEET)

    # and then the same again, which is refused in place, with the way to the record that is there,
    walk.go(person)
    walk.open(walk.link("/services/add/"))
    fill_in(walk, what=option(walk, activity))
    walk.open(RECORD, status=409)
    assert (walk.refusal(), walk.page.input_value("[name=minutes]")) == ("already_recorded", HOURS)
    walk.open(walk.link(service))

    # then every figure that should move moves by one, and no other.
    walk.become("executive")
    after = figures(walk, activity=activity)
    assert moved(before, after) == dict.fromkeys(each(REACHED, activity.around + activity.ours), 1)
    assert said_of_all(walk) == {where: number + 1 for where, number in said_before.items()}

    # When the centre serves the same person the same way, there is one more participation, and nobody counts twice.
    walk.become("centre")
    walk.go(person)
    walk.open(walk.link("/services/add/"))
    fill_in(walk, what=option(walk, activity, kind="activity"))
    walk.page.locator("[name=province]").select_option(HERE)
    walk.page.locator("[name=owner_office]").select_option(index=1)
    walk.open(RECORD)
    walk.become("executive")
    assert moved(after, figures(walk, activity=activity)) == dict.fromkeys(
        [*each(["people_reached_participations"], activity.around), *each(REACHED, [OF_THE_CENTRE])], 1
    )
    assert said_of_all(walk) == {where: number + 1 for where, number in said_before.items()}

    # Then an officer of another province finds nothing of it, whatever address they type.
    become_an_officer_elsewhere(walk)
    for address in (person, service, sheet, f"/desk/provinces/{HERE}/"):
        assert walk.page.request.get(walk.demo.address + address).status == 404
    walk.go("/desk/register/people/")
    walk.page.locator("[name=text]").fill(PERSON["last_name"])
    walk.open(FIND)
    assert not walk.has("main table")
    assert run_command(walk.demo, "verify")[0] == 0


# --- the counter ------------------------------------------------------------------------------------------------------
def activity_planned_here(walk):
    walk.go(f"/desk/provinces/{HERE}/")
    # Some are done by the centre with its machines; this one is the provincial office's own.
    link = walk.page.locator(f"main tr:has-text('{OWN_OFFICE}') th a[href*='activity=']").first
    return Activity(address=re.search(r"activity=([^&]+)", link.get_attribute("href"))[1], name=link.inner_text())


def add_a_person(walk):
    """Nobody is found, so the counter adds them; with a slip of the finger first. Returns the person's address."""
    walk.go("/desk/services/add/")
    walk.page.locator("[name=text]").fill(f"{PERSON['first_name']} {PERSON['last_name']}")
    walk.open(FIND)
    walk.open(walk.link("/register/people/add/"))
    for name, text in {**PERSON, "citizen_number": MISTYPED}.items():
        walk.page.locator(f"[name={name}]").fill(text)
    save = "main form:has([name=citizen_number]) [type=submit]"
    walk.open(save)
    assert walk.wrong_fields() == ["citizen_number"]
    assert {name: walk.page.input_value(f"[name={name}]") for name in PERSON} == PERSON
    walk.page.locator("[name=citizen_number]").fill(NUMBER)
    walk.open(save)
    assert NUMBER not in walk.page.content()
    return f"/desk/register/people/{walk.path.partition('person=')[2]}/"


def record_with_a_sheet(walk, *, activity):
    """A day that has not come first: what was typed stays, and so does the file. Returns the address of the service."""
    fill_in(walk, what=option(walk, activity), day="๑๖ พ.ค. ๒๕๖๘")
    sheet = {"name": "ใบลงชื่อ.txt", "mimeType": "text/plain", "buffer": SHEET.encode()}
    walk.page.locator("[name=evidence]").set_input_files(sheet)
    walk.open(RECORD, status=409)
    assert (walk.wrong_fields(), walk.page.input_value("[name=minutes]")) == (["served_on"], HOURS)
    assert walk.page.locator("[name=kept]").is_checked()
    walk.page.locator("[name=served_on]").fill("๑๕ พ.ค. ๒๕๖๘")
    walk.open(RECORD)
    return walk.path


def option(walk, activity, *, kind="line"):
    """The choice of an activity as a line of the office's own plan, or by itself."""
    offered = walk.page.locator(f"[name=what] option[value^='{kind}:']")
    return next(one.get_attribute("value") for one in offered.all() if one.inner_text().endswith(activity.name))


def fill_in(walk, *, what, day="15/5/2568"):
    walk.page.locator("[name=what]").select_option(what)
    walk.open(CHOOSE)
    walk.page.locator("[name=served_on]").fill(day)
    walk.page.locator("[name=minutes]").fill(HOURS)


def become_an_officer_elsewhere(walk):
    email, password = f"elsewhere@{posts.DOMAIN}", walk.demo.folder / "password"
    password.write_text(walk.demo.password)
    post = ["--role", "provincial_officer", "--office", f"pio-{FAR_AWAY}", "--name", "เจ้าหน้าที่อีกจังหวัด (สาธิต)"]
    assert run_command(walk.demo, "accounts", "add", email, *post, "--password-file", str(password))[0] == 0
    walk.become(email)


# --- the figures ------------------------------------------------------------------------------------------------------
def each(keys, slices):
    return [f"{key} {one}" for key in keys for one in slices]


def figures(walk, *, activity):
    """What each figure says over slices around the service, and beside it."""
    slices = (*activity.around, *activity.ours, *activity.elsewhere, OF_THE_CENTRE)
    wanted = [*each(REACHED, slices), *each(PLANNED, activity.around)]
    return {one: walk.figure(one.split()[0], one.split()[1]) for one in wanted}


def moved(before, after):
    return {what: after[what] - before[what] for what in before if after[what] != before[what]}


def said_of_all(walk):
    """The number of people reached, wherever a page opens with it."""
    distinct = ".sentence a[href*='/people_reached_distinct/']"
    walk.glance("/")
    said = {"public": walk.number("h1")}
    walk.glance("/desk/")
    said["home"] = walk.number(distinct)
    promise = walk.link("/desk/promises/").get_attribute("href")
    walk.glance(promise)
    return said | {"promise": walk.number(distinct)}
