"""What is known already and therefore not asked again: a company of the public register, by the number just typed."""

from buranakan.accounts.scope import Scope
from buranakan.calls import applying
from buranakan.lib.rules import RuleBroken
from buranakan.registry import details
from buranakan.registry.enums import EnterpriseKind
from buranakan.registry.imports import queries as imports

REGISTER = Scope.system("applicants type the number of their own company, and the company register is public")


def suggested(application, page):
    """{field: text} for a page that was not answered yet; {} where nothing is known."""
    if page.is_answered or page.step.code != "enterprise_details" or page.fields[0].name != "name":
        return {}
    number = _number(applying.typed(application).get("enterprise_details", {}))
    found = imports.source_records(REGISTER).filter(number=number).first() if number else None
    return {} if found is None else {"name": found.name, "province": found.province_id or ""}


def _number(typed):
    if typed.get("kind") != EnterpriseKind.JURISTIC:
        return ""
    try:
        return details.enterprise_number(typed.get("number", ""), kind=EnterpriseKind.JURISTIC)
    except RuleBroken:
        return ""
