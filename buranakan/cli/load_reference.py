"""`buranakan load-reference`: areas, offices, frameworks and the joint programme from files into the database."""

from pathlib import Path

from buranakan.areas import imports as areas
from buranakan.finance import imports as finance
from buranakan.lib import clock
from buranakan.outcomes import imports as outcomes
from buranakan.planning import imports as planning
from buranakan.policy import imports as policy
from buranakan.services import imports as services


def add_arguments(parser):
    parser.add_argument(
        "--folder",
        type=Path,
        help="a folder with your own copies of the files; files that are not in it come from the package",
    )


def run(arguments):
    at = clock.now()
    areas.load(folder=arguments.folder, by=None, at=at)
    frameworks = policy.load(folder=arguments.folder, by=None, at=at)
    planning.load(folder=arguments.folder, by=None, at=at)
    services.load(folder=arguments.folder, by=None, at=at)
    indicators = outcomes.load(folder=arguments.folder, by=None, at=at)
    finance.load(folder=arguments.folder, by=None, at=at)
    print("โหลดข้อมูลอ้างอิงแล้ว: จังหวัด หน่วยงาน พื้นที่รับผิดชอบ กรอบนโยบาย ชุดโครงการร่วมกับกิจกรรม")
    print("สิ่งที่บันทึกของแต่ละประเภท ตัวชี้วัด เป้าหมายการเบิกจ่าย")
    for what, left in (("กรอบนโยบาย", frameworks), ("ตัวชี้วัด", indicators)):
        if left:
            print(f"{what}ที่มีผู้แก้ไขในระบบแล้ว คงไว้ตามที่แก้ไข ไม่ได้โหลดทับ: {', '.join(left)}")
    return 0
