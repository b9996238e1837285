"""Codes of certificates: long enough, read however they were typed."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buranakan.delivery import codes
from buranakan.delivery.queries import initial

CODES = st.text(alphabet=codes.ALPHABET, min_size=codes.LENGTH, max_size=codes.LENGTH)


def test_a_code_has_sixty_bits():
    assert codes.LENGTH * math.log2(len(set(codes.ALPHABET))) >= 60
    assert len({codes.made() for _ in range(1000)}) == 1000


@given(code=CODES, between=st.sampled_from(["", "-", " ", "–", ". "]), lower=st.booleans())
def test_a_code_is_read_however_it_was_typed(code, between, lower):
    typed = between.join([code[:4], code[4:8], code[8:]])
    assert codes.read(typed.lower() if lower else typed) == code
    assert codes.read(codes.shown(code)) == code


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("oO0i-lI1a-bcde", "0001111ABCDE"),
        ("๗K3M-Q2ZD-๙0XT", "7K3MQ2ZD90XT"),
        ("7K3M-Q2ZD-90X", ""),
        ("7K3M-Q2ZD-90XTT", ""),
        ("7K3M-Q2ZD-90XU", ""),
        ("<script>", ""),
        ("", ""),
    ],
)
def test_look_alikes_are_what_was_meant_and_nonsense_is_nothing(typed, read):
    assert codes.read(typed) == read


@given(text=st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_nothing(text):
    assert codes.read(text) == "" or set(codes.read(text)) <= set(codes.ALPHABET)


@pytest.mark.parametrize(
    ("name", "shown"), [("สมศรี", "ส."), ("แสงดาว", "ส."), ("ใจดี", "จ."), ("John", "J."), ("เ", "เ.")]
)
def test_an_initial_is_the_first_consonant(name, shown):
    assert initial(name) == shown
