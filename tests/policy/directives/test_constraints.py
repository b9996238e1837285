"""What the database itself refuses of directives."""

import datetime as dt

import pytest

from buranakan.policy.directives.enums import DirectiveState, SourceKind
from buranakan.records.models import AppendOnly
from tests.constraints import refused_as_second_by, refused_by
from tests.factories.areas import OfficeFactory
from tests.factories.directives import NOON, DirectiveFactory, ProgressFactory

pytestmark = pytest.mark.django_db

CLOSED_BY_FIGURE = {"state": DirectiveState.CLOSED_BY_FIGURE, "closed_at": NOON, "with_figure": True}
TOO_LITTLE = {"closed_value": 9, "closed_counted_on": dt.date(2025, 5, 1)}
WRONG = [
    ("a_directive_is_due_after_its_order", {"due_on": dt.date(2025, 4, 1)}),
    ("a_closed_directive_has_its_moment", {"state": DirectiveState.ACCEPTED}),
    ("a_closed_directive_has_its_moment", {"closed_at": NOON}),
    ("a_directives_figure_has_a_target", {"figure_key": "people"}),
    ("a_directives_figure_has_a_target", {"target_value": 5}),
    ("a_figure_closes_with_its_proof", CLOSED_BY_FIGURE),
    ("a_figure_closes_with_its_proof", CLOSED_BY_FIGURE | TOO_LITTLE),
    ("a_directive_is_withdrawn_for_a_reason", {"state": DirectiveState.WITHDRAWN, "closed_at": NOON}),
    ("a_round_of_inspection_is_named", {"source_kind": SourceKind.INSPECTION_ROUND, "inspection_year": 2568}),
]


@pytest.mark.parametrize(("name", "said"), WRONG)
def test_a_wrong_row_is_refused(name, said):
    refused_by(name, lambda: DirectiveFactory(**said))


def test_no_office_orders_itself():
    office = OfficeFactory(diprom=True)
    refused_by("no_office_orders_itself", lambda: DirectiveFactory(ordered_by_office=office, responsible_office=office))


def test_a_directive_is_handed_to_an_office_once():
    said = {"parent": DirectiveFactory(), "responsible_office": OfficeFactory(centre=True)}
    DirectiveFactory(**said, state=DirectiveState.WITHDRAWN, closed_at=NOON, closed_because="ก")
    DirectiveFactory(**said)
    refused_as_second_by("a_directive_is_handed_to_an_office_once", lambda: DirectiveFactory(**said))


def test_an_entry_never_changes():
    entry = ProgressFactory()
    entry.text = "อื่น"
    with pytest.raises(AppendOnly):
        entry.save()
