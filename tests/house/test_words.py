"""The catalogues are complete in both languages, and what `make words` would write."""

import shutil
import subprocess
import sys

import pytest

from tests.house.guards import words
from tests.house.guards.tree import ROOT

CATALOGUES = {language: ROOT / "locale" / language / "LC_MESSAGES" / "django.po" for language in ["th", "en"]}
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def catalogue(language):
    return CATALOGUES[language].read_text(encoding="utf-8")


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_message_has_words(language):
    assert words.find_gaps(catalogue(language)) == []


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ('msgid "a"\nmsgstr ""', ["no words: a"]),
        ('#, fuzzy\nmsgid "a"\nmsgstr "b"', ["guessed: a"]),
        ('msgid "%(n)s people"\nmsgstr "คน"', ["other placeholders: %(n)s people"]),
        ('msgid "people"\nmsgstr "%(n)s คน"', ["other placeholders: people"]),
        ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "bs"', ["plural: a"]),
        ('msgid "a"\nmsgstr "ก\u200bข"', ["hidden characters: a"]),
        ('msgid "%(n)s people"\nmsgstr "%(n)s คน"', []),
        ('#~ msgid "gone"\n#~ msgstr ""', []),
    ],
    ids=["missing", "guessed", "placeholder-lost", "placeholder-added", "plural", "hidden", "fine", "obsolete"],
)
def test_a_gap_is_caught(message, found):
    assert words.find_gaps(f"{HEAD}{message}\n") == found


def test_both_languages_hold_the_same_messages():
    assert words.find_differences(catalogue("th"), catalogue("en")) == []


def test_a_message_of_one_language_alone_is_caught():
    one, other = (f'{HEAD}msgid "{text}"\nmsgstr "x"\n' for text in ["a", "b"])
    assert words.find_differences(one, other) == ["a", "b"]


def is_example(message):
    """Dates, units and amounts are typed in Thai, so an English sentence shows them in Thai."""
    return any(latin.isascii() and latin.isalpha() and len(latin) > 2 for latin in str(message).split())


def test_message_ids_are_english():
    assert words.find_thai_ids(catalogue("en"), allowed=is_example) == []


def test_a_thai_message_id_is_caught():
    text = f'{HEAD}msgid "คน"\nmsgstr "คน"\n\nmsgid "For example 8 ธ.ค. 2567"\nmsgstr "x"\n'
    assert words.find_thai_ids(text, allowed=is_example) == ["คน"]


@pytest.mark.skipif(shutil.which("xgettext") is None, reason="make words needs xgettext, which is not installed")
def test_making_words_changes_nothing():
    before = {language: path.read_bytes() for language, path in CATALOGUES.items()}
    command = [sys.executable, ROOT / "scripts" / "make_words.py", "--check"]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert {language: path.read_bytes() for language, path in CATALOGUES.items()} == before
