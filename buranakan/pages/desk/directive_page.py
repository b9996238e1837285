"""One directive: what was ordered, the thread it belongs to, its course, and what the reader may do about it."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Permission
from buranakan.accounts.scope import Scope
from buranakan.insight import directives as standing
from buranakan.insight.directives import CLOSING
from buranakan.lib import clock
from buranakan.pages.desk import directive_words
from buranakan.pages.desk.forms.directive_course import AcceptForm, MoreForm, TellForm, WithdrawForm
from buranakan.pages.ui import phrases
from buranakan.policy.directives import following, queries
from buranakan.policy.directives.enums import DirectiveState

DIRECTIVES = _("Directives")
# A directive's figure counts the whole slice, however far the reader reaches: the same number closes it for everybody.
OF_A_DIRECTIVE = Scope.system("the figure of a directive")


def show(request, directive, *, forms=None, refusal=None, kept=(), status=200):
    """The page; `forms` are those that came back to be put right, by name."""
    scope, today = request.scope, clock.today()
    joint = list(directive.joint_offices.all())
    may = _may(scope, directive, joint)
    knots = queries.thread(scope, directive)
    open_below = queries.open_below(directive)
    words = {
        "row": directive_words.row(directive, today=today),
        "directive": directive,
        "source": directive_words.source(directive),
        "joint": joint,
        "knots": _knots(knots, today=today),
        "has_thread": len(knots) > 1,
        "course": directive_words.course(scope, queries.progress_of(directive), on=today),
        "follow_up": following.follow_up(directive.priority),
        "project": standing.project_name(directive, on=today),
        "figure": _figure(directive, today=today) if directive.has_figure and directive.is_open else None,
        "may": may,
        "forms": _forms(may, open_below=open_below) | (forms or {}),
        "refusal": refusal,
        "kept": kept,
        "open_below": open_below,
        "crumbs": [(DIRECTIVES, reverse("desk:directives")), (directive.number or directive.source_title, "")],
    }
    return render(request, "desk/directives/directive.html", words, status=status)


def _may(scope, directive, joint):
    """What the reader may do about it now."""
    is_responsible = scope.office_id == directive.responsible_office_id
    orders = scope.may(Permission.GIVE_DIRECTIVES) and scope.office_id == directive.ordered_by_office_id
    tells = scope.may(Permission.ANSWER_DIRECTIVES) and (
        is_responsible or scope.office_id in {one.pk for one in joint}
    )
    return {
        "tell": tells and directive.is_open,
        "report": tells and is_responsible and directive.is_to_be_done,
        "hand_on": scope.may(Permission.DELEGATE_DIRECTIVES) and is_responsible and directive.is_open,
        "decide": orders and directive.state == DirectiveState.REPORTED,
        "change": orders and directive.is_open,
    }


def _forms(may, *, open_below):
    return {
        "tell": TellForm(may_report=may["report"]),
        "accept": AcceptForm(is_open_below=open_below > 0),
        "more": MoreForm(auto_id="more_%s"),
        "withdraw": WithdrawForm(auto_id="withdraw_%s"),
    }


def _knots(knots, *, today):
    return [
        {
            "directive": knot.directive,
            "depth": min(knot.depth, 4),
            "is_open_to_me": knot.is_open_to_me,
            "state": directive_words.state(knot.directive),
            "when": directive_words.when(knot.directive, today=today),
        }
        for knot in knots
    ]


def _figure(directive, *, today):
    """The figure now beside the value that closes the directive."""
    read = standing.read(OF_A_DIRECTIVE, directive, on=today)
    unit = CLOSING[directive.figure_key].value_unit
    return {
        "name": read.figure.name,
        "definition": read.figure.definition,
        "over": ", ".join(term.label for term in read.asked.terms) if read.asked else "",
        "value": phrases.amount(read.value, unit) if read.value is not None else "",
        "target": phrases.amount(directive.target_value, unit),
        "href": read.address,
        "bars": [
            {
                "label": read.figure.name,
                "planned": directive.target_value,
                "reached": read.value,
                "unit": unit,
                "href": read.address,
            }
        ]
        if read.value is not None
        else [],
    }
