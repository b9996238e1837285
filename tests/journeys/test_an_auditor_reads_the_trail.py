"""An auditor browses the trail, looks at what an event carries for a reason, verifies it, and finds a changed row."""

import sqlite3

import pytest

from tests.journeys.walking import run_command

pytestmark = pytest.mark.journey

BECAUSE = "ตรวจสอบเหตุผลการส่งคืนแผน"
NARROW = "main form.filters [type=submit]"
LOOKED = "event.payload_looked_at"


def test_an_auditor_reads_the_trail(walk):
    # Given: the trail of the demo, sealed to its end after the hour's letters went out.
    assert run_command(walk.demo, "run", "hourly")[0] == 0
    walk.become("auditor")
    walk.go("/desk/trail/")
    sealed = walk.number(".sentence")
    kept = walk.page.request.get(walk.demo.address + walk.link("/checkpoint/").get_attribute("href")).text()

    # When it is narrowed to one kind of act, then it shows those, and the address holds the choice.
    walk.page.locator("[name=name]").select_option("plan_version.returned")
    walk.open(NARROW)
    assert (walk.page.locator("tbody tr").count(), "name=plan_version.returned" in walk.path) == (1, True)

    # When what the event carries is asked for, first without a reason, then it is shown once to whoever says why,
    walk.open("tbody a")
    event = walk.path
    assert ask_to_look(walk, because="", status=409) == "reason_missing"
    assert ask_to_look(walk, because=BECAUSE) is None
    assert "reason" in walk.page.locator("main .card .definition dt").all_inner_texts()
    walk.go(event)
    assert walk.has(walk.form("/payload/"))

    # and the look itself is in the trail, by the auditor's post, with its own reason.
    walk.go(f"/desk/trail/?name={LOOKED}&role=auditor")
    assert walk.page.locator("tbody tr").count() == 1

    # When the hour's work seals it, then the trail has grown by that and verifies, from the page and from a kept note.
    done, said = run_command(walk.demo, "run", "hourly")
    assert (done, said.splitlines()[-1]) == (0, "events sealed: 1")
    walk.go("/desk/trail/")
    assert walk.number(".sentence") == sealed + 1
    walk.open(walk.button("/verification/"))
    assert (walk.number(".sentence"), walk.has(".badge-good")) == (sealed + 1, True)
    note = walk.demo.folder / "kept.txt"
    note.write_text(kept)
    assert run_command(walk.demo, "verify", "trail", "--kept", str(note))[0] == 0

    # When the proof of the event is opened, then it leads to the signed root.
    walk.go(event)
    walk.open(walk.link("/proof/"))
    assert walk.has(".badge-good")

    # When somebody changes a row behind the product's back, then the page names that event.
    blame_another_post(walk, reference=event.rstrip("/").rpartition("/")[2])
    walk.go("/desk/trail/")
    walk.open(walk.button("/verification/"))
    assert walk.page.locator(".notice-bad code").inner_text() == "event_changed"
    walk.open(walk.page.locator(f".notice-bad a[href='{event}']"))
    assert run_command(walk.demo, "verify", "trail")[0] == 1


def ask_to_look(walk, *, because, status=200):
    form = walk.form("/payload/")
    form.locator("[name=because]").fill(because)
    walk.open(form.locator("[type=submit]"), status=status)
    return walk.refusal() if status != 200 else None


def blame_another_post(walk, *, reference):
    with sqlite3.connect(walk.demo.folder / "buranakan.sqlite3") as database:
        blamed = database.execute(
            "UPDATE records_event SET by_post = 'planner@diprom' WHERE reference = ?", [reference.replace("-", "")]
        )
    assert blamed.rowcount == 1
