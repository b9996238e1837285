"""Which pillar of the next framework may follow which of the last one: by words and indicators they share."""

import re
from collections import Counter
from dataclasses import dataclass

from pythainlp.corpus import thai_stopwords
from pythainlp.tokenize import word_tokenize

from buranakan.lib import thai_text
from buranakan.outcomes import queries as outcomes
from buranakan.planning import queries as planning
from buranakan.planning.tagging import ONE_DAY
from buranakan.policy import queries as policy

SHORTEST_LATIN = 4
SHORTEST_THAI = 3
LATIN = re.compile(r"[a-z]+")
THAI = re.compile(r"[\u0e01-\u0e4e]+")
# Words that stand in nearly every slogan and tell nothing of it.
LATIN_STOPWORDS = frozenset({"with", "from", "into", "that", "this", "their", "them", "over", "under", "thai"})


# --- pure -------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class PillarWords:
    """A pillar by what it says and what is measured for it; `indicators` are (code, name) pairs."""

    key: object
    words: frozenset = frozenset()
    indicators: frozenset = frozenset()


@dataclass(frozen=True)
class Suggestion:
    """A pillar that may follow another, and why: what both say, and what is measured for both."""

    key: object
    score: float
    words: tuple[str, ...]
    indicators: tuple[str, ...]


def words_of(*texts):
    """Words that say something: Thai ones apart from little words, Latin ones without the ending of the plural."""
    found = set()
    for text in texts:
        plain = thai_text.clean(text).lower()
        found |= {_singular(word) for word in LATIN.findall(plain) if len(word) >= SHORTEST_LATIN}
        for run in THAI.findall(plain):
            found |= {word for word in word_tokenize(run, engine="newmm") if len(word) >= SHORTEST_THAI}
    return frozenset(found - LATIN_STOPWORDS - thai_stopwords())


def _singular(word):
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s") if not word.endswith("ss") else word


def suggest(old, new):
    """Pillars of `new` that share something with the old one, the likeliest first.

    What only one of the new pillars says tells more than what all of them say, so each shared word and indicator
    counts by how few of them have it.
    """
    new = list(new)
    common = Counter(shared for one in new for shared in (*one.words, *one.indicators))
    found = []
    for one in new:
        words, indicators = old.words & one.words, old.indicators & one.indicators
        score = sum(1 / common[shared] for shared in (*words, *indicators))
        if score:
            names = tuple(sorted(name for _code, name in indicators))
            found.append(Suggestion(one.key, score, tuple(sorted(words)), names))
    return sorted(found, key=lambda suggestion: -suggestion.score)


# --- over what is kept ------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Move:
    """A tag that would end, its pillar's last words, and the pillars that may follow.

    `is_moved` where the project has tags in the new framework already.
    """

    tag: object
    wording: object | None
    suggestions: tuple[Suggestion, ...]
    is_moved: bool

    @property
    def best(self):
        return self.suggestions[0] if self.suggestions else None


def last_day_of_old(old, *, starts_on):
    """The day before the new tags begin; earlier where the old framework ended earlier."""
    day = starts_on - ONE_DAY
    return min(day, old.valid_to) if old.valid_to else day


def moves(old, new, *, starts_on):
    """Every tag of the old framework that holds on its last day, with the new pillars that may follow."""
    day = last_day_of_old(old, starts_on=starts_on)
    worded = {one.pillar_id: one for one in policy.worded_near(old, on=day).pillars}
    before = {one.key: one for one in _pillar_words(old, on=day)}
    after = _pillar_words(new, on=starts_on)
    moved = {(one.project_id, one.activity_id) for one in planning.tags_on(starts_on, framework=new)}
    found = [
        Move(
            tag=tag,
            wording=worded.get(tag.pillar_id),
            suggestions=tuple(suggest(before[tag.pillar_id], after)) if tag.pillar_id in before else (),
            is_moved=(tag.project_id, tag.activity_id) in moved,
        )
        for tag in planning.tags_on(day, framework=old)
    ]
    return sorted(found, key=lambda one: _place(one.tag))


def _place(tag):
    """By project, its own tags before those of its activities."""
    return (tag.of_project.portfolio.code, tag.of_project.number, tag.activity_id or 0, tag.pillar.order)


def _pillar_words(framework, *, on):
    worded = policy.worded_near(framework, on=on).pillars
    measured = {}
    for tie in outcomes.ties_of([wording.pillar_id for wording in worded]):
        measured.setdefault(tie.pillar_id, set()).add((tie.indicator.code, tie.indicator.name))
    return [
        PillarWords(
            key=wording.pillar_id,
            words=words_of(wording.name_th, wording.name_en),
            indicators=frozenset(measured.get(wording.pillar_id, ())),
        )
        for wording in worded
    ]
