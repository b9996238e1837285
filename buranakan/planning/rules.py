"""Who may plan what, and how a plan moves. Pure: no queries, no clock, no request."""

from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Permission
from buranakan.lib import fiscal, money, thai_text
from buranakan.lib.rules import RuleBroken
from buranakan.planning.enums import Reading, State

MOVES = {
    State.DRAFT: {State.SUBMITTED},
    State.SUBMITTED: {State.RETURNED, State.APPROVED},
    State.RETURNED: {State.DRAFT},
    State.APPROVED: {State.SUPERSEDED},
    State.SUPERSEDED: set(),
}

# The measures to speed up spending of fiscal year 2568: an allotment goes to the office that spends it within 5 days.
DAYS_TO_HAND_ON = 5


# --- who --------------------------------------------------------------------------------------------------------------
def check_plans_for(office_id, *, scope):
    """A planner writes the plans of their own office's envelopes."""
    if not scope.may(Permission.EDIT_PLANS) or scope.office_id != office_id:
        raise RuleBroken("not_your_plan", _("Only a planner of the office that holds the envelope can do this."))


def check_decides_for(office_id, *, scope):
    """A head or an executive decides on plans of offices in their reach."""
    if not scope.may(Permission.DECIDE_PLANS) or not (scope.sees_all_books or office_id in scope.books):
        raise RuleBroken("not_yours_to_decide", _("This plan belongs to an office that is not in your reach."))


def check_sets_reading(scope):
    """How the announcement is read concerns the whole country, so only those who see all of it choose."""
    if not scope.may(Permission.EDIT_PLANS) or not scope.sees_all_provinces:
        raise RuleBroken(
            "reading_not_yours_to_set", _("Only a planner of the ministry or a department can change this.")
        )


def check_makes_programmes(scope):
    """A programme concerns the whole country too."""
    if not scope.may(Permission.EDIT_PLANS) or not scope.sees_all_provinces:
        raise RuleBroken(
            "programme_not_yours_to_make", _("Only a planner of the ministry or a department can do this.")
        )


def check_can_read_as(portfolio, reading):
    """The reading changes when another one is chosen."""
    if reading not in Reading.values:
        raise RuleBroken("reading_unknown", _("Choose one of the readings offered."))
    if portfolio.reading == reading:
        raise RuleBroken("reading_already_so", _("The portfolio is read this way already."))


def check_can_copy(portfolio, *, fiscal_year, is_taken):
    """A programme goes on into a later year, once."""
    if not portfolio.fiscal_year < fiscal_year < fiscal.YEARS.stop:
        raise RuleBroken(
            "copy_goes_forward",
            _("The programme of fiscal year %(year)s can only go on into a later year."),
            year=str(portfolio.fiscal_year),
        )
    if is_taken:
        raise RuleBroken(
            "year_has_its_portfolio",
            _("The programme of fiscal year %(year)s is there already."),
            year=str(fiscal_year),
        )


def check_can_serve(portfolio, promise):
    """What is done in one fiscal year is never counted for a promise of another."""
    if promise.fiscal_year != portfolio.fiscal_year:
        raise RuleBroken(
            "promise_of_another_year",
            _("The programme is of fiscal year %(programme)s, the promise of %(promise)s. Choose one of that year."),
            programme=str(portfolio.fiscal_year),
            promise=str(promise.fiscal_year),
        )


# --- envelopes --------------------------------------------------------------------------------------------------------
def check_envelope_holds(left, *, satang, places):
    """Nobody plans or hands on more than the envelope still holds."""
    if satang > left.satang:
        raise RuleBroken(
            "envelope_exhausted_baht",
            _("This needs %(needed)s baht, but only %(left)s baht are left in the envelope."),
            needed=money.format_baht(satang),
            left=money.format_baht(left.satang),
        )
    if places > left.places:
        raise RuleBroken(
            "envelope_exhausted_places",
            _("This needs places for %(needed)s people, but only %(left)s are left in the envelope."),
            needed=f"{places:,}",
            left=f"{left.places:,}",
        )


def check_is_something(*, satang, places):
    """An envelope holds baht, places, or both, and never less than none."""
    for name, number, said in (
        ("amount_satang", satang, money.format_baht(satang)),
        ("places", places, f"{places:,}"),
    ):
        if number < 0:
            raise RuleBroken(
                "number_negative", _("%(said)s is less than nothing. Write 0 or more."), said=said, field=name
            )
    if not (satang or places):
        raise RuleBroken("envelope_of_nothing", _("Write how much: baht, places for people, or both."))


def check_receives_for(office, *, scope):
    """What comes from outside is received by a planner of the ministry or a department, for their own office."""
    if (
        not scope.may(Permission.EDIT_PLANS)
        or scope.office_id != office.pk
        or office.kind not in {office.Kind.MINISTRY, office.Kind.DEPARTMENT}
    ):
        raise RuleBroken(
            "not_yours_to_receive",
            _("Only a planner of the ministry or a department receives an envelope, for their own office."),
        )


def check_takes_back_for(envelope, *, scope):
    """What is unused goes up again by the office that gave it, or by the one that holds it."""
    concerned = {envelope.office_id, envelope.parent.office_id} if envelope.parent else {envelope.office_id}
    if not scope.may(Permission.EDIT_PLANS) or scope.office_id not in concerned:
        raise RuleBroken(
            "not_yours_to_take_back",
            _("Only a planner of the office that gave this envelope, or of the one that holds it, can do this."),
        )


def check_act(*, budget_act_year, is_provisional, is_carried_over, fiscal_year):
    """Money is of this year's act, or of an earlier one: then provisionally until the new act, or carried over."""
    if budget_act_year > fiscal_year:
        raise RuleBroken(
            "act_after_its_year",
            _("Money of fiscal year %(year)s is of the act of that year or of an earlier one."),
            year=str(fiscal_year),
            field="budget_act_year",
        )
    if is_provisional and is_carried_over:
        raise RuleBroken(
            "provisional_and_carried_over",
            _("Money is either spent provisionally or carried over. Choose one."),
            field="is_carried_over",
        )
    if (budget_act_year < fiscal_year) != (is_provisional or is_carried_over):
        raise RuleBroken(
            "act_does_not_fit_its_law",
            _("Money of an earlier year's act is either provisional or carried over, and this year's act is neither."),
            field="budget_act_year",
        )


def check_can_receive(held, *, document, is_entered):
    """What comes from outside again says by which paper, and no paper counts twice; `held` is what was there."""
    if held.parent_id is not None:
        raise RuleBroken(
            "office_has_an_envelope", _("This office holds an envelope of this portfolio from another giver already.")
        )
    if not document:
        raise RuleBroken(
            "receipt_without_document",
            _("This office holds an envelope of this act already. Say by which paper it received more."),
            field="document",
        )
    if is_entered:
        raise RuleBroken(
            "receipt_entered_already",
            _("This paper was entered already. If it is another one, write its number too."),
            field="document",
        )


def check_counts_for(counts_for, *, owner, holder):
    """People count for the owner of the budget or for the office that holds it."""
    if counts_for.pk not in {owner.pk, holder.pk}:
        raise RuleBroken(
            "counted_for_a_stranger",
            _("People count for the owner of the budget or for the serving office."),
            field="counts_for",
        )


def check_can_take_back(envelope, *, satang, places, reason):
    """Only what is unused goes up again, to the one who gave it, for a reason."""
    check_is_something(satang=satang, places=places)
    check_reason(reason)
    check_envelope_holds(envelope.left, satang=satang, places=places)


def check_comes_from(parent, *, to):
    """An office has one envelope of a portfolio, from one giver."""
    if to is not None and to.parent_id != parent.pk:
        raise RuleBroken(
            "office_has_an_envelope", _("This office holds an envelope of this portfolio from another giver already.")
        )


def check_goes_down(giver, *, office):
    """Ministry, departments, then all below them: what is handed on never goes up; other departments may spend it."""
    above = [office.Kind.MINISTRY, office.Kind.DEPARTMENT]
    height = {kind: place for place, kind in enumerate(above)}
    if office.kind == office.Kind.MINISTRY or height.get(office.kind, len(above)) < height.get(giver.kind, len(above)):
        raise RuleBroken(
            "handed_on_upwards",
            _("Envelopes are handed on down the tree. What an office doesn't use is taken back from it instead."),
            field="office",
        )


def check_can_hand_on(parent, *, to, satang, places):
    """An office hands on some of what it still holds; `to` is the receiver's envelope, where it has one."""
    check_is_something(satang=satang, places=places)
    check_comes_from(parent, to=to)
    check_envelope_holds(parent.left, satang=satang, places=places)


# --- versions ---------------------------------------------------------------------------------------------------------
def check_nothing_final(is_final):
    """Approved and superseded versions and their lines never change, whatever the way to the rows."""
    if is_final:
        raise RuleBroken(
            "version_not_editable", _("An approved version never changes. Make an amendment, which is a new version.")
        )


def check_can_move(version, to):
    """Versions move along the table and no other way."""
    if to not in MOVES[State(version.state)]:
        raise RuleBroken(
            "plan_move_not_allowed",
            _("A plan version that is “%(now)s” can't become “%(to)s”."),
            now=State(version.state).label,
            to=State(to).label,
        )


def check_editable(version):
    """Lines change in drafts only."""
    if version.state != State.DRAFT:
        raise RuleBroken(
            "version_not_editable",
            _("This version is “%(now)s”. Lines can be changed only in a draft."),
            now=State(version.state).label,
        )


def check_can_submit(version, *, left, unanswered=0):
    """A plan that is submitted plans something, no more than its envelope holds, and has its comments answered."""
    check_can_move(version, State.SUBMITTED)
    if not version.people_total:
        raise RuleBroken("version_empty", _("There are no lines yet. Add at least one before you submit."))
    if unanswered:
        raise RuleBroken(
            "comments_unanswered",
            _("%(count)s comments on lines have no answer yet. Answer each at its line, then submit."),
            count=unanswered,
        )
    check_envelope_holds(left, satang=version.amount_total_satang, places=version.people_total)


def check_other_than_submitter(version, *, by_id):
    """The one who submits never decides."""
    if by_id is None or by_id == version.submitted_by_id:
        raise RuleBroken(
            "submitter_cannot_decide", _("You submitted this version, so another person must decide on it.")
        )


def check_can_approve(version, *, by_id, left):
    """Another person approves, and the envelope still holds what is planned."""
    check_can_move(version, State.APPROVED)
    check_other_than_submitter(version, by_id=by_id)
    check_envelope_holds(left, satang=version.amount_total_satang, places=version.people_total)


def check_can_return(version, *, reason, by_id, has_comments=False):
    """Another person returns it, and says why: of the whole, or of lines."""
    check_can_move(version, State.RETURNED)
    check_other_than_submitter(version, by_id=by_id)
    if not has_comments:
        check_reason(reason)


def check_can_comment(version, *, text, by_id):
    """Lines are commented on while the version waits, by another person than who submitted it."""
    if version.state != State.SUBMITTED:
        raise RuleBroken(
            "comment_while_it_waits", _("Lines can be commented on while the version waits for a decision.")
        )
    check_other_than_submitter(version, by_id=by_id)
    if not thai_text.clean(text):
        raise RuleBroken("comment_says_nothing", _("Write what should be different about this line."), field="text")


def check_can_resolve(comment, *, version):
    """A comment is answered once, before the version is approved."""
    check_nothing_final(version.is_final)
    if comment.resolved_at is not None:
        raise RuleBroken("comment_resolved_already", _("This comment was answered already."))


def check_can_reopen(version, *, by_id):
    """A returned version is mended by the one who made it."""
    check_can_move(version, State.DRAFT)
    if by_id != version.made_by_id:
        raise RuleBroken("only_its_maker_reopens", _("Only the person who made this version can mend it."))


def check_can_amend(version, *, reason, has_open_version):
    """An approved version is amended by one new version at a time, with a reason."""
    if version.state != State.APPROVED:
        raise RuleBroken("only_approved_is_amended", _("Only the approved version of a plan can be amended."))
    if has_open_version:
        raise RuleBroken("amendment_already_open", _("A newer version of this plan is being worked on already."))
    check_reason(reason)


def check_plan_is_named(name):
    """A plan is spoken of by its name, and its name is the link that opens it."""
    if not thai_text.clean(name):
        raise RuleBroken("plan_without_name", _("Give the plan a name."))


def check_reason(reason):
    """A decision that somebody must live with says why."""
    if not thai_text.clean(reason):
        raise RuleBroken("reason_missing", _("Say why in a few words."))


# --- lines ------------------------------------------------------------------------------------------------------------
def check_line(line, *, portfolio, budget_office_ids, answers_for):
    """A line fits its activity, its year, the envelope it draws on and the offices it names.

    `budget_office_ids` are the offices that hold the envelope and those above it; `answers_for` are the
    (office id, province code) pairs in force in the line's month. A refusal's `field` says which answer it is about.
    """
    check_month(line.month, fiscal_year=portfolio.fiscal_year)
    if line.activity.project.portfolio_id != portfolio.pk:
        raise RuleBroken(
            "activity_of_another_portfolio", _("This activity belongs to another portfolio."), field="activity"
        )
    check_round_size(line.activity, rounds=line.rounds, people=line.people)
    check_unit_cost(line.activity, people=line.people, satang=line.amount_satang)
    if line.owner_office.pk not in budget_office_ids:
        raise RuleBroken(
            "owner_without_envelope",
            _("The owner of the budget must hold this envelope or one above it."),
            field="owner_office",
        )
    check_serves(line.serving_office, line.province, answers_for=answers_for)
    check_counts_for(line.counted_for, owner=line.owner_office, holder=line.serving_office)


def check_month(month, *, fiscal_year):
    """Money of a fiscal year is planned inside it."""
    if month not in fiscal.months_of(fiscal_year):
        raise RuleBroken(
            "month_outside_fiscal_year",
            _("Choose a month of fiscal year %(year)s: October to September."),
            year=fiscal_year,
            field="month",
        )


def check_round_size(activity, *, rounds, people):
    """People come in whole rounds of the activity's size."""
    if rounds < 1 or not rounds * activity.round_smallest <= people <= rounds * activity.round_largest:
        raise RuleBroken(
            "round_size_not_allowed",
            _("A round of this activity has %(smallest)s to %(largest)s people; this says %(people)s in %(rounds)s."),
            smallest=activity.round_smallest,
            largest=activity.round_largest,
            rounds=rounds,
            people=people,
            field="people",
        )


def check_unit_cost(activity, *, people, satang):
    """Baht per person stays in the activity's range."""
    low, high = activity.unit_cost_low_satang, activity.unit_cost_high_satang
    if not low * people <= satang <= high * people:
        raise RuleBroken(
            "unit_cost_out_of_range",
            _("For %(people)s people this activity costs %(low)s to %(high)s baht."),
            people=people,
            low=money.format_baht(low * people),
            high=money.format_baht(high * people),
            field="amount_satang",
        )


def check_serves(office, province, *, answers_for):
    """A provincial office serves the province it answers for; centres and divisions may help anywhere."""
    if office.kind == office.Kind.PROVINCIAL and (office.pk, province.pk) not in answers_for:
        raise RuleBroken(
            "office_not_responsible",
            _("%(office)s does not answer for %(province)s."),
            office=office,
            province=province,
            field="serving_office",
        )


def check_line_is_there(line):
    """A line may have been taken out in another window."""
    if line is None:
        raise RuleBroken("line_gone", _("This line has been removed already."))


def check_new_grain(grain, *, taken):
    """The same activity, offices, province and month stand in one line, not two."""
    if grain in taken:
        raise RuleBroken(
            "line_already_there",
            _("There is a line for this activity, offices, province and month already. Change that line instead."),
        )
