"""Reading questions: more than two hundred of them, each read rightly or refused for the right reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.insight.questions import reading, words
from buranakan.insight.questions.intents import NotUnderstood
from tests.insight.questions import asked, known

LEXICON = words.lexicon()


@pytest.fixture(scope="module")
def dictionary():
    return known.dictionary()


def read(question, dictionary):
    """What was read, in the words of the list; of a refusal its code."""
    try:
        found = reading.read(question, dictionary=dictionary, lexicon=LEXICON, on=known.TODAY)
    except NotUnderstood as reason:
        return f"! {reason.code}", "", ""
    measures = " ".join(f"promise:{one.key}" if one.kind == "promise" else one.key for one in found.measures)
    form = [f"by={found.by}" if found.by else "", f"among={','.join(found.among)}" if found.among else "", found.order]
    form += ["share" if found.share else "", "left" if found.left else ""]
    slice_ = " ".join(f"{name}={text}" for name, text in found.slice)
    return measures, slice_, " ".join(filter(None, form))


@pytest.mark.parametrize(("question", "measures", "slice_", "form"), asked.CASES, ids=[one[0] for one in asked.CASES])
def test_a_question_is_read_as_it_is_meant(dictionary, question, measures, slice_, form):
    found_measures, found_slice, found_form = read(question, dictionary)
    assert (found_measures, sorted(found_slice.split()), found_form) == (measures, sorted(slice_.split()), form)


def test_there_are_enough_of_them():
    assert len(asked.CASES) >= 200
    assert len({one[0] for one in asked.CASES}) == len(asked.CASES)


def test_every_province_is_known_by_its_names(dictionary):
    for code, name_th, name_en in [(row["code"], row["name_th"], row["name_en"]) for row in known.provinces()]:
        for question in (f"จังหวัด{name_th}กี่คน", f"จ.{name_th} กี่คน", f"how many people in {name_en}"):
            assert read(question, dictionary)[1] == f"province={code}", question


def test_a_question_too_long_is_refused(dictionary):
    assert read("กี่คน " * 100, dictionary)[0] == "! too_long"


def test_what_was_mended_is_told(dictionary):
    found = reading.read("นครราชศรีมากี่คน", dictionary=dictionary, lexicon=LEXICON, on=known.TODAY)
    assert found.mended == (("นครราชศรีมา", "นครราชสีมา"),)


def test_unknown_words_are_told_as_they_were_typed(dictionary):
    with pytest.raises(NotUnderstood) as reason:
        reading.read("โคราช Hello World กี่คน", dictionary=dictionary, lexicon=LEXICON, on=known.TODAY)
    assert (reason.value.said, reason.value.slice) == (("hello world",), (("province", "30"),))


def test_no_word_means_two_things():
    found = {}
    for one in LEXICON.words:
        found.setdefault(one.letters, set()).add((one.kind, one.code))
    assert {letters: meanings for letters, meanings in found.items() if len(meanings) > 1} == {}


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_text_breaks_it(text):
    read(text, known.dictionary())


@given(st.sampled_from(["กี่คน", "เบิกจ่ายเท่าไร", "แผนกี่คน"]), st.integers(0, 10**6))
def test_a_number_in_a_question_is_never_taken_over(question, number):
    assert read(f"{question} {number} บาท", known.dictionary())[0] == "! unknown"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("ศภ.6 ดูแลกี่จังหวัด", ("ดูแล",)),
        ("ไอ้พวกขี้เกียจ", ("ไอ้พวกขี้เกียจ",)),
        ("ค่าเดินทางเท่าไร", ("ค่าเดินทาง",)),
        ("ขอ 9.15 กี่คน", ("9.15",)),
        ("1,500 กี่คน", ("1,500",)),
    ],
)
def test_what_was_not_understood_is_told_in_whole_words_and_numbers(dictionary, question, said):
    with pytest.raises(NotUnderstood) as reason:
        reading.read(question, dictionary=dictionary, lexicon=LEXICON, on=known.TODAY)
    assert (reason.value.code, reason.value.said) == ("unknown", said)


@pytest.mark.parametrize(("question", "said"), [("ดิจิทัลกี่คน", ["ดิจิทัล"]), ("จังหวัดไหนเจ๋งสุดๆ", None)])
def test_no_syllable_is_torn_in_what_was_not_understood(dictionary, question, said):
    with pytest.raises(NotUnderstood) as reason:
        reading.read(question, dictionary=dictionary, lexicon=LEXICON, on=known.TODAY)
    assert said is None or list(reason.value.said) == said
    assert not [piece for piece in reason.value.said if piece[0] in "ะาำิีึืุู็่้๊๋์ั" or piece[-1] in "เแโใไ"]
