"""Columns that every open data set about programmes has, and what such sets say alike."""

from django.conf import settings

from buranakan.insight.columns import Column, Words

SYNTHETIC = "ข้อมูลสมมติ (synthetic data)"
PEOPLE = Words(th="คน", en="people")
LICENCE = Words(
    th="สัญญาอนุญาตให้ใช้ข้อมูลเปิดภาครัฐ (DGA Open Government License): ใช้ได้โดยอ้างอิงที่มา",
    en="DGA Open Government License: free to use, naming the source",
)
LICENCE_URL = "https://data.go.th/pages/dga-open-government-license"


def of(name, attribute):
    """An attribute of what the row names, such as its project or province; nothing where it names none."""
    return lambda row: getattr(getattr(row, name), attribute) if getattr(row, name) else None


FISCAL_YEAR = Column(
    key="fiscal_year",
    label=Words(th="ปีงบประมาณ", en="Fiscal year"),
    description=Words(
        th="ปีงบประมาณ พ.ศ. เริ่ม 1 ตุลาคมของปีก่อน สิ้นสุด 30 กันยายน",
        en="Thai fiscal year in the Buddhist era: from 1 October of the year before to 30 September.",
    ),
    type="integer",
    value=lambda row: row.portfolio.fiscal_year,
)

PROGRAMME_CODE = Column(
    key="programme_code",
    label=Words(th="รหัสชุดโครงการ", en="Programme code"),
    description=Words(
        th="รหัสของชุดโครงการร่วม ใช้ตัวเดิมทุกครั้งที่เผยแพร่", en="Code of the joint programme; it never changes."
    ),
    type="text",
    value=lambda row: row.portfolio.code,
)

PROJECT_NUMBER = Column(
    key="project_number",
    label=Words(th="โครงการที่", en="Project number"),
    description=Words(th="ลำดับของโครงการในชุดโครงการ", en="The project's number in its programme."),
    type="integer",
    value=of("project", "number"),
    may_be_empty=True,
)

PROJECT_NAME_TH = Column(
    key="project_name_th",
    label=Words(th="ชื่อโครงการ", en="Project, in Thai"),
    description=Words(th="ชื่อโครงการภาษาไทยตามประกาศ", en="Name of the project in Thai, as announced."),
    type="text",
    value=of("project", "name_th"),
    may_be_empty=True,
)

PROVINCE_CODE = Column(
    key="province_code",
    label=Words(th="รหัสจังหวัด", en="Province code"),
    description=Words(
        th="รหัสจังหวัดสองหลักของกรมการปกครอง",
        en="Two-digit code of the province, of the Department of Provincial Administration.",
    ),
    type="text",
    value=of("province", "pk"),
    may_be_empty=True,
)

NOTICE = Column(
    key="notice",
    label=Words(th="หมายเหตุ", en="Notice"),
    description=Words(
        th="ข้อความว่าเป็นข้อมูลสมมติ ในระบบสาธิตเท่านั้น ระบบจริงเว้นว่าง",
        en="Says that the data is synthetic, in a demonstration only; empty otherwise.",
    ),
    type="text",
    value=lambda row: SYNTHETIC if settings.IS_SYNTHETIC else "",
    may_be_empty=True,
)
