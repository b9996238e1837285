"""Reads a public announcement: text in, proposals out. Nothing is looked up, nothing is kept."""

from buranakan.policy.reading import attributions, cues, duplicates, figures, names
from buranakan.policy.reading.clauses import Clauses
from buranakan.policy.reading.dates import dates
from buranakan.policy.reading.fold import Folded
from buranakan.policy.reading.names import Mention
from buranakan.policy.reading.roles import roles
from buranakan.policy.reading.values import Dates, Figure, Reading
from buranakan.policy.reading.vocabulary import Vocabulary


def read(text: str, *, vocabulary: Vocabulary) -> Reading:
    """Figures with their roles, names and dates, each tied to the words it was read from."""
    folded = Folded(text)
    said = dates(folded)
    mentions = names.mentions(folded.text, vocabulary)
    return Reading(
        figures=_figures(folded, mentions, said),
        names=names.names(folded, mentions),
        dates=said,
    )


def _figures(folded: Folded, mentions: list[Mention], said: Dates) -> tuple[Figure, ...]:
    text, clauses = folded.text, Clauses(folded.text)
    found = list(figures.figures(text))
    year = said.published_on.year if said.published_on else None
    read_roles = roles(text, figures=found, clauses=clauses, year=year)
    ends_before = dict(zip(found, [0, *(one.end for one in found)], strict=False))
    return tuple(
        _figure(folded, group, mentions, said, clauses, after=ends_before[group[0][0]])
        for group in duplicates.groups(text, list(zip(found, read_roles, strict=True)))
    )


def _figure(
    folded: Folded,
    group: list[duplicates.Read],
    mentions: list[Mention],
    said: Dates,
    clauses: Clauses,
    *,
    after: int,
) -> Figure:
    (found, role), *others = group
    place = folded.span(found.start, found.end)
    is_promise = role.cue.role == cues.PROMISE
    whose = attributions.whose(folded, found, mentions=mentions, clauses=clauses)
    return Figure(
        value=found.value,
        high=found.high,
        unit=found.unit,
        per=found.per,
        comparison=found.comparison,
        role=role.cue.role,
        quote=place.quote,
        start=place.start,
        end=place.end,
        whose=whose[0] if whose else None,
        about=attributions.about(folded, found, clauses=clauses, after=after),
        due=attributions.due(folded, found, clauses=clauses, published_on=said.published_on) if is_promise else None,
        rule=role.cue.rule,
        why=role.cue.why,
        cue=folded.span(role.start, role.end) if role.end else None,
        also_at=tuple(folded.span(other.start, other.end) for other, _ in others),
        whose_code=whose[1] if whose else None,
        where=attributions.where(folded, found, mentions=mentions, clauses=clauses),
    )
