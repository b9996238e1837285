"""The year's disbursement targets: loaded from their file, the quarter's where it is known, else the next one."""

import pytest

from buranakan.finance import imports, queries
from buranakan.finance.models import DisbursementTarget
from tests.finance.conftest import AT

pytestmark = pytest.mark.django_db

OVERALL = {"measure": "disbursement", "category": "overall"}


def spoken(target):
    return target and (target.quarter, target.percent_hundredths, target.source, target.confidence)


@pytest.mark.parametrize(
    ("quarter", "now", "following"),
    [
        (1, (1, 27_00, "TG-90473", "A"), None),
        (3, None, (4, 94_00, "TG-89872", "A")),
        (4, (4, 94_00, "TG-89872", "A"), None),
    ],
)
def test_the_target_of_a_quarter_is_the_files_or_the_next_that_is_known(quarter, now, following):
    imports.load(by=None, at=AT)
    found = queries.target_of(2568, quarter=quarter, **OVERALL)
    assert (spoken(found.now), spoken(found.following)) == (now, following)


def test_a_year_without_targets_has_none():
    imports.load(by=None, at=AT)
    found = queries.target_of(2570, quarter=1, **OVERALL)
    assert (found.now, found.following) == (None, None)


def test_loading_an_offices_own_copy_replaces_what_the_file_no_longer_says(tmp_path):
    imports.load(by=None, at=AT)
    head = "fiscal_year,measure,category,quarter,percent,source,as_of,confidence,note\n"
    row = "2569,spending,overall,2,60,circular,2025-10-01,A,\n"
    (tmp_path / imports.FILE).write_text(head + row, encoding="utf-8")
    imports.load(folder=tmp_path, by=None, at=AT)
    imports.load(folder=tmp_path, by=None, at=AT)
    assert [str(one) for one in DisbursementTarget.objects.all()] == ["2569 Q2 spending overall"]
