"""Criteria against what an applicant says: each result with the sentence that explains it. Pure."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from buranakan.calls.enums import CriterionKind, Outcome
from buranakan.registry.enums import EnterpriseKind

K = CriterionKind


@dataclass(frozen=True)
class Applicant:
    """What criteria ask about; None is not said. Provinces are rows, so that their names follow the language."""

    home_province: object = None
    has_enterprise: bool | None = None
    enterprise_province: object = None
    enterprise_kind: str = ""
    is_registered: bool | None = None
    business_began_on: dt.date | None = None
    employees: int | None = None
    birth_on: dt.date | None = None
    attends_all: bool | None = None
    is_supported: bool = False  # by the same activity, this fiscal year


@dataclass(frozen=True)
class Ground:
    """What the call brings: codes of its provinces, and the day on which ages are counted."""

    provinces: frozenset
    on: dt.date


@dataclass(frozen=True)
class Finding:
    """An outcome with its explanation, put into words only when it is read."""

    outcome: Outcome
    message: object
    params: dict

    @property
    def explanation(self):
        return str(self.message) % self.params if self.params else str(self.message)


@dataclass(frozen=True)
class Result:
    """A criterion of a call and what was found."""

    criterion: object
    finding: Finding

    @property
    def outcome(self):
        return self.finding.outcome

    @property
    def explanation(self):
        return self.finding.explanation

    @property
    def is_in_the_way(self):
        """Does it keep the application from being sent?"""
        return self.criterion.is_required and self.outcome != Outcome.MET


def results(criteria, applicant, *, provinces, on):
    """Every criterion with what was found, in their order. `criteria` have kind, parameters and is_required."""
    ground = Ground(frozenset(provinces), on)
    return [Result(one, find(one.kind, one.parameters, applicant=applicant, ground=ground)) for one in criteria]


def find(kind, parameters, *, applicant, ground):
    """What one kind of criterion finds."""
    return FINDERS[CriterionKind(kind)](parameters, applicant, ground)


def years_between(earlier, later):
    """Whole years, as birthdays count them."""
    return later.year - earlier.year - ((later.month, later.day) < (earlier.month, earlier.day))


def _found(is_met, *, met, not_met, **params):
    return Finding(Outcome.MET if is_met else Outcome.NOT_MET, met if is_met else not_met, params)


def _unknown():
    return Finding(Outcome.UNKNOWN, _("This was not answered."), {})


def _about_enterprise(finder):
    """Without an enterprise there is nothing to look at."""

    def found(parameters, applicant, ground):
        if applicant.has_enterprise is None:
            return _unknown()
        if not applicant.has_enterprise:
            return Finding(Outcome.NOT_MET, _("There is no enterprise yet."), {})
        return finder(parameters, applicant, ground)

    return found


def _lives_in(parameters, applicant, ground):
    if applicant.home_province is None:
        return _unknown()
    return _found(
        applicant.home_province.pk in ground.provinces,
        met=_("Lives in %(province)s, which the call is open to."),
        not_met=_("Lives in %(province)s, which the call is not open to."),
        province=applicant.home_province,
    )


def _enterprise_in(parameters, applicant, ground):
    if applicant.enterprise_province is None:
        return _unknown()
    return _found(
        applicant.enterprise_province.pk in ground.provinces,
        met=_("The enterprise is in %(province)s, which the call is open to."),
        not_met=_("The enterprise is in %(province)s, which the call is not open to."),
        province=applicant.enterprise_province,
    )


def _enterprise_kinds(parameters, applicant, ground):
    if not applicant.enterprise_kind:
        return _unknown()
    return _found(
        applicant.enterprise_kind in parameters["kinds"],
        met=_("The enterprise is of this kind: %(kind)s, which the call is for."),
        not_met=_("The enterprise is of this kind: %(kind)s, which the call is not for."),
        kind=EnterpriseKind(applicant.enterprise_kind).label,
    )


def _has_registered_enterprise(parameters, applicant, ground):
    if applicant.is_registered is None:
        return _unknown()
    return _found(
        applicant.is_registered,
        met=_("The enterprise is registered."),
        not_met=_("The enterprise is not registered yet."),
    )


def _business_age_at_least(parameters, applicant, ground):
    if applicant.business_began_on is None:
        return _unknown()
    years = years_between(applicant.business_began_on, ground.on)
    return _found(
        years >= parameters["years"],
        met=_("The business has run for %(years)s years; at least %(asked)s are asked."),
        not_met=_("The business has run for %(years)s years, but at least %(asked)s are asked."),
        years=years,
        asked=parameters["years"],
    )


def _business_age_at_most(parameters, applicant, ground):
    if applicant.business_began_on is None:
        return _unknown()
    # To the day: five years and a day are more than five years.
    years = years_between(applicant.business_began_on + dt.timedelta(days=-1), ground.on)
    is_met = years_between(applicant.business_began_on, ground.on - dt.timedelta(days=1)) < parameters["years"]
    return _found(
        is_met,
        met=_("The business has run for %(years)s years; at most %(asked)s are asked."),
        not_met=_("The business has run for more than %(asked)s years, which is the most the call takes."),
        years=years_between(applicant.business_began_on, ground.on) if is_met else years,
        asked=parameters["years"],
    )


def _employees_at_most(parameters, applicant, ground):
    if applicant.employees is None:
        return _unknown()
    return _found(
        applicant.employees <= parameters["employees"],
        met=_("People who work there: %(employees)s; at most %(asked)s are asked."),
        not_met=_("People who work there: %(employees)s, but at most %(asked)s are asked."),
        employees=applicant.employees,
        asked=parameters["employees"],
    )


def _smallest_age(parameters, applicant, ground):
    if applicant.birth_on is None:
        return _unknown()
    return _found(
        years_between(applicant.birth_on, ground.on) >= parameters["years"],
        met=_("Old enough: the call asks for at least %(asked)s years."),
        not_met=_("Not yet %(asked)s years old, which the call asks for."),
        asked=parameters["years"],
    )


def _not_supported_this_year(parameters, applicant, ground):
    return _found(
        not applicant.is_supported,
        met=_("Has not taken part in this activity this fiscal year."),
        not_met=_("Has already taken part in this activity this fiscal year."),
    )


def _attends_all(parameters, applicant, ground):
    if applicant.attends_all is None:
        return _unknown()
    return _found(
        applicant.attends_all,
        met=_("Can attend every session."),
        not_met=_("Cannot attend every session."),
    )


FINDERS = {
    K.LIVES_IN: _lives_in,
    K.ENTERPRISE_IN: _about_enterprise(_enterprise_in),
    K.ENTERPRISE_KINDS: _about_enterprise(_enterprise_kinds),
    K.HAS_REGISTERED_ENTERPRISE: _about_enterprise(_has_registered_enterprise),
    K.BUSINESS_AGE_AT_LEAST: _about_enterprise(_business_age_at_least),
    K.BUSINESS_AGE_AT_MOST: _about_enterprise(_business_age_at_most),
    K.EMPLOYEES_AT_MOST: _about_enterprise(_employees_at_most),
    K.SMALLEST_AGE: _smallest_age,
    K.NOT_SUPPORTED_THIS_YEAR: _not_supported_this_year,
    K.ATTENDS_ALL: _attends_all,
}
