import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import collate

from buranakan.lib import thai_text

# Thai, the marks that combine with it, and everything that should not be there.
thai = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B), max_size=12)
messy = st.text(
    st.one_of(
        st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B),
        st.sampled_from("aZ 1.,-\n\r\t\u00a0\u200b\u200c\u200d\u2028\u2060\ufeff\u00ad\u0301\u0327\u05b0\u3099ﬁ½²İß"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=20,
)
plain_thai = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E2E), min_size=1, max_size=4).flatmap(
    lambda consonants: st.lists(st.sampled_from(["", "า", "ะ", "เ", "โ", "ไ", "ิ", "ู"]), min_size=4, max_size=4).map(
        lambda vowels: "".join(
            vowel + consonant if vowel in "เโไ" else consonant + vowel
            for consonant, vowel in zip(consonants, vowels, strict=False)
        )
    )
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("นํ\u0e32", "น\u0e33"),
        ("น\u0e4d\u0e49\u0e32", "น\u0e49\u0e33"),
        ("น\u0e49\u0e4d\u0e32", "น\u0e49\u0e33"),
        ("น\u0e33\u0e49", "น\u0e49\u0e33"),
        ("เเม่", "แม่"),
        ("เ\u200bเม่", "แม่"),
        ("ก่ิ", "กิ่"),
        ("กิิ", "กิ"),
        ("ก\u0e48\u0e39", "ก\u0e39\u0e48"),
        ("ส่ง\u200bเสริม\ufeff", "ส่งเสริม"),
        ("นาย\u00a0 ก\u2009ข", "นาย ก ข"),
        ("  บรรทัดหนึ่ง \r\n\tบรรทัดสอง ", "บรรทัดหนึ่ง\nบรรทัดสอง"),
        ("e\u0301", "é"),
        ("๒,๑๘๐ คน", "๒,๑๘๐ คน"),
    ],
)
def test_one_word_has_one_spelling(typed, expected):
    assert thai_text.clean(typed) == expected


@given(messy)
def test_cleaning_twice_changes_nothing(text):
    once = thai_text.clean(text)

    assert thai_text.clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not [character for character in once if unicodedata.category(character) in {"Cf", "Zl", "Zp"}]


@given(st.text(st.sampled_from("0123456789๐๑๒๓๔๕๖๗๘๙ก/ "), max_size=12))
def test_digits_go_there_and_back(text):
    arabic = thai_text.arabic_digits(text)

    assert thai_text.arabic_digits(thai_text.thai_digits(text)) == arabic
    assert thai_text.thai_digits(arabic) == thai_text.thai_digits(text)
    assert not set(arabic) & set("๐๑๒๓๔๕๖๗๘๙")


def test_thai_digits_are_the_digits():
    assert thai_text.thai_digits("0123456789") == "๐๑๒๓๔๕๖๗๘๙"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ศูนย์ ส่งเสริม ภาคที่ ๖", "ศูนย์ส่งเสริมภาคที่ 6"),
        ("น้ําพริก", "น้ำพริก"),
        ("บจก. Green-Tech", "บจก greentech"),
        ("กรุงเทพฯ", "กรุงเทพ"),
        ("ＡＢＣ", "abc"),
    ],
)
def test_two_ways_of_writing_share_a_search_key(one, other):
    assert thai_text.search_key(one) == thai_text.search_key(other)


@given(messy)
def test_a_search_key_is_its_own_search_key(text):
    key = thai_text.search_key(text)

    assert thai_text.search_key(key) == key
    assert thai_text.search_key(thai_text.clean(text)) == key


@given(thai, thai)
def test_a_search_key_keeps_different_letters_apart(one, other):
    letters = [[c for c in thai_text.clean(text) if "ก" <= c <= "ฮ"] for text in (one, other)]

    if letters[0] != letters[1]:
        assert thai_text.search_key(one) != thai_text.search_key(other)


IN_ORDER = ["กก", "กระทรวง", "กา", "เกาะ", "แก", "โก", "ใกล้", "ไก่", "ขา", "เขา"]


def test_words_stand_in_dictionary_order():
    assert sorted(reversed(IN_ORDER), key=thai_text.collation_key) == IN_ORDER
    assert collate(reversed(IN_ORDER)) == IN_ORDER


@given(st.lists(plain_thai, max_size=8))
def test_words_without_marks_stand_as_an_independent_judge_puts_them(words):
    assert sorted(words, key=thai_text.collation_key) == collate(words)


@pytest.mark.parametrize(
    "in_order",
    [
        ["กา", "ก่า", "ก้า", "กาก"],
        ["ปา", "ป่า", "ป้า", "ป๊า", "ป๋า"],
        ["ภาคที่ 1", "ภาคที่ 2", "ภาคที่ ๑๐", "ภาคที่ 11"],
        ["สม ใจดี", "สมใจ กล้า", "สมชาย กล้า"],
        ["007", "8", "ABC", "abd", "กก"],
        ["ต่าง", "ต่างๆ", "ตาด"],
    ],
    ids=["tones-last", "tones-in-order", "numbers-by-size", "shorter-name-first", "latin-first", "repetition-mark"],
)
def test_the_finer_points_of_the_order(in_order):
    assert sorted(reversed(in_order), key=thai_text.collation_key) == in_order


@given(st.lists(messy, max_size=8))
def test_bytes_in_a_database_give_the_same_order(texts):
    keys = [thai_text.collation_key(text) for text in texts]
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE word (key TEXT)")
    database.executemany("INSERT INTO word VALUES (?)", [(key,) for key in keys])

    ordered = [key for (key,) in database.execute("SELECT key FROM word ORDER BY key")]
    database.close()

    assert ordered == sorted(keys)
    assert sorted(keys) == sorted(keys, key=str.encode)


@given(messy)
def test_two_spellings_of_one_text_have_one_place(text):
    assert thai_text.collation_key(thai_text.clean(text)) == thai_text.collation_key(text)
    assert thai_text.collation_key(thai_text.thai_digits(text)) == thai_text.collation_key(text)


@given(st.one_of(messy, thai, st.text(st.sampled_from("กนำเแ่้ิุํ์ ฯ๑1Aa.-฿ๆ"), max_size=12)))
def test_the_short_ways_lead_to_the_same_place(text):
    """What is clean already is not cleaned, and plain text is folded letter by letter; nobody may notice."""
    cleaned, folded = text, text
    while (again := thai_text._cleaned_once(cleaned)) != cleaned:
        cleaned = again
    while (again := thai_text._folded_once(folded)) != folded:
        folded = again
    assert (thai_text.clean(text), thai_text.search_key(text)) == (cleaned, folded)
