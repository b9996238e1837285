"""Reading a question: known words in, an intent out, or the reason why not. Pure: no database, no clock."""

from buranakan.insight.questions import measures, periods, segments, words
from buranakan.insight.questions.intents import PROMISE, TALLY, Intent, NotUnderstood
from buranakan.insight.questions.segments import FILLER

LONGEST = 200
_PERCENT = " เปอร์เซ็นต์ "  # the sign, as a word
_MOST_MEASURES, _MOST_COMPARED = 3, 5
_NAMED = (words.PROVINCE, words.OFFICE, words.PROJECT, words.ACTIVITY, words.KIND)
# What a whole year is narrowed by; of the whole alone there are promises.
_SPLITS = {"province", "office", "owner", "project", "activity", "kind", "month", "quarter", "until"}
_FINER_THAN_YEARS = {"month", "quarter", "until"}
# What is not paid is what is left of the allotted; "how often" is asked of people who are counted too.
_ASK_FOR_THE_REST = ("unpaid", "unspent")
_PEOPLE_SAID = ("people", "entrepreneurs")
# Reasons that say more than an unknown word beside them, or than another reason.
_TOLD_FIRST, _TELLING_MORE = "gone", "unit_cost"


def read(text, *, dictionary, lexicon, on):
    """What the question asks for; NotUnderstood where it asks for nothing that is counted, or in unknown words."""
    if len(text) > LONGEST:
        raise NotUnderstood("too_long")
    marked, spans = periods.read(text.replace("%", _PERCENT), on=on)
    found = segments.segments(marked, dictionary)
    if not found:
        raise NotUnderstood("empty")
    question = _Question(_with_provincial_offices(found), spans, lexicon)
    try:
        return question.intent()
    except NotUnderstood as reason:
        reason.slice = reason.slice or question.slice
        raise


class _Question:
    """The words of one question, sorted by what they do."""

    def __init__(self, found, spans, lexicon):
        self.found, self.spans, self.lexicon = found, spans, lexicon
        self.values = self._named()
        self.slice = tuple((name, codes[0]) for name, codes in self.values.items() if len(codes) == 1)
        self.compared = next(((name, codes) for name, codes in self.values.items() if len(codes) > 1), ("", ()))
        self.order = next((one for one in ("most", "least") if self.has(words.FORM, one)), "")
        self.share = self.has(words.FORM, "share")
        self.left = self.has(words.FORM, "left") or any(self.has(words.ASPECT, one) for one in _ASK_FOR_THE_REST)

    def intent(self):
        self._check_words()
        self._check_parts()
        by = self._dimension()
        asked = self._measures(by)
        if self.share or self.left:
            asked = measures.part_and_whole(asked, left=self.left)
        by = self._check_form(asked, by)
        return Intent(
            measures=asked,
            slice=self.slice,
            by=by or self.compared[0],
            order=self.order,
            share=self.share,
            left=self.left,
            among=self.compared[1],
            mended=tuple((one.typed, one.word.letters) for one in self.found if one.slip),
        )

    def codes(self, *kinds):
        """What the words of some kinds stand for, each once, in their order."""
        return list(dict.fromkeys(one.word.code for one in self.found if one.word and one.word.kind in kinds))

    def has(self, kind, code):
        return code in self.codes(kind)

    # --- words --------------------------------------------------------------------------------------------------------
    def _check_words(self):
        beyond = self.codes(words.BEYOND)
        unknown = list(dict.fromkeys(one.typed for one in self.found if one.word is None))
        if unknown and _TOLD_FIRST not in beyond:
            raise NotUnderstood("unknown", said=unknown)
        for about in (_TOLD_FIRST, _TELLING_MORE, *beyond):
            if about in beyond:
                raise self._beyond(words.BEYOND, about, about=about)
        if self.has(words.FORM, "who") and not self.compared[0]:
            raise self._beyond(words.FORM, "who", about="who")
        people_said = self.has(words.ASPECT, "distinct") or any(self.has(words.SUBJECT, one) for one in _PEOPLE_SAID)
        if self.has(words.SUBJECT, "occasions") and not people_said:
            raise self._beyond(words.SUBJECT, "occasions", about="rounds")
        if self.codes(words.OFFICES):
            raise NotUnderstood("all_offices")
        for code in (periods.TOO_FINE, periods.RANGE):
            if said := [span.typed for span in self.spans.values() if span.kind == code]:
                raise NotUnderstood(code, said=said)

    def _beyond(self, kind, code, *, about):
        """Nothing is counted by these words; the reason says which."""
        said = [one.typed for one in self.found if one.word and (one.word.kind, one.word.code) == (kind, code)]
        return NotUnderstood("beyond", said=said, about=about)

    # --- the slice ----------------------------------------------------------------------------------------------------
    def _named(self):
        """Values by the dimension of the address, each once, in the order they are said."""
        values = {}
        for one in self.found:
            if one.word and one.word.kind in _NAMED:
                name, code = _address_of(one.word)
                values.setdefault(name, {})[code] = None
        for span in self.spans.values():
            if span.text:
                values.setdefault(span.kind, {})[span.text] = None
        values = {name: tuple(codes) for name, codes in values.items()}
        if "year" in values and _FINER_THAN_YEARS & values.keys():
            del values["year"]
        if self.has(words.ASPECT, "completed") or self.has(words.SUBJECT, "hours"):
            # Only trainings have those who complete a round, and hours.
            values = {name: codes for name, codes in values.items() if (name, codes) != ("kind", ("training",))}
        return values

    def _check_parts(self):
        doubled = [name for name, codes in self.values.items() if len(codes) > 1]
        if len(doubled) > 1 or len(self.compared[1]) > _MOST_COMPARED or "until" in doubled:
            raise NotUnderstood("too_many_parts")
        if len(_FINER_THAN_YEARS & self.values.keys()) > 1:
            raise NotUnderstood("too_many_parts")

    # --- the form -----------------------------------------------------------------------------------------------------
    def _dimension(self):
        """The dimension that is asked about."""
        self._check_no_count_of_parts()
        asked = self.codes(words.WHICH, words.EACH)
        if not asked and self.order:
            asked = [code for code in self.codes(words.BARE) if code != self.compared[0]]
        asked = [code for code in asked if code not in dict(self.slice)]
        if len(asked) > 1 or (asked and self.compared[0] not in {"", asked[0]}):
            raise NotUnderstood("two_dimensions")
        if self.order and not asked and not self.compared[0]:
            raise NotUnderstood("most_of_what")
        return asked[0] if asked else ""

    def _check_no_count_of_parts(self):
        """ "How many provinces" counts no people: no figure, unless those behind plan are meant."""
        meant = [one for one in self.found if one.word.kind != FILLER]
        for one, following in zip(meant, meant[1:], strict=False):
            is_count = (one.word.kind, one.word.code) == (words.FORM, "how_many") and following.word.kind == words.BARE
            if is_count and not (following.word.code == "province" and self.codes(words.TALLY)):
                raise NotUnderstood("parts_not_counted", said=[following.typed])

    def _measures(self, by):
        said = [
            (one.word.kind, one.word.code)
            for one in self.found
            if one.word.kind in {words.SUBJECT, words.ASPECT, words.TALLY}
        ]
        units = {self.lexicon.tallies[code].get("of") for code in self.codes(words.TALLY)}
        said = [one for one in said if one[0] != words.SUBJECT or one[1] not in units]
        how_many = sum(one.word.kind == words.FORM and one.word.code == "how_many" for one in self.found)
        narrow = bool(by or self.compared[0] or _SPLITS & dict(self.slice).keys())
        found = measures.measures(
            list(dict.fromkeys(said)), narrow=narrow, asks_twice=how_many > 1, lexicon=self.lexicon
        )
        is_of_parts = self.codes(words.KIND, words.ACTIVITY) and (how_many or by or self.share)
        if not found and (is_of_parts or self.compared[0] and self.order):
            found = (measures.of_subject("people", lexicon=self.lexicon),)
        if not found:
            raise NotUnderstood("no_measure")
        if len(found) > _MOST_MEASURES:
            raise NotUnderstood("too_many_figures")
        standing = [one for one in found if one.kind == TALLY]
        if standing and len(found) > 1:
            raise NotUnderstood("tally_alone")
        if standing:
            found = (measures.standing_instead(found[0], slice_=self.slice, by=by, lexicon=self.lexicon),)
        if self.has(words.SUBJECT, "entrepreneurs"):
            found = tuple(map(measures.of_entrepreneurs, found))
        return found

    def _check_form(self, asked, by):
        """The dimension again; of what is late, the page that lists it tells the parts."""
        kinds = {one.kind for one in asked}
        if TALLY in kinds:
            row = self.lexicon.tallies.get(asked[0].key, {})
            listed = by in {"activity", "project", "office", "province"} and asked[0].key == "lines_behind"
            is_ranked = by and by == row.get("by") and self.order == "most"  # the list has the furthest behind first
            if (self.order and not is_ranked) or self.compared[0] or (by and by != row.get("by") and not listed):
                raise NotUnderstood("tally_alone")
            return by if by == row.get("by") else ""
        if PROMISE in kinds and (by or self.compared[0]):
            raise NotUnderstood("promise_not_split")
        return by


def _address_of(word):
    """The name in the address, and its text; of an office the code says which of the two it is."""
    if word.kind == words.OFFICE:
        name, _colon, code = word.code.partition(":")
        return name, code
    return word.kind, word.code


def _with_provincial_offices(found):
    """ "สอจ." before the name of a province is that province's office."""
    joined = []
    for one in found:
        before = joined[-1] if joined else None
        is_office = before and before.word and before.word.kind == words.OFFICES
        if is_office and one.word and one.word.kind == words.PROVINCE:
            office = segments.Word(one.word.letters, words.OFFICE, f"office:pio-{one.word.code}")
            joined[-1] = segments.Segment(before.start, one.end, office, before.typed + one.typed, slip=one.slip)
        else:
            joined.append(one)
    return joined
