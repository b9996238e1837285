"""The sentences of answers: what each number says of the world, and the forms of a question around it."""

from django.utils.translation import gettext_lazy as _

# A phrase for each figure and tally; "%(number)s" brings its unit along.
SAID = {
    "people_reached_distinct": _("%(number)s received services, each person counted once"),
    "people_reached_participations": _("services were received %(number)s, each participation counted"),
    "places_filled": _("places of the plan were filled by %(number)s"),
    "people_planned": _("plans have places for %(number)s"),
    "money_planned": _("plans use %(number)s"),
    "money_allotted": _("%(number)s was allotted"),
    "money_reserved": _("%(number)s is reserved"),
    "money_committed": _("%(number)s is committed and not paid yet"),
    "money_paid": _("%(number)s was paid"),
    "money_spent": _("%(number)s was spent: committed, paid and reserved"),
    "applications_received": _("%(number)s were received"),
    "applications_accepted": _("%(number)s were accepted"),
    "people_completed": _("%(number)s completed a round of training, each person counted once"),
    "training_hours": _("those who completed trainings attended %(number)s"),
    "lines_behind": _("activities behind plan in a province: %(number)s"),
    "provinces_behind": _("behind plan: %(number)s"),
    "rounds_not_closed": _("not closed in time: %(number)s"),
    "movements_waiting": _("waiting in the books for more than a week: %(number)s"),
    "applications_undecided": _("undecided after their call closed: %(number)s"),
    "directives_open": _("open directives: %(number)s"),
    "directives_overdue": _("overdue directives: %(number)s"),
    "directives_reported": _("directives that wait for acceptance: %(number)s"),
    "directives_closed": _("closed directives: %(number)s"),
    "promises_in_force": _("promises in force: %(number)s"),
    "promises_reached": _("promises reached: %(number)s"),
    "promises_on_course": _("promises on course: %(number)s"),
    "promises_uncertain": _("promises uncertain: %(number)s"),
    "promises_off_course": _("promises off course: %(number)s"),
    "promises_late": _("promises late: %(number)s"),
    "enterprises_served": _("%(number)s were served, each counted once"),
}
OTHERWISE = _("%(name)s: %(number)s")

PLAIN = _("As of %(day)s, %(where)s: %(said)s.")
TWO = _("%(first)s; %(second)s")
SHARE = _("%(part_name)s %(part)s of %(whole_name)s %(whole)s, that is %(share)s")
OF_NOTHING = _("%(part_name)s %(part)s, but %(whole_name)s is nothing, so there is no share to tell")
LEFT = _("%(whole_name)s %(whole)s less %(part_name)s %(part)s leaves %(left)s")
BEYOND_WHOLE = _("%(part_name)s %(part)s is more than %(whole_name)s %(whole)s by %(left)s")
PROMISED = _("%(number)s was announced by %(post)s")
SPLIT = _("%(said)s; the table tells it by %(by)s")
HIGHEST = _("%(what)s by %(by)s is highest in %(names)s: %(number)s")
LOWEST = _("%(what)s by %(by)s is lowest in %(names)s: %(number)s")
LEVEL = _("%(what)s is the same everywhere it was asked about: %(number)s")
ANNOUNCED = _("It was announced: %(said)s.")
LISTED = _("%(what)s, %(said)s")
MANY_HIGHEST = _("%(what)s is highest in several at once, as the table tells: %(number)s")
MANY_LOWEST = _("%(what)s is lowest in several at once, as the table tells: %(number)s")
NOTHING_YET = _(
    "%(count)s have none yet (%(what)s %(number)s); provinces with neither a plan nor a record are not among them"
)
NO_PLAN = _("%(said)s; there is no plan in this province")
DIFFERENCE = _("%(said)s, a difference of %(difference)s")
NOTHING_TO_SPLIT = _("nothing is planned or recorded that could be told by %(by)s")
NAMED_BEHIND = _("%(said)s, namely %(names)s")


REASONS = {
    "empty": _("Write a question: how many people, which province, how much money."),
    "too_long": _(
        "The question is too long, so only its beginning is shown here and none of it was read. "
        "Ask for one thing, in one sentence."
    ),
    "unknown": _("These words were not understood: %(words)s."),
    "too_fine": _("“%(words)s”: figures are told by months, quarters and fiscal years, not by days or weeks."),
    "range": _("“%(words)s”: ask for one month, one quarter, or up to the end of a month."),
    "all_offices": _("Say which provincial office, for example with the name of its province; or ask by office."),
    "parts_not_counted": _("No figure counts %(words)s themselves. Ask how many people or how much money they have."),
    "no_measure": _("The question does not say what to count: people, money, applications or hours."),
    "too_many_figures": _("The question asks for more than three numbers. Ask for them one after another."),
    "too_many_parts": _("The question names too many parts to compare. Compare one kind of part, five at most."),
    "two_dimensions": _("The question asks by two things at once. Ask by one, for example by province."),
    "most_of_what": _("The question does not say what to put in order: provinces, offices, projects or months."),
    "promise_not_split": _("What was announced is not split by province, office, project or month; the plan is."),
    "tally_alone": _("What is late is counted alone, and by province only. Ask for nothing else with it."),
    "share_of_what": _("The question does not say which number is a part of which. Name both: paid of allotted."),
    "many_promises": _("More than three promises of the year count this. The register of promises has them all."),
    "no_programme": _("No joint programme of fiscal year %(words)s is recorded here, so nothing of it is counted."),
    "not_measured": _("What was announced is not measured by one figure over one part, so there is no share to tell."),
    "not_counted_so": _("There is no plan, promise or target in this unit."),
    "tally_not_split": _("This count of standing can't be narrowed like that. Ask for the whole of your reach."),
    "no_promise": _("No promise of this fiscal year is confirmed that counts this."),
}
