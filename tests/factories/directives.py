"""Directives for tests, and the small tree of offices they go down."""

import datetime as dt
from types import SimpleNamespace

import factory

from buranakan.accounts.permissions import Role
from buranakan.lib.clock import BANGKOK
from buranakan.policy.directives.enums import DirectiveState, ProgressKind, SourceKind
from buranakan.policy.models import Directive, Progress
from tests.factories.accounts import member
from tests.factories.areas import OfficeFactory, ProvinceFactory, centre_of, provincial_office

NOON = dt.datetime(2025, 5, 15, 12, 0, tzinfo=BANGKOK)


class DirectiveFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Directive

    class Params:
        accepted = factory.Trait(state=DirectiveState.ACCEPTED, closed_at=NOON)
        with_figure = factory.Trait(figure_key="people_reached_distinct", target_value=10)
        of_a_round = factory.Trait(
            source_kind=SourceKind.INSPECTION_ROUND, inspection_year=2568, inspection_round=1
        )

    number = factory.Sequence(lambda n: f"{n + 1}")
    text = factory.LazyAttribute(lambda one: f"ให้ดำเนินการตามข้อ {one.number}")
    ordered_by_office = factory.SubFactory(OfficeFactory, ministry=True)
    ordered_by_post = "ปลัดกระทรวงอุตสาหกรรม"
    ordered_on = dt.date(2025, 5, 1)
    source_kind = SourceKind.MEETING
    source_title = "การประชุมทดสอบ"
    responsible_office = factory.SubFactory(OfficeFactory, diprom=True)
    due_on = dt.date(2025, 5, 30)
    given_at = NOON


class ProgressFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Progress

    directive = factory.SubFactory(DirectiveFactory)
    kind = ProgressKind.PROGRESS
    text = "ทำไปแล้วส่วนหนึ่ง"
    at = NOON


def chain():
    """The ministry, DIPROM, Center 6 and two provincial offices, each with its head."""
    near, other = (ProvinceFactory(code=code, name_th=f"จังหวัด{code}") for code in ("30", "31"))
    offices = {
        "ministry": OfficeFactory(ministry=True),
        "diprom": OfficeFactory(diprom=True),
        "centre": centre_of(near, other),
        "near": provincial_office(near),
        "other": provincial_office(other),
    }
    roles = {"ministry": Role.EXECUTIVE}
    users = {name: member(roles.get(name, Role.OFFICE_HEAD), office) for name, office in offices.items()}
    return SimpleNamespace(offices=SimpleNamespace(**offices), users=SimpleNamespace(**users))
