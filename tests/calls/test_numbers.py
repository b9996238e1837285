"""Numbers and codes that people read aloud and type again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.calls import numbers
from buranakan.calls.numbers import LETTERS

DRAWN = st.text(LETTERS, min_size=numbers.DRAWN, max_size=numbers.DRAWN)


def written(drawn):
    characters = drawn + numbers.check_character(drawn)
    return f"BK68-{characters[:4]}-{characters[4:]}"


def test_a_new_number_reads_back_however_it_is_typed():
    number = numbers.new_number(2568)
    spaced = number.replace("-", " ").lower()
    assert [numbers.read_number(text) for text in (number, spaced, f" {spaced} ", number.replace("BK", "DR"))] == (
        [number] * 4
    )


@given(DRAWN, st.integers(0, numbers.DRAWN), st.sampled_from(LETTERS))
def test_one_wrong_character_is_noticed(drawn, place, other):
    number = written(drawn)
    characters = list(number.replace("-", "")[4:])
    is_same = characters[place] == other
    characters[place] = other
    assert (numbers.read_number("BK68" + "".join(characters)) == number) is is_same


@given(DRAWN, st.integers(0, numbers.DRAWN - 2))
def test_two_neighbours_swapped_are_noticed(drawn, place):
    swapped = [*drawn]
    swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
    check = numbers.check_character(drawn)
    assert (numbers.check_character("".join(swapped)) == check) is ("".join(swapped) == drawn)


@pytest.mark.parametrize("text", ["", "BK68", "BK68-0000-0000", "ABCD-EFGH", "ไม่มี"])
def test_what_is_no_number_reads_as_nothing(text):
    assert numbers.read_number(text) == ""


def test_a_code_fits_only_its_own_application_however_it_is_typed():
    code = numbers.new_resume_code()
    kept = numbers.hashed_code(code, reference="a")
    assert numbers.is_code(code.replace("-", " ").lower(), reference="a", kept=kept)
    assert not numbers.is_code(code, reference="b", kept=kept)
    assert not numbers.is_code("AAAA-AAAA", reference="a", kept=kept)
    assert code not in kept


def test_a_code_outlives_a_change_of_the_servers_secret(settings):
    code = numbers.new_resume_code()
    kept = numbers.hashed_code(code, reference="a")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "x" * 50
    assert numbers.is_code(code, reference="a", kept=kept)
    settings.SECRET_KEY_FALLBACKS = []
    assert not numbers.is_code(code, reference="a", kept=kept)
