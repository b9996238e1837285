"""Changes to surveys of need: ask, write, confirm, decide, undo, settle; and what was granted into a draft.

Locks go survey, answer. Everything that was said stays in the trail: a writing tells what stood before, line by line.
"""

from dataclasses import dataclass
from itertools import groupby

from django.db import transaction

from buranakan.areas import queries as areas
from buranakan.lib import clock
from buranakan.lib.rules import RuleBroken
from buranakan.planning import needs as known
from buranakan.planning import needs_letters, needs_placing, needs_rules
from buranakan.planning.actions.lines import add_lines, locked_draft
from buranakan.planning.enums import NeedState
from buranakan.planning.locking import once_more
from buranakan.planning.models import Activity, Need, NeedsAnswer, NeedsSurvey, Portfolio
from buranakan.records.actions import record


# --- the survey -------------------------------------------------------------------------------------------------------
@once_more
@transaction.atomic
def open_survey(portfolio, *, office, opens_on, closes_on, asks="", by, at):
    """Ask every province what it needs for a programme, and write to whoever speaks for it."""
    portfolio = Portfolio.objects.select_for_update().get(pk=portfolio.pk)
    today = clock.local_day(at)
    already = NeedsSurvey.objects.filter(portfolio=portfolio).exists()
    needs_rules.check_can_open(opens_on=opens_on, closes_on=closes_on, today=today, already=already)
    survey = NeedsSurvey.objects.create(
        portfolio=portfolio,
        office=office,
        asks=asks.strip(),
        opens_on=opens_on,
        closes_on=closes_on,
        opened_at=at,
        opened_by_id=_id(by),
    )
    days = {"opens_on": opens_on, "closes_on": closes_on}
    record("needs_survey.opened", on=survey, by=by, at=at, office=office, **days)
    needs_letters.asked(survey, _asked_offices(today), by=by, at=at)
    return survey


@once_more
@transaction.atomic
def extend_survey(survey, *, closes_on, because, by, at):
    """Give provinces more days, and tell them why."""
    survey = _locked(survey.pk)
    needs_rules.check_can_extend(survey, closes_on=closes_on, because=because)
    before, survey.closes_on = survey.closes_on, closes_on
    survey.save(update_fields=["closes_on"])
    said = {"closes_on": closes_on, "before": before, "reason": because.strip()}
    record("needs_survey.extended", on=survey, by=by, at=at, office=survey.office, **said)
    needs_letters.extended(survey, _asked_offices(clock.local_day(at)), because=because.strip(), by=by, at=at)
    return survey


@once_more
@transaction.atomic
def settle_survey(survey, *, by, at):
    """The decisions stand from now on, and every province that asked hears its own with the reasons."""
    survey = _locked(survey.pk)
    rows = Need.objects.filter(answer__survey=survey, answer__confirmed_at__isnull=False)
    undecided = rows.filter(state=NeedState.PROPOSED).count()
    needs_rules.check_can_settle(survey, undecided=undecided, on=clock.local_day(at))
    survey.settled_at, survey.settled_by_id = at, _id(by)
    survey.save(update_fields=["settled_at", "settled_by_id"])
    standing = rows.exclude(state=NeedState.WITHDRAWN)
    people = sum(need.granted for need in standing)
    record("needs_survey.settled", on=survey, by=by, at=at, office=survey.office, needs=len(standing), people=people)
    needs_letters.settled(survey, _needs_by_office(standing), by=by, at=at)
    return survey


def _asked_offices(day):
    return [office for _province, office in known.asked_provinces(on=day)]


def _needs_by_office(needs):
    ordered = needs.select_related("answer__office", "activity").order_by(
        "answer__office_id", "activity__code", "month"
    )
    return {office: list(held) for office, held in groupby(ordered, key=lambda need: need.answer.office)}


# --- an answer --------------------------------------------------------------------------------------------------------
@once_more
@transaction.atomic
def write_needs(survey, *, office, province, needs, note="", expected, by, at):
    """Let a province's answer say this (values.WrittenNeed) and nothing else; `expected` is the edition one looked at,
    0 where nobody had written yet."""
    survey = _locked(survey.pk)
    day, needs = clock.local_day(at), list(needs)
    answer = survey.answers.select_for_update().filter(province=province).first()
    responsible = [one.office for one in areas.responsibilities(on=day).filter(province=province)]
    needs_rules.check_is_open(survey, on=day)
    needs_rules.check_answers_for(office, province, responsible=responsible)
    needs_rules.check_not_confirmed(answer)
    needs_rules.check_edition(answer, expected=expected)
    _check_needs(survey, needs)
    answer = answer or NeedsAnswer(survey=survey, province=province, edition=0)
    answer.office, answer.note, answer.edition = office, note.strip(), answer.edition + 1
    answer.written_at, answer.written_by_id = at, _id(by)
    answer.save()
    changes = _write(answer, needs, by=by, at=at)
    record("needs_answer.written", on=answer, by=by, at=at, office=office, province=province, **changes)
    return answer


def _check_needs(survey, needs):
    activities = set(Activity.objects.filter(project__portfolio=survey.portfolio_id).values_list("pk", flat=True))
    for need in needs:
        needs_rules.check_need(need, fiscal_year=survey.portfolio.fiscal_year, activities=activities)
    needs_rules.check_no_need_twice(needs)


def _write(answer, needs, *, by, at):
    """Keep what is new or different, withdraw what is written no more; tells what it did for the trail."""
    standing = answer.needs.exclude(state=NeedState.WITHDRAWN).select_related("activity")
    there = {need.grain: need for need in standing}
    changes = {"proposed": [], "changed": [], "withdrawn": []}
    for wanted in needs:
        kept = there.pop(wanted.grain, None)
        said = {"people": wanted.people, "reason": wanted.reason.strip(), "evidence": wanted.evidence.strip()}
        if kept is None:
            Need.objects.create(answer=answer, **_grain(wanted), **said, written_at=at, written_by_id=_id(by))
            changes["proposed"].append(_spoken(wanted) | said)
        elif before := {name: getattr(kept, name) for name, value in said.items() if getattr(kept, name) != value}:
            Need.objects.filter(pk=kept.pk).update(**said, written_at=at, written_by_id=_id(by))
            changes["changed"].append(_spoken(wanted) | said | {"before": before})
    for kept in there.values():
        Need.objects.filter(pk=kept.pk).update(state=NeedState.WITHDRAWN, written_at=at, written_by_id=_id(by))
        changes["withdrawn"].append(_spoken(kept) | {"people": kept.people})
    return changes


def _grain(wanted):
    return {"activity": wanted.activity, "month": wanted.month, "is_whole_quarter": wanted.is_whole_quarter}


def _spoken(need):
    """A need as the trail tells it: codes, not keys."""
    return {"activity": need.activity.code, "month": need.month, "is_whole_quarter": need.is_whole_quarter}


@once_more
@transaction.atomic
def confirm_answer(answer, *, by, at):
    """The head stands for what the province says; from here it waits for the committee."""
    survey, answer = _locked_answer(answer)
    needs_rules.check_is_open(survey, on=clock.local_day(at))
    rows = answer.needs.exclude(state=NeedState.WITHDRAWN)
    needs_rules.check_can_confirm(answer, has_needs=rows.exists())
    answer.confirmed_at, answer.confirmed_by_id = at, _id(by)
    answer.save(update_fields=["confirmed_at", "confirmed_by_id"])
    people = sum(rows.values_list("people", flat=True))
    record(
        "needs_answer.confirmed", on=answer, by=by, at=at, office=answer.office, province=answer.province, people=people
    )
    return answer


@once_more
@transaction.atomic
def take_back_answer(answer, *, by, at):
    """The head takes the confirmation back, so that the answer may be written on."""
    survey, answer = _locked_answer(answer)
    needs_rules.check_is_open(survey, on=clock.local_day(at))
    decided = answer.needs.exclude(state__in=[NeedState.PROPOSED, NeedState.WITHDRAWN]).exists()
    needs_rules.check_can_take_back(answer, decided=decided)
    answer.confirmed_at = answer.confirmed_by_id = None
    answer.save(update_fields=["confirmed_at", "confirmed_by_id"])
    record("needs_answer.taken_back", on=answer, by=by, at=at, office=answer.office, province=answer.province)
    return answer


# --- decisions --------------------------------------------------------------------------------------------------------
@once_more
@transaction.atomic
def decide_needs(survey, *, decisions, by, at):
    """Grant many needs (values.NeedDecision) at once, all or none; each stands in its province's trail."""
    survey = _locked(survey.pk)
    needs_rules.check_not_settled(survey)
    decisions = {one.need_id: one for one in decisions}
    needs = _needs(survey, decisions)
    for need in needs:
        decision = decisions[need.pk]
        needs_rules.check_can_decide(need, granted=decision.granted, because=decision.because, by_id=_id(by))
        need.state, need.granted = needs_rules.decided_state(need, decision.granted), decision.granted
        need.decided_because = decision.because.strip()
        need.decided_at, need.decided_by_id = at, _id(by)
        need.save(update_fields=DECIDED)
        said = {"need": need.pk, "people": need.people, "granted": need.granted, "reason": need.decided_because}
        record("need.decided", on=need, by=by, at=at, office=survey.office, province=need.answer.province, **said)
    return needs


@once_more
@transaction.atomic
def undo_decisions(survey, *, need_ids, by, at):
    """Decisions are open again; what they were stays in the trail."""
    survey = _locked(survey.pk)
    needs_rules.check_not_settled(survey)
    needs = _needs(survey, need_ids)
    for need in needs:
        needs_rules.check_can_undo(need)
        before = {"state": need.state, "granted": need.granted, "reason": need.decided_because}
        need.state, need.granted, need.decided_because = NeedState.PROPOSED, None, ""
        need.decided_at = need.decided_by_id = None
        need.save(update_fields=DECIDED)
        where = {"office": survey.office, "province": need.answer.province}
        record("need.decision_undone", on=need, by=by, at=at, **where, need=need.pk, before=before)
    return needs


DECIDED = ["state", "granted", "decided_because", "decided_at", "decided_by_id"]


def _needs(survey, ids):
    """These needs of the survey; all of them, for a decision on what is not there would be silent."""
    found = Need.objects.filter(answer__survey=survey, pk__in=list(ids)).exclude(state=NeedState.WITHDRAWN)
    found = list(found.select_related("answer__province", "activity").order_by("pk"))
    needs_rules.check_all_there(len(found), of=len(set(ids)))
    return found


# --- into a plan ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Placed:
    """What became of granted needs in a draft: those that are lines now, and the others with the reason."""

    needs: tuple
    refused: tuple  # (need, RuleBroken)


@once_more
@transaction.atomic
def draft_from_needs(version, *, by, at):
    """Put what was granted into a draft as lines, as far as the rules of lines and the envelope allow."""
    version = locked_draft(version.pk)
    envelope = version.plan.envelope
    within = areas.province_codes_of(envelope.office, on=clock.local_day(at))
    granted = [
        need for need in known.accepted_needs(envelope.portfolio) if within is None or need.answer.province_id in within
    ]
    placing = needs_placing.Placing(version)
    placed, refused = [], []
    for need in granted:
        try:
            placing.place(need)
        except RuleBroken as refusal:
            refused.append((need, refusal))
        else:
            placed.append(need)
    if placed:
        add_lines(version, lines=placing.lines, by=by, at=at)
    record(
        "needs.put_into_draft",
        on=version,
        by=by,
        at=at,
        office=envelope.office,
        placed=[need.pk for need in placed],
        refused={str(need.pk): refusal.code for need, refusal in refused},
    )
    return Placed(needs=tuple(placed), refused=tuple(refused))


# --- locks ------------------------------------------------------------------------------------------------------------
def _locked(pk):
    return NeedsSurvey.objects.select_for_update(of=("self",)).select_related("portfolio", "office").get(pk=pk)


def _locked_answer(answer):
    survey = _locked(answer.survey_id)
    found = NeedsAnswer.objects.select_for_update(of=("self",)).select_related("office", "province", "survey")
    return survey, found.get(pk=answer.pk)


def _id(by):
    return getattr(by, "pk", None)
