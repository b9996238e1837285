"""The demo's directives: ordered on the founding visit and after, handed on, answered, late, and closed by a figure.

The words are our own, in the manner of the ministry; they belong to posts and to nobody in person.
"""

import datetime as dt

from buranakan.accounts.scope import Scope
from buranakan.areas import queries as areas
from buranakan.insight import directives as standing
from buranakan.lib import clock
from buranakan.policy import queries as policies
from buranakan.policy.directives import actions
from buranakan.policy.directives.enums import Priority, SourceKind
from buranakan.policy.visits import actions as visit_actions
from buranakan.policy.visits import queries as visits

WHOLE = Scope.system("demo")
MINISTRY, DIPROM, CENTRE_6 = "moi", "diprom", "diprom-c06"
HERE, BURI_RAM, SURIN, CHAIYAPHUM = "pio-30", "pio-31", "pio-32", "pio-36"
FOUNDING_DAY = dt.date(2024, 12, 8)
POST = "ปลัดกระทรวงอุตสาหกรรม"
FOUNDING = "ตรวจเยี่ยมศูนย์ส่งเสริมอุตสาหกรรมภาคที่ 6 จังหวัดนครราชสีมา"
PORTFOLIO = "year=2568&portfolio={code}"
PEOPLE, PEOPLE_HERE = 2_180, 50
# Nights on which something was to be reminded of or raised.
NIGHTS = (
    *("2025-02-07", "2025-02-13", "2025-03-26", "2025-04-27", "2025-04-29", "2025-05-01"),
    *("2025-05-02", "2025-05-04", "2025-05-13", "2025-05-15"),
)
NOTE = "รายงานสมมติของระบบสาธิต\nไม่ใช่เอกสารของหน่วยงานใด\n"


def tell(portfolio, *, users, desks):
    """Orders of the year; the nights in between remind, raise and close by themselves."""
    told = _Teller(portfolio, users=users, desks=desks)
    told.founding()
    told.machines()
    told.inspection()
    told.nights()


class _Teller:
    def __init__(self, portfolio, *, users, desks):
        self.portfolio, self.users, self.desks = portfolio, users, desks
        self.offices = {code: areas.office_by_code(code) for code in (MINISTRY, DIPROM, CENTRE_6, HERE, BURI_RAM)}
        self.offices |= {code: areas.office_by_code(code) for code in (SURIN, CHAIYAPHUM)}
        self.visit = visits.visits(WHOLE).filter(starts_at__date=FOUNDING_DAY).first()
        # Who hands on and answers sits there before anything is ordered, so that letters find them.
        for code in (HERE, BURI_RAM, SURIN, CHAIYAPHUM):
            desks.head(self.offices[code])

    def founding(self):
        """Two departments as one: to DIPROM with every provincial office, and on to Center 6 and its four provinces."""
        provincial = list(areas.offices(on=FOUNDING_DAY).filter(kind="provincial"))
        promise = policies.promises(WHOLE).filter(figure_key="people_reached_distinct").first()
        order = actions.give(
            text="ให้ กสอ. ร่วมกับ สอจ. ทุกจังหวัด วางแผนและใช้งบประมาณพัฒนาผู้ประกอบการในพื้นที่เป็นงานเดียวกัน "
            "รับผู้ประกอบการเข้าร่วมให้ได้ตามเป้าหมายที่ประกาศ และรายงานผลรายจังหวัด",
            number="1",
            **self._at_the_founding(),
            responsible=self.offices[DIPROM],
            joint=provincial,
            due_on=dt.date(2025, 9, 30),
            promise=promise,
            figure_key="people_reached_distinct",
            figure_slice=PORTFOLIO.format(code=self.portfolio.code),
            target_value=PEOPLE,
            priority=Priority.VERY_URGENT,
            by=self.users["executive"],
            at=_moment("2024-12-08 15:00"),
        )
        self._of_the_note(order)
        actions.delegate(
            order,
            office=self.offices[DIPROM],
            offices=[self.offices[CENTRE_6]],
            text="ให้ ศภ.6 จัดรุ่นอบรมร่วมกับ สอจ. ในพื้นที่ให้ครบตามแผน และรายงานความก้าวหน้าทุกเดือน",
            due_on=dt.date(2025, 8, 29),
            by=self.users["director"],
            at=_moment("2024-12-12 10:00"),
        )
        children = actions.delegate(
            order,
            office=self.offices[DIPROM],
            offices=[self.offices[code] for code in (HERE, BURI_RAM, SURIN, CHAIYAPHUM)],
            text="ให้ สอจ. คัดเลือกผู้ประกอบการในจังหวัดให้ครบตามแผน และส่งรายงานสรุปผลการคัดเลือก",
            due_on=dt.date(2025, 4, 30),
            by=self.users["director"],
            at=_moment("2024-12-12 10:20"),
        )
        here, buri_ram, _surin, chaiyaphum = children
        self._centre(order)
        self._reported(here)
        self._with_a_figure(buri_ram)
        self._more_time(chaiyaphum)

    def machines(self):
        """One that ended as it should."""
        order = actions.give(
            text="ให้ ศภ.6 ตรวจความพร้อมของเครื่องจักรในศูนย์ปฏิรูปอุตสาหกรรม และเสนอรายการที่ให้ผู้ประกอบการใช้ร่วมกันได้ "
            "ภายในวันที่ 14 กุมภาพันธ์ 2568",
            number="2",
            **self._at_the_founding(),
            responsible=self.offices[CENTRE_6],
            joint=[self.offices[HERE]],
            due_on=dt.date(2025, 2, 14),
            by=self.users["executive"],
            at=_moment("2024-12-08 15:10"),
        )
        said = {"office": self.offices[CENTRE_6], "by": self.users["head"]}
        actions.report_done(
            order,
            text="ตรวจครบทุกเครื่องแล้ว และเสนอรายการที่พร้อมให้ใช้ร่วมกันตามเอกสารแนบ",
            evidence=[self._file("machines.txt", self.users["head"], "2025-02-11 14:00")],
            at=_moment("2025-02-11 14:00"),
            **said,
        )
        ministry = {"office": self.offices[MINISTRY], "by": self.users["executive"]}
        actions.ask_more(
            order, text="ขอเวลาทำการที่ผู้ประกอบการจองได้ด้วย", at=_moment("2025-02-12 09:00"), **ministry
        )
        actions.report_done(order, text="เพิ่มตารางเวลาที่เปิดให้จองแล้ว", at=_moment("2025-02-13 11:00"), **said)
        actions.accept(order, at=_moment("2025-02-13 16:00"), **ministry)

    def inspection(self):
        """The inspector's first round: one reported, one on its way."""
        source = {
            "ordered_by_office": self.offices[MINISTRY],
            "ordered_by_post": "ผู้ตรวจราชการกระทรวงอุตสาหกรรม",
            "ordered_on": dt.date(2025, 3, 4),
            "source_kind": SourceKind.INSPECTION_ROUND,
            "source_title": "การตรวจราชการกรณีปกติ จังหวัดนครราชสีมา",
            "inspection_year": 2568,
            "inspection_round": 1,
            "by": self.users["inspector"],
            "at": _moment("2025-03-04 16:00"),
        }
        money = actions.give(
            text="ให้ สอจ.นครราชสีมา เร่งเบิกจ่ายงบประมาณให้เป็นไปตามแผน และรายงานรายการที่ล่าช้าพร้อมเหตุผล",
            number="1",
            responsible=self.offices[HERE],
            joint=[self.offices[CENTRE_6]],
            due_on=dt.date(2025, 3, 31),
            priority=Priority.URGENT,
            **source,
        )
        actions.report_done(
            money,
            office=self.offices[HERE],
            text="เบิกจ่ายตามแผนแล้ว เหลือหนึ่งรายการที่รอเอกสารตรวจรับ",
            evidence=[self._file("spending.txt", self.users["provincial"], "2025-03-28 15:00")],
            by=self.users["head30"],
            at=_moment("2025-03-28 15:00"),
        )
        actions.give(
            text="ให้ สอจ.ชัยภูมิ จัดทำแผนติดตามผู้ประกอบการที่ผ่านการอบรม ภายในวันที่ 30 มิถุนายน 2568",
            number="2",
            responsible=self.offices[CHAIYAPHUM],
            due_on=dt.date(2025, 6, 30),
            **source,
        )

    def nights(self):
        """What the nightly work did, on the nights when there was something to do; the last one closes by a figure."""
        for night in NIGHTS:
            at = _moment(f"{night} 02:00")
            actions.remind(at)
            actions.escalate(at)
        for one in standing.reached(WHOLE, at=at):
            actions.close_reached(one.directive, **one.proof, at=at)

    def _at_the_founding(self):
        return {
            "ordered_by_office": self.offices[MINISTRY],
            "ordered_by_post": POST,
            "ordered_on": FOUNDING_DAY,
            "source_kind": SourceKind.VISIT,
            "source_title": self.visit.title if self.visit else FOUNDING,
            "visit": self.visit,
        }

    def _of_the_note(self, order):
        """The note that was taken for a directive on the visit has become this one."""
        draft = self.visit and visits.drafts_of_directives(WHOLE, self.visit).first()
        if draft:
            said = {"by": self.users["executive"], "at": _moment("2024-12-08 15:00")}
            visit_actions.note_became_directive(draft, directive_reference=order.reference, **said)

    def _centre(self, order):
        """Center 6 tells twice how far it is, with a file that proves it."""
        child = order.handed_on.get(responsible_office=self.offices[CENTRE_6])
        said = {"office": self.offices[CENTRE_6], "by": self.users["centre"]}
        first = self._file("rounds.txt", self.users["centre"], "2025-01-31 16:00")
        actions.report_progress(
            child,
            text="จัดตารางรุ่นร่วมกับ สอจ. ทั้งสี่จังหวัดแล้ว เริ่มรับสมัครตามปฏิทินที่แนบ",
            evidence=[first],
            at=_moment("2025-01-31 16:00"),
            **said,
        )
        actions.report_progress(
            child, text="อบรมตามรุ่นที่ครบกำหนดแล้ว รุ่นที่เหลืออยู่ระหว่างรับสมัคร", at=_moment("2025-04-30 16:30"), **said
        )

    def _reported(self, child):
        """Nakhon Ratchasima is done, and waits for DIPROM."""
        actions.report_progress(
            child,
            office=self.offices[HERE],
            text="คัดเลือกรุ่นแรกเสร็จแล้ว",
            by=self.users["provincial"],
            at=_moment("2025-02-20 10:00"),
        )
        actions.report_done(
            child,
            office=self.offices[HERE],
            text="คัดเลือกครบตามแผนของจังหวัดแล้ว แนบรายงานสรุป",
            evidence=[self._file("selection.txt", self.users["head30"], "2025-04-28 13:30")],
            by=self.users["head30"],
            at=_moment("2025-04-28 13:30"),
        )

    def _with_a_figure(self, child):
        """Buri Ram's order is tied to a figure afterwards, and closes by itself."""
        actions.change(
            child,
            office=self.offices[DIPROM],
            because="ใช้จำนวนผู้รับบริการที่นับได้จริงแทนการส่งรายงาน",
            figure_key="people_reached_distinct",
            figure_slice=f"{PORTFOLIO.format(code=self.portfolio.code)}&province={self.offices[BURI_RAM].seat_id}",
            target_value=PEOPLE_HERE,
            due_on=dt.date(2025, 5, 30),
            by=self.users["director"],
            at=_moment("2025-03-03 09:00"),
        )

    def _more_time(self, child):
        """Chaiyaphum is given more time, on the record."""
        actions.change(
            child,
            office=self.offices[DIPROM],
            because="มีรุ่นที่เลื่อนไปจัดปลายเดือนพฤษภาคม",
            due_on=dt.date(2025, 5, 20),
            by=self.users["director"],
            at=_moment("2025-04-21 09:00"),
        )

    def _file(self, name, by, written):
        return actions.store_evidence(NOTE.encode(), name=name, by=by, at=_moment(written))


def _moment(written):
    return dt.datetime.fromisoformat(written).replace(tzinfo=clock.BANGKOK)
