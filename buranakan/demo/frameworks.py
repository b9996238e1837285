"""The demo's five projects tagged to MIND and to สู้ เซฟ สร้าง: our proposal on synthetic posts, nobody's decision."""

import datetime as dt

from buranakan.accounts.scope import Scope
from buranakan.lib import clock
from buranakan.planning import actions
from buranakan.planning import queries as planning
from buranakan.policy import queries as policy

WHOLE = Scope.system("demo")
FIRST_DAY = dt.date(2024, 10, 1)
SLOGAN = "fight-save-build"
# Project's number: framework, pillar, weight. What is left of a hundred serves nothing that we could name.
TAGS = {
    1: (("mind", "business", 60), ("mind", "income", 40), (SLOGAN, "save", 60), (SLOGAN, "build", 40)),
    2: (("mind", "income", 70), ("mind", "business", 30), (SLOGAN, "save", 100)),
    3: (("mind", "business", 100), (SLOGAN, "build", 60), (SLOGAN, "save", 40)),
    4: (("mind", "business", 60), ("mind", "environment", 40), (SLOGAN, "build", 70), (SLOGAN, "save", 30)),
    5: (("mind", "business", 70), ("mind", "society", 30), (SLOGAN, "save", 80)),
}
BECAUSE = "ข้อเสนอจากชื่อโครงการและกิจกรรม รอหน่วยงานยืนยัน"


def tag_projects(portfolio, *, by, at):
    """Every project of the portfolio, from the first day on which the fiscal year and the framework both hold."""
    pillars = {
        (one.framework.code, wording.pillar.code): wording.pillar
        for one in policy.frameworks_in_force(on=clock.local_day(at))
        for wording in one.pillars
    }
    for project in planning.projects(WHOLE, portfolio):
        for framework, code, percent in TAGS.get(project.number, ()):
            pillar = pillars[framework, code]
            actions.tag(
                project,
                pillar=pillar,
                weight_percent=percent,
                valid_from=max(FIRST_DAY, pillar.framework.valid_from),
                because=BECAUSE,
                is_proposal=True,
                by=by,
                at=at,
            )
