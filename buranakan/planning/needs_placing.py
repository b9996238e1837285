"""Granted needs as lines of a draft: whole rounds, the middle of the unit cost, within what the envelope holds."""

from buranakan.lib import fiscal
from buranakan.planning import grid, queries, rules, servers
from buranakan.planning.line_checks import LineChecks
from buranakan.planning.proposal import HUNDRED_BAHT
from buranakan.planning.values import Held, PlannedLine


def cost_of(people, *, low, high):
    """The middle of what the activity costs, in whole hundreds of baht where its range allows."""
    middle = (low + high) * people // 2
    whole = middle // HUNDRED_BAHT * HUNDRED_BAHT
    return whole if whole >= low * people else middle


class Placing:
    """Takes granted needs one by one; refuses with the rule that is broken, and keeps the lines of the others."""

    def __init__(self, version):
        self.envelope = version.plan.envelope
        self.lines = []
        self._taken = {line.grain for line in version.lines.all()}
        self._asked = Held(version.amount_total_satang, version.people_total)
        self._left = queries.left_for(version)
        self._checks = LineChecks(self.envelope)
        self._offices = {}

    def place(self, need):
        """One need becomes one line."""
        line = self._line(need)
        self._checks.check(line)
        rules.check_new_grain(line.grain, taken=self._taken)
        asked = self._asked + Held(line.amount_satang, line.people)
        rules.check_envelope_holds(self._left, satang=asked.satang, places=asked.places)
        self._asked = asked
        self._taken.add(line.grain)
        self.lines.append(line)

    def _line(self, need):
        activity, province, month = need.activity, need.answer.province, self._month_of(need)
        if month not in self._offices:
            self._offices[month] = queries.responsible_offices(on=month)
        return PlannedLine(
            activity=activity,
            owner_office=self.envelope.office,
            serving_office=servers.server_of(activity.kind, offices=self._offices[month][province.pk]),
            province=province,
            month=month,
            rounds=grid.rounds_for(need.granted, activity=activity),
            people=need.granted,
            amount_satang=cost_of(need.granted, low=activity.unit_cost_low_satang, high=activity.unit_cost_high_satang),
        )

    @staticmethod
    def _month_of(need):
        # A quarter's work goes into its middle month: there is time to call for applicants, and time left to spend.
        return fiscal.next_month(need.month) if need.is_whole_quarter else need.month
