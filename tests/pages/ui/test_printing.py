"""Papers: values go in as data, pages come out, and synthetic data says so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from buranakan.insight import papers
from buranakan.pages.ui import printing
from tests.pages.papers import pages_of

SHEET = "desk/rounds/sign_in_sheet.typ"
EMBLEM = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><circle cx="5" cy="5" r="4"/></svg>'


def values(text="ก", *, rows=1):
    names = "synthetic emblem heading page signature"
    row = {"number": "๑", "name": {"title": text, "first": text, "last": text}, "enterprise": text, "phone": text}
    said = "title course round when where activity office counted footer"
    return {
        **dict.fromkeys(said.split(), text),
        "words": dict.fromkeys(names.split(), text),
        "columns": [text] * 6,
        "rows": [row] * rows,
    }


@pytest.mark.parametrize(("rows", "pages"), [(1, 1), (60, 4)])
def test_a_paper_has_as_many_pages_as_it_needs(rows, pages):
    assert pages_of(printing.pdf(SHEET, values(rows=rows))) == pages


@settings(max_examples=25)
@given(text=st.text(max_size=30))
def test_nothing_that_is_typed_is_read_as_markup(text):
    assert printing.pdf(SHEET, values(text)).startswith(b"%PDF-")


def test_synthetic_data_says_so_across_the_page(settings):
    plain = printing.pdf(SHEET, values())
    settings.IS_SYNTHETIC = True
    assert printing.pdf(SHEET, values()) != plain


def test_the_emblem_is_the_deployments(settings, tmp_path):
    settings.EMBLEM = str(tmp_path / "emblem.svg")
    (tmp_path / "emblem.svg").write_text(EMBLEM, encoding="utf-8")
    assert papers._frame()["emblem"] == EMBLEM


def test_thai_digits_leave_addresses_as_they_are_typed():
    assert papers.thai("เมื่อ 8 ธ.ค. 2567 (https://example.org/91218)") == "เมื่อ ๘ ธ.ค. ๒๕๖๗ (https://example.org/91218)"


def test_a_square_holds_what_it_is_given():
    assert printing.qr("https://buranakan.example/").startswith("<svg")
    assert printing.qr("a") != printing.qr("b")


def test_a_paper_that_is_not_there_is_a_fault():
    with pytest.raises(StopIteration):
        printing.pdf("desk/rounds/none.typ", {})
