"""What was told of each service of the demo beyond the spine, by its kind; nothing in it is about anybody real."""

import datetime as dt

from buranakan.planning.enums import Kind

HUNDREDTHS = 100  # numbers, hours and baht are kept in hundredths
ADVICE = (
    ("marketing", "แนะนำให้ทำหน้าร้านออนไลน์ ถ่ายภาพสินค้าใหม่ และตอบลูกค้าภายในวันเดียว"),
    ("finance", "แนะนำให้แยกบัญชีร้านกับบัญชีบ้าน และเตรียมเอกสารขอสินเชื่อเงินทุนหมุนเวียน"),
    ("standards", "แนะนำขั้นตอนขอเลขสารบบอาหาร และผังห้องผลิตที่ต้องแยกดิบกับสุก"),
    ("production", "แนะนำให้จัดลำดับงานใหม่และวางวัตถุดิบใกล้จุดใช้ เพื่อลดเวลาเดิน"),
    ("design", "แนะนำขนาดบรรจุใหม่และฉลากที่บอกแหล่งผลิตให้ชัด"),
)
ITC = (
    ("ทดลองอบแห้งผลไม้ด้วยลมร้อน", "เครื่องอบลมร้อนแบบถาด", "ได้เวลาอบที่เหมาะสม ความชื้นต่ำกว่าร้อยละ 12"),
    ("ทดลองบรรจุสุญญากาศ", "เครื่องบรรจุสุญญากาศ", "เก็บได้นานขึ้น 3 สัปดาห์ในการทดลอง"),
    ("ขึ้นรูปต้นแบบบรรจุภัณฑ์", "เครื่องพิมพ์สามมิติ", "ได้ต้นแบบ 2 แบบสำหรับทดลองตลาด"),
)
ESTABLISHMENTS = (
    ("ของเสียระหว่างผลิตสูง", "จัดจุดตรวจก่อนบรรจุและสอนงานพนักงาน", "ของเสีย (ร้อยละ)", 9, 5),
    ("ส่งของช้ากว่ากำหนด", "วางแผนผลิตรายสัปดาห์และจัดผังใหม่", "วันส่งมอบเฉลี่ย", 12, 8),
    ("ค่าไฟสูง", "เปลี่ยนเวลาเดินเครื่องและซ่อมรอยรั่วของลม", "ค่าไฟต่อเดือน (พันบาท)", 38, 31),
)
PRODUCTS = (
    ("ชุดของฝากลายประจำถิ่น", "นำลายผ้าของจังหวัดมาใช้กับบรรจุภัณฑ์", "ได้ต้นแบบ 1 ชุด พร้อมไฟล์พิมพ์"),
    ("น้ำพริกสูตรลดเกลือ", "ปรับสูตรให้เก็บได้นานโดยไม่เพิ่มเกลือ", "ได้สูตรที่ผ่านการชิม 30 คน"),
    ("กระเป๋าจักสานทรงใหม่", "ออกแบบทรงสำหรับคนทำงานในเมือง", "ได้ต้นแบบ 2 ทรง"),
)
STANDARDS = (("tcps", "documents"), ("fda", "gap"), ("ghps", "improvement"), ("tcps", "granted"), ("halal", "applied"))


def told(kind, *, chance, served_on, serial):
    """The details of one service of a kind, by chance."""
    return TELLERS[Kind(kind)](chance, served_on, serial) if Kind(kind) in TELLERS else {}


def _advice(chance, served_on, serial):
    topic, advice = chance.choice(ADVICE)
    return {"topic": topic, "hours": 2 * HUNDREDTHS, "advice_given": advice}


def _itc(chance, served_on, serial):
    request, machine, result = chance.choice(ITC)
    return {"request": request, "machine": machine, "result": result}


def _establishments(chance, served_on, serial):
    problem, improvement, measured_as, before, after = chance.choice(ESTABLISHMENTS)
    return {
        "problem": problem,
        "improvement": improvement,
        "measured_as": measured_as,
        "before": (before + chance.randint(0, 3)) * HUNDREDTHS,
        "after": (after + chance.randint(0, 2)) * HUNDREDTHS,
    }


def _products(chance, served_on, serial):
    product, brief, result = chance.choice(PRODUCTS)
    return {"product": product, "brief": brief, "result": result}


def _standards(chance, served_on, serial):
    standard, step = chance.choice(STANDARDS)
    if step != "granted":
        return {"standard": standard, "step": step}
    expires_on = served_on.replace(day=1) + dt.timedelta(days=3 * 365)
    certificate = f"สมมติ {serial}/{served_on.year + 543}"
    return {"standard": standard, "step": step, "certificate": certificate, "expires_on": expires_on.isoformat()}


def _fairs(chance, served_on, serial):
    return {
        "booth": f"ก{chance.randint(1, 60)}",
        "sales": chance.randint(15, 240) * 100 * HUNDREDTHS,
        "met_buyers": chance.random() < 0.5,
    }


TELLERS = {
    Kind.ADVICE: _advice,
    Kind.ITC: _itc,
    Kind.ESTABLISHMENTS: _establishments,
    Kind.PRODUCTS: _products,
    Kind.STANDARDS: _standards,
    Kind.FAIRS: _fairs,
}
