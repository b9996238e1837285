"""What pages of re-planning say: how a line stands, why a round can be moved, on both sides of a move."""

from django.utils.translation import gettext as _

from buranakan.pages.ui.tags import filters
from buranakan.planning.replanning import Ground, LineState


def gives(*, state, month, reached, people):
    """Why a line gives places up."""
    said = {"month": filters.month(month), "reached": filters.number(reached), "people": filters.number(people)}
    if state == LineState.LATE:
        return _("%(month)s has passed and no round was held.") % said
    return _("%(reached)s of the %(people)s planned for %(month)s came, and nothing more is open.") % said


def takes(*, ground, waiting, needed, people):
    """Why somebody can use them; what is left of a round is open to others."""
    said = {"waiting": filters.number(waiting), "needed": filters.number(needed)}
    if ground == Ground.WAITING and waiting < people:
        return _("%(waiting)s people wait for a place there; what is left of the round is open to others.") % said
    return {
        Ground.WAITING: _("%(waiting)s people wait for a place there."),
        Ground.NEEDED: _("The needs survey granted %(needed)s more people there than are planned."),
        Ground.FULL: _("Every place there was filled, and no round is planned to come."),
        Ground.LATER: _("Nobody else asked for these places, so the round is held later."),
    }[Ground(ground)] % said


def proposed(moves, *, ticked):
    """Each new round of a proposal with the words and numbers of its parts."""
    named = moves.by_row
    found = []
    for new in moves.proposal.rounds:
        line = named[new.row].line
        parts = [
            {
                "province": named[part.line.row].line.province,
                "activity": named[part.line.row].line.activity,
                "month": part.line.month,
                "people": part.people,
                "satang": part.satang,
                "to_return": moves.to_return(part),
                "why": gives(
                    state=part.state, month=part.line.month, reached=part.line.reached, people=part.line.people
                ),
            }
            for part in new.parts
        ]
        found.append({
            "key": new.key,
            "is_ticked": ticked is None or new.key in ticked,
            "new": new,
            "line": line,
            "why": takes(ground=new.ground, waiting=new.waiting, needed=new.needed, people=new.people),
            "parts": parts,
        })
    return found


def unmet(moves):
    """Who still lacks places after the proposal, and why this plan can't give them."""
    named = moves.by_row
    short = [{"line": named[want.row].line, "people": people} for want, people in moves.proposal.unmet]
    beyond = [{"line": wish.line.line, "people": wish.people} for wish in moves.wishes]
    return {"short": short, "beyond": beyond}


def kept(line_moves):
    """Moves that a draft was made with, as sentences, round by round."""
    return [
        {
            "move": one,
            "gives": gives(
                state=one.state, month=one.from_line.month, reached=one.reached, people=one.from_line.people
            ),
            "takes": takes(ground=one.ground, waiting=one.waiting, needed=one.needed, people=one.people),
        }
        for one in line_moves
    ]
