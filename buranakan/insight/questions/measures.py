"""From words to what is asked for: subjects and aspects become figures, tallies and promises. Pure."""

from dataclasses import replace

from buranakan.insight.questions import words
from buranakan.insight.questions.intents import FIGURE, MONEY, PEOPLE, PROMISE, TALLY, Measure, NotUnderstood

# Aspects that say nothing of what they are of.
_GENERIC = ("reached", "planned", "target", "promised")
# Seats are counted in people, budgets in money.
_PLAIN = {"budget": MONEY, "places": PEOPLE, "entrepreneurs": PEOPLE}
# Of people who are called entrepreneurs, how many enterprises there are could be meant as well.
ENTERPRISES = "enterprises_served"
_TARGETS = {PEOPLE: "people_planned", MONEY: "money_planned"}
# What a number is a part of, where just the part is named; and what fills a whole, where just the whole is.
_WHOLE_OF = {
    "people_reached_distinct": "people_planned",
    "people_reached_participations": "people_planned",
    "places_filled": "people_planned",
    "people_completed": "people_planned",
    "applications_accepted": "applications_received",
    "money_paid": "money_allotted",
    "money_spent": "money_allotted",
    "money_committed": "money_allotted",
    "money_reserved": "money_allotted",
    "money_allotted": "money_planned",
}
_PART_OF = {"people_planned": "places_filled", "money_planned": "money_paid"}
# The wider a number reaches, the higher it stands: done, set aside for it, planned.
_RANKS = {"people_planned": 2, "money_planned": 2, "money_allotted": 1, "applications_received": 1}


def measures(said, *, narrow, asks_twice, lexicon):
    """What the words ask for, in their order; `narrow`: of a part, which has a plan and no promise of its own."""
    subjects = [code for kind, code in said if kind == words.SUBJECT]
    aspects = [code for kind, code in said if kind == words.ASPECT]
    targets = _targets(subjects, aspects, asks_twice=asks_twice, lexicon=lexicon)
    claimed = {subject for found in targets.values() for subject in found}
    found = []
    for kind, code in said:
        if kind == words.TALLY:
            found.append(Measure(TALLY, code))
        elif kind == words.ASPECT:
            row = lexicon.aspects[code]
            found += [_of_aspect(code, row[one], of=one, narrow=narrow) for one in targets[code] if one in row]
        elif kind == words.SUBJECT and not {code, _PLAIN.get(code, code)} & claimed:
            found.append(of_subject(code, lexicon=lexicon))
    return tuple(dict.fromkeys(found))


def of_subject(code, *, lexicon):
    """The figure that a subject asks for by itself, with those it leaves open."""
    row = lexicon.subjects[code]
    if "tally" in row:
        return Measure(TALLY, row["tally"])
    return Measure(FIGURE, row["figure"], tuple(row["others"]))


def of_entrepreneurs(measure):
    """The same, with the enterprises offered beside people."""
    if measure.kind == FIGURE and measure.key.startswith("people_reached"):
        return replace(measure, others=(ENTERPRISES, *measure.others))
    return measure


def _targets(subjects, aspects, *, asks_twice, lexicon):
    """What each aspect is of: what it says itself; else what is spoken of and nothing else claims; else people."""
    spoken = list(dict.fromkeys(_PLAIN.get(code, code) for code in subjects))
    targets = {}
    for code in aspects:
        row = lexicon.aspects[code]
        if "subject" in row:
            # "สมัครกี่คน" asks for applications, in the words of people.
            other = next((one for one in spoken if one in row and one != row["subject"]), None)
            targets[code] = [other or row["subject"], row["subject"]] if other else [row["subject"]]
    strong = {subject for found in targets.values() for subject in found}
    for code in aspects:
        if code in _GENERIC:
            targets[code] = _of_generic(code, spoken, strong=strong, asks_twice=asks_twice)
    return {code: found[:1] if code not in _GENERIC else found for code, found in targets.items()}


def _of_generic(code, spoken, *, strong, asks_twice):
    fitting = [one for one in spoken if one in _TARGETS]
    if free := [one for one in fitting if one not in strong]:
        return free
    if code == "reached" and strong and not asks_twice:
        return []  # "จบอบรมและได้รับบริการ": the stronger word says it all
    if fitting:
        return fitting
    if spoken and code == "reached":
        return []
    if spoken:
        raise NotUnderstood("not_counted_so")
    return [one for one in _TARGETS if one in strong] or [PEOPLE]


def _of_aspect(code, key, *, of, narrow):
    if key == "target":
        # A part of the whole has a plan; a promise speaks of the whole.
        key = _TARGETS[of] if narrow else "promise"
    if key != "promise":
        return Measure(FIGURE, key)
    if narrow:
        raise NotUnderstood("promise_not_split")
    return Measure(PROMISE, of)


def standing_instead(measure, *, slice_, by, lexicon):
    """Of one province, or by anything but provinces, it is the lines that are behind."""
    row = lexicon.tallies.get(measure.key, {})
    if "instead" in row and ("province" in dict(slice_) or by not in {"", row["by"]}):
        return Measure(TALLY, row["instead"])
    return measure


def part_and_whole(found, *, left):
    """Two numbers that make a share or a remainder: the part first."""
    if len(found) > 2 or any(one.kind == TALLY for one in found):
        raise NotUnderstood("share_of_what")
    if len(found) == 2:
        part, whole = sorted(found, key=_rank)
    else:
        part, whole = _completed(found[0], left=left)
    if _rank(part) == _rank(whole):
        raise NotUnderstood("share_of_what")
    if (part.key, whole.key) == ("people_reached_distinct", "people_planned"):
        # Plans count places, so what came of them is counted in places too.
        part = Measure(FIGURE, "places_filled", ("people_reached_distinct",))
    return part, whole


def _completed(one, *, left):
    if one.kind == PROMISE:
        return Measure(FIGURE, "people_reached_distinct" if one.key == PEOPLE else "money_paid"), one
    if left and one.key in {"money_planned", "money_paid"} and one.others:
        # What is left of money, where nothing more is said: what was allotted and is not spent.
        return Measure(FIGURE, "money_spent", ("money_paid",)), Measure(FIGURE, "money_allotted", ("money_planned",))
    if one.key in _PART_OF:
        return Measure(FIGURE, _PART_OF[one.key]), one
    if one.key in _WHOLE_OF:
        return Measure(FIGURE, one.key, one.others), Measure(FIGURE, _WHOLE_OF[one.key])
    raise NotUnderstood("share_of_what")


def _rank(measure):
    return 3 if measure.kind == PROMISE else _RANKS.get(measure.key, 0)
