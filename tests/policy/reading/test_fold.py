"""The fold: one spelling to read, and the way back to the characters as given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.policy.reading.fold import Folded

ODD_AND_PLAIN = st.text(alphabet="กนาแเ้่ํำ0๙ -\u200b\ufeff\u00a0–A\n", max_size=40)


@pytest.mark.parametrize(
    ("given_text", "folded"),
    [
        ("๒,๑๘๐ คน", "2,180 คน"),
        ("๕–๑๐ ราย", "5-10 ราย"),
        ("กว่า\u200b 50\u00a0ราย", "กว่า 50 ราย"),
        ("จ\u0e4d\u0e32นวน", "จำนวน"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e33\u0e49", "น้ำ"),
        ("เเผน", "แผน"),
        ("\ufeffแผน", "แผน"),
    ],
)
def test_odd_spellings_become_the_right_one(given_text, folded):
    assert Folded(given_text).text == folded


def test_a_place_in_the_folded_text_leads_back_to_the_given_characters():
    given_text = "เเผน\u200bงาน จ\u0e4d\u0e32นวน\u200b ๒๐ คน"
    folded = Folded(given_text)
    span = folded.span(folded.text.index("20"), len(folded.text))
    assert (span.quote, span.start, span.end) == ("๒๐ คน", given_text.index("๒๐"), len(given_text))


def test_a_word_typed_in_two_parts_is_quoted_as_typed():
    folded = Folded("มีจ\u0e4d\u0e32นวนมาก")
    start = folded.text.index("จำนวน")
    assert folded.span(start, start + len("จำนวน")).quote == "จ\u0e4d\u0e32นวน"


@given(ODD_AND_PLAIN)
def test_every_span_quotes_the_given_text(given_text):
    folded = Folded(given_text)
    places = [folded.place(index) for index in range(len(folded.text))]
    assert places == sorted(set(places))
    for index in range(len(folded.text)):
        span = folded.span(index, len(folded.text))
        assert given_text[span.start : span.end] == span.quote
