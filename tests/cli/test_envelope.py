"""The first envelope and a computed draft, from the console of a server without a demo."""

import pytest

from buranakan.cli import main
from buranakan.planning.models import Envelope, PlanVersion

pytestmark = pytest.mark.django_db
PORTFOLIO = ["--portfolio", "diprom-pio-2568", "--office", "diprom"]


@pytest.fixture
def loaded():
    assert main.main(["load-reference"]) == 0


def opened(*, amount="9.15 ล้านบาท", places="๒,๔๐๐"):
    return main.main(["envelope", "open", *PORTFOLIO, "--amount", amount, "--places", places])


def test_the_first_envelope_is_opened_once(loaded, capsys):
    assert (opened(), opened()) == (0, 1)
    held = Envelope.objects.get()
    assert (held.office.code, held.amount_satang, held.places) == ("diprom", 915_000_000, 2_400)


def test_money_of_an_earlier_act_is_an_envelope_of_its_own(loaded):
    opened()
    said = ["--amount", "250000", "--places", "40", "--paper", "กค 0402.5/ว 12", "--paper-on", "2025-05-01"]
    carried = ["envelope", "open", *PORTFOLIO, *said, "--act-year", "2567", "--carried-over"]
    assert (main.main(carried), main.main(carried)) == (0, 1)
    assert list(Envelope.objects.values_list("budget_act_year", "is_carried_over", "amount_satang")) == [
        (2568, False, 915_000_000),
        (2567, True, 25_000_000),
    ]


def test_a_draft_is_computed_by_need_and_waits_for_a_planner(loaded, tmp_path):
    opened()
    need = tmp_path / "need.csv"
    need.write_text("province,need\n" + "".join(f"{code},{code}\n" for code in range(30, 50)), encoding="utf-8")
    assert main.main(["envelope", "propose", str(need), *PORTFOLIO, "--more-than", "2180"]) == 0
    draft = PlanVersion.objects.get()
    assert (draft.state, draft.is_proposal, draft.amount_total_satang) == ("draft", True, 915_000_000)
    assert draft.people_total > 2_180
    assert 60 <= draft.lines.count() <= 80


@pytest.mark.parametrize(
    "words",
    [
        ["envelope", "open", "--portfolio", "none", "--office", "diprom", "--amount", "1", "--places", "1"],
        ["envelope", "open", "--portfolio", "diprom-pio-2568", "--office", "none", "--amount", "1", "--places", "1"],
        ["envelope", "propose", "none.csv", *PORTFOLIO, "--more-than", "1"],
    ],
    ids=["no-such-portfolio", "no-such-office", "no-envelope-yet"],
)
def test_what_is_missing_is_said(loaded, words, capsys):
    assert main.main(words) == 1
    assert Envelope.objects.count() == 0
