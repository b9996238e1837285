"""Citizen numbers at rest: what a seal hides, what it is bound to, how keys change."""

import uuid

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from buranakan.lib import ids
from buranakan.registry.secrets import Keyring, SealBroken

OLD = "old:" + "o" * 64
NEW = "new:" + "n" * 64
FIND = "f" * 64
ROW = uuid.UUID(int=1)
NUMBER = ids.made_up_citizen_number(1)

numbers = st.integers(min_value=0, max_value=10**9 - 1).map(ids.made_up_citizen_number)


def ring(*keys, lookup_key=FIND):
    return Keyring.read(",".join(keys), lookup_key=lookup_key)


@given(number=numbers, row=st.uuids())
def test_what_was_sealed_opens_for_its_own_row(number, row):
    assert ring(OLD).open(ring(OLD).seal(number, row=row), row=row) == number


def test_a_seal_says_its_key_and_nothing_of_the_number():
    key_id, text = ring(OLD).seal(NUMBER, row=ROW).split(":")
    assert (key_id, NUMBER in text) == ("old", False)


def test_the_same_number_is_sealed_differently_each_time():
    assert ring(OLD).seal(NUMBER, row=ROW) != ring(OLD).seal(NUMBER, row=ROW)


def test_a_seal_copied_to_another_row_does_not_open():
    with pytest.raises(SealBroken):
        ring(OLD).open(ring(OLD).seal(NUMBER, row=ROW), row=uuid.UUID(int=2))


def test_a_changed_seal_does_not_open():
    sealed = ring(OLD).seal(NUMBER, row=ROW)
    swapped = sealed[:20] + ("A" if sealed[20] != "A" else "B") + sealed[21:]
    with pytest.raises(SealBroken):
        ring(OLD).open(swapped, row=ROW)


def test_a_seal_without_its_key_does_not_open():
    with pytest.raises(SealBroken):
        ring(NEW).open(ring(OLD).seal(NUMBER, row=ROW), row=ROW)


def test_the_first_key_seals_and_all_keys_open():
    both = ring(NEW, OLD)
    sealed_before = ring(OLD).seal(NUMBER, row=ROW)
    sealed_now = both.seal(NUMBER, row=ROW)
    assert (both.open(sealed_before, row=ROW), both.open(sealed_now, row=ROW)) == (NUMBER, NUMBER)
    assert (both.is_sealed_now(sealed_before), both.is_sealed_now(sealed_now)) == (False, True)


@given(first=numbers, second=numbers)
def test_a_fingerprint_finds_its_number_and_no_other(first, second):
    assert (ring(OLD).fingerprint(first) == ring(NEW).fingerprint(second)) == (first == second)


def test_a_fingerprint_needs_the_key_that_finds():
    assert ring(OLD).fingerprint(NUMBER) != ring(OLD, lookup_key="g" * 64).fingerprint(NUMBER)


def test_one_secret_for_both_purposes_still_gives_two_keys():
    secret = "s" * 64
    both = Keyring.read(f"one:{secret}", lookup_key=secret)
    assert both.sealing["one"] != both.finding


@pytest.mark.parametrize(
    "keys",
    ["", "k" * 64, ":" + "k" * 64, "short:abc", f"{OLD},{OLD}", f"{OLD},"],
    ids=["none", "no-id", "empty-id", "short", "twice", "trailing-comma"],
)
def test_keys_that_are_not_pairs_are_refused(keys):
    with pytest.raises(ImproperlyConfigured):
        Keyring.read(keys, lookup_key=FIND)


def test_a_short_key_to_find_by_is_refused():
    with pytest.raises(ImproperlyConfigured):
        ring(OLD, lookup_key="short")
