"""A text in marked pieces is still the text."""

from hypothesis import given
from hypothesis import strategies as st

from buranakan.pages.desk.marked_text import Mark, paragraphs

TEXT = "เป้าหมายกว่า 2,180 คน\nวงเงิน 9.15 ล้านบาท"


@st.composite
def texts_with_marks(draw):
    text = draw(st.text(alphabet="กขคง 0123456789\n", max_size=60))
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    marks = [Mark(start, end, "result") for start, end in draw(st.lists(places, max_size=8)) if start < end]
    return text, marks


@given(texts_with_marks())
def test_joined_again_the_pieces_are_the_text(given_text):
    text, marks = given_text
    lines = paragraphs(text, marks)
    assert "\n".join("".join(piece.text for piece in line) for line in lines) == text


@given(texts_with_marks())
def test_every_mark_that_is_shown_stands_on_its_own_words(given_text):
    text, marks = given_text
    shown = [piece for line in paragraphs(text, marks) for piece in line if piece.mark]
    assert [piece.text for piece in shown] == [text[piece.mark.start : piece.mark.end] for piece in shown]


def test_the_earlier_of_two_overlapping_marks_wins():
    proposal, name = Mark(8, 21, "proposed"), Mark(13, 18, "province")
    [first, _second] = paragraphs(TEXT, [proposal, name])
    assert [(piece.text, piece.mark) for piece in first] == [("เป้าหมาย", None), ("กว่า 2,180 คน", proposal)]


def test_a_text_without_marks_is_its_lines():
    assert [[piece.text for piece in line] for line in paragraphs(TEXT, [])] == [[line] for line in TEXT.split("\n")]
