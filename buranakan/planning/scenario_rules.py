"""What may be asked of a scenario, and when one may become a plan. Pure: no queries, no clock, no request."""

from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Permission
from buranakan.lib import money, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.planning import scenario_inputs
from buranakan.planning.enums import State

MOST_PEOPLE = 1_000_000
MOST_SATANG = 10**15


def check_allocates_for(office_id, *, scope):
    """A planner plays with the envelopes of their own office."""
    if not scope.may(Permission.ALLOCATE) or scope.office_id != office_id:
        raise RuleBroken("not_your_scenario", _("Only a planner of the office that holds the envelope can do this."))


def check_is_named(name):
    """A scenario is compared by its name."""
    if not thai_text.clean(name):
        raise RuleBroken("scenario_without_name", _("Give the scenario a name."), field="name")


def check_not_adopted(scenario):
    """What became a plan stays as it was when it did."""
    if scenario.adopted_version_id is not None:
        raise RuleBroken(
            "scenario_adopted_already", _("This scenario was adopted already. Make another one from it to go on.")
        )


def check_same_inputs(scenario, *, seen):
    """What is changed or solved is what was looked at."""
    if scenario.inputs_sha256 != seen:
        raise RuleBroken(
            "inputs_changed_meanwhile",
            _("Somebody changed what this scenario starts from while you worked. Look at it again, then go on."),
        )


# --- inputs -----------------------------------------------------------------------------------------------------------
def check_inputs(inputs):
    """Numbers that a plan can come of; `part` and `key` of a refusal say which line of which table it is about."""
    check_totals(inputs)
    check_something_on_offer(inputs)
    for one in inputs.provinces:
        check_province(one)
    for one in inputs.activities:
        check_activity_cost(one)


def check_totals(inputs):
    """Somebody is served, with some money."""
    if not 0 < inputs.people <= MOST_PEOPLE:
        raise RuleBroken("scenario_for_nobody", _("Write for how many people, from 1 to 1,000,000."), field="people")
    if not 0 < inputs.budget_satang <= MOST_SATANG:
        raise RuleBroken("scenario_without_money", _("Write how much money may be spent."), field="budget_satang")


def check_something_on_offer(inputs):
    """A split needs provinces, activities and months to split over."""
    if not inputs.provinces or not inputs.offered() or not inputs.open_months():
        raise RuleBroken(
            "nothing_to_split_over", _("Leave at least one province, one activity and one month to split over.")
        )


def check_province(one):
    """The least people of a province are not more than the most."""
    if one.floor > one.ceiling:
        raise RuleBroken(
            "floor_above_ceiling",
            _("The least people (%(floor)s) can't be more than the most (%(ceiling)s)."),
            floor=f"{one.floor:,}",
            ceiling=f"{one.ceiling:,}",
            part="provinces",
            key=one.code,
        )


def check_activity_cost(one):
    """Any round of the activity costs what its lines may cost, so that what is adopted passes the rules of lines."""
    if not one.is_offered:
        return
    dearest = one.cost_satang + -(-one.round_cost_satang // one.smallest)
    if one.cost_satang < one.low_satang or dearest > one.high_satang:
        raise RuleBroken(
            "scenario_cost_out_of_range",
            _(
                "With the cost of a round, a person of this activity costs %(least)s to %(most)s baht here, "
                "but its range is %(low)s to %(high)s."
            ),
            least=money.format_baht(one.cost_satang),
            most=money.format_baht(dearest),
            low=money.format_baht(one.low_satang),
            high=money.format_baht(one.high_satang),
            part="activities",
            key=str(one.activity),
        )


# --- pins -------------------------------------------------------------------------------------------------------------
def check_province_is_there(inputs, code):
    """Only a province that the scenario splits over is fixed."""
    if code not in inputs.by_code():
        raise RuleBroken("province_not_in_scenario", _("This scenario does not split over that province."))


def check_pinned_people(people, *, province, inputs):
    """A fixed number is a number of people who come in whole rounds."""
    if not 0 <= people <= MOST_PEOPLE:
        raise RuleBroken("pin_of_no_number", _("Write how many people the province shall get."), field="people")
    below, above = scenario_inputs.nearest_in_whole_rounds(inputs, province=province, people=people)
    if below == above:
        return
    if below is None:
        raise RuleBroken(
            "pin_below_fixed_activities",
            _("The activities fixed in this province hold %(above)s people already. Write at least that, or free it."),
            above=f"{above:,}",
            field="people",
        )
    raise RuleBroken(
        "pin_fits_no_rounds",
        _("No whole rounds add up to %(people)s people. The nearest that fit: %(below)s or %(above)s."),
        people=f"{people:,}",
        below=f"{below:,}",
        above=f"{above:,}",
        field="people",
    )


def check_cell_fits(pin, *, inputs):
    """A fixed cell is whole rounds of an activity on offer, in an open month, or nobody at all."""
    activity = next((one for one in inputs.offered() if one.activity == pin.activity), None)
    if activity is None or pin.month not in {one.month for one in inputs.open_months()}:
        raise RuleBroken("pin_not_on_offer", _("Choose an activity on offer and a month that is open."))
    nearest = min(max(pin.people, pin.rounds * activity.smallest), pin.rounds * activity.largest)
    if pin.people != nearest:
        raise RuleBroken(
            "pin_not_whole_rounds",
            _(
                "A round of this activity has %(smallest)s to %(largest)s people; this says %(people)s in %(rounds)s. "
                "The nearest that fits: %(nearest)s."
            ),
            smallest=activity.smallest,
            largest=activity.largest,
            people=pin.people,
            rounds=pin.rounds,
            nearest=f"{nearest:,}",
            field="people",
        )


# --- outcomes ---------------------------------------------------------------------------------------------------------
def check_can_adopt(scenario, *, seen):
    """A plan comes only from a result that is there, of the inputs as they are, and from the one that was looked at."""
    check_not_adopted(scenario)
    if not scenario.is_solved:
        raise RuleBroken("scenario_not_solved", _("Work the split out first: the inputs have no result yet."))
    if not scenario.outcome["cells"]:
        raise RuleBroken("scenario_impossible", _("No plan keeps these limits, so there is nothing to adopt."))
    if scenario.outcome_sha256 != seen:
        raise RuleBroken(
            "worked_out_again_meanwhile",
            _("Somebody worked the split out again since you looked. Look at the new result, then adopt it."),
        )


def check_draft_takes_it(version, *, envelope_id, has_lines):
    """A scenario goes into an empty draft on its own envelope, so that nobody's lines are mixed or lost."""
    if version.plan.envelope_id != envelope_id:
        raise RuleBroken("draft_of_another_envelope", _("That draft is on another envelope."))
    if version.state != State.DRAFT or has_lines:
        raise RuleBroken("draft_not_empty", _("Choose a draft that has no lines yet, or make a new plan."))
