"""The desk's navigation, by link of the chain, as data: an address's name, its words, the permission that opens it."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from buranakan.accounts.permissions import Permission


@dataclass(frozen=True)
class Link:
    route: str
    text: object
    permission: str


@dataclass(frozen=True)
class Section:
    """One link of the chain; `icon` names a drawing in templates/ui/icons/."""

    icon: str
    text: object
    links: tuple


SECTIONS = (
    Section("home", _("Home"), (Link("desk:home", _("Home"), Permission.USE_DESK),)),
    Section(
        "promise",
        _("Promises"),
        (
            Link("desk:promises", _("Promises and results"), Permission.SEE_PROMISES),
            Link("desk:announcements", _("Announcements"), Permission.SEE_PROMISES),
            Link("desk:frameworks", _("Policy frameworks"), Permission.SEE_PROMISES),
            Link("desk:directives", _("Directives"), Permission.SEE_DIRECTIVES),
            Link("desk:visits", _("Visits"), Permission.SEE_VISITS),
        ),
    ),
    Section("plan", _("Plan"), (Link("desk:plan", _("Plan of the joint portfolio"), Permission.SEE_PLANS),)),
    Section(
        "register",
        _("Register"),
        (
            Link("desk:people", _("People"), Permission.SEE_REGISTER),
            Link("desk:enterprises", _("Enterprises"), Permission.SEE_REGISTER),
            Link("desk:imports", _("Lists brought in"), Permission.IMPORT_LISTS),
            Link("desk:source_records", _("Public registrations"), Permission.SEE_REGISTER),
        ),
    ),
    Section("recruit", _("Recruit"), (Link("desk:calls", _("Calls and applications"), Permission.SEE_CALLS),)),
    Section(
        "deliver",
        _("Deliver"),
        (
            Link("desk:rounds", _("Rounds of training"), Permission.SEE_ROUNDS),
            Link("desk:services", _("Services given"), Permission.SEE_SERVICES),
        ),
    ),
    Section(
        "pay",
        _("Pay"),
        (
            Link("desk:money", _("The books"), Permission.SEE_MONEY),
            Link("desk:money_waiting", _("Waiting for approval"), Permission.APPROVE_MONEY),
        ),
    ),
    Section(
        "measure",
        _("Measure"),
        (
            Link("desk:scorecards", _("Policy scorecards"), Permission.SEE_FIGURES),
            Link("desk:pillars", _("Pillars and indicators"), Permission.SEE_OUTCOMES),
        ),
    ),
    Section(
        "prove",
        _("Results and reports"),
        (
            Link("desk:questions", _("Ask for a number"), Permission.SEE_FIGURES),
            Link("desk:figures", _("Figures"), Permission.SEE_FIGURES),
            Link("desk:provinces", _("Provinces"), Permission.SEE_FIGURES),
            Link("desk:handovers", _("Handovers of offices"), Permission.SEE_HANDOVERS),
        ),
    ),
    Section("trail", _("Trail of acts"), (Link("desk:trail", _("Trail of acts"), Permission.SEE_TRAIL),)),
)


def sections_for(scope, *, path):
    """Sections with the links this scope may open, the one that holds `path` marked."""
    open_links = [
        (section, link, address)
        for section in SECTIONS
        for link in section.links
        if scope and scope.may(link.permission) and (address := _address(link.route))
    ]
    current = _current([address for _section, _link, address in open_links], path=path, home=_address("desk:home"))
    shown = []
    for section in SECTIONS:
        links = [
            {"text": link.text, "href": address, "current": address == current}
            for holder, link, address in open_links
            if holder is section
        ]
        if links:
            shown.append(
                {"icon": section.icon, "text": section.text, "links": links, "single": len(section.links) == 1}
            )
    return shown


def _address(route):
    """A route whose pages are not built yet is not offered."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def _current(addresses, *, path, home):
    """The longest address that the path begins with; home only when it is the path itself."""
    holding = [one for one in addresses if path == one or (one != home and path.startswith(one))]
    return max(holding, key=len, default="")
