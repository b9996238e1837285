"""Thai text as it should have been typed: clean-up, digits, a key to search by and a key to sort by."""

import re
import unicodedata

_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

_TONES = "\u0e48-\u0e4b"
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_SPACES_ROUND_BREAKS = re.compile(r" ?\n ?")
_SPLIT_SARA_AM = re.compile(f"([{_TONES}]*)\u0e4d([{_TONES}]*)\u0e32")
_TONE_AFTER_SARA_AM = re.compile(f"\u0e33([{_TONES}]+)")
# Vowels and marks above and below a consonant, then tones: on the screen their order and doubling can't be seen.
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4c]{2,}")
_TONE = re.compile("[\u0e48-\u0e4c]")

# Anything that cleaning could change, or at least might: text without it is returned as it is, ten times faster.
_ABOVE_OR_BELOW = "\u0e31\u0e34-\u0e3a\u0e47"
_PERHAPS_UNCLEAN = re.compile(
    "[^ -~\u0e01-\u0e3a\u0e3f-\u0e4c\u0e4e-\u0e5b]|  |\\A | \\Z|เเ"
    f"|\u0e33[{_TONES}]|[{_ABOVE_OR_BELOW}]{{2}}|[\u0e48-\u0e4c][{_ABOVE_OR_BELOW}\u0e48-\u0e4c]"
)

_LEADING_VOWEL = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")
_ABBREVIATED = "\u0e2f"
_WEIGHED_LAST = frozenset("\u0e2f\u0e3a\u0e46\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e")
_NUMBER = re.compile("0*([0-9]+)")

# How the letters of plain text fold, one by one.
_PLAIN = [chr(code) for code in (*range(0x20, 0x7F), *range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C))]
_FOLDED_PLAIN = str.maketrans(
    {
        letter: letter.casefold().translate(_TO_ARABIC)
        if unicodedata.category(letter)[0] in "LMN" and letter != _ABBREVIATED
        else None
        for letter in _PLAIN
    }
)
_WORD_BREAK, _LEVEL_BREAK, _NO_MARK = "!", " ", "0"


def clean(text: str) -> str:
    """The same words in one spelling: no invisible characters, no look-alike sequences. Cleaning twice changes nothing.

    Line breaks stay (as newlines); runs of other white space become one space.
    """
    if not _PERHAPS_UNCLEAN.search(text):
        return text
    while (cleaned := _cleaned_once(text)) != text:
        text = cleaned
    return text


def one_line(text: str) -> str:
    """The same words in one line, as a name or a short note is kept."""
    return " ".join(clean(text).split())


def arabic_digits(text: str) -> str:
    return text.translate(_TO_ARABIC)


def thai_digits(text: str) -> str:
    return text.translate(_TO_THAI)


def search_key(text: str) -> str:
    """What two texts share when a person would call them the same: no spaces, punctuation, case or kind of digit.

    Thai puts spaces between phrases as it likes, so "ศูนย์ ส่งเสริม" has to find "ศูนย์ส่งเสริม".
    """
    if not _PERHAPS_UNCLEAN.search(text) and not _PERHAPS_UNCLEAN.search(key := text.translate(_FOLDED_PLAIN)):
        return key
    while (key := _folded_once(text)) != text:
        text = key
    return text


def collation_key(text: str) -> str:
    """A plain string whose byte order is Thai dictionary order, alike in SQLite and in PostgreSQL under "C".

    Leading vowels go behind their consonant, tone and other marks count only between words otherwise the same,
    punctuation does not count, a shorter first word comes first, and numbers stand in order of size.
    """
    words = _LEADING_VOWEL.sub(r"\2\1", arabic_digits(clean(text)).casefold())
    letters: list[str] = []
    marks: list[str] = []
    for character in words:
        if character in _WEIGHED_LAST:
            marks[-1:] = [(marks[-1] if marks else "").replace(_NO_MARK, "") + character]
        elif character.isspace():
            if letters and letters[-1] != _WORD_BREAK:
                letters.append(_WORD_BREAK)
                marks.append(_NO_MARK)
        elif unicodedata.category(character)[0] in "LMN":
            letters.append(character)
            marks.append(_NO_MARK)
    first = _NUMBER.sub(_number_by_size, "".join(letters).strip(_WORD_BREAK))
    return first + _LEVEL_BREAK + "".join(marks).rstrip(_NO_MARK)


def _cleaned_once(text: str) -> str:
    text = _LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    text = "".join(character for character in text if not _is_invisible(character))
    text = _SPACES_ROUND_BREAKS.sub("\n", _SPACES.sub(" ", text)).strip()
    text = _SPLIT_SARA_AM.sub("\\1\\2\u0e33", text)
    text = _TONE_AFTER_SARA_AM.sub("\\1\u0e33", text)
    text = _MARKS.sub(_marks_in_order, text)
    return unicodedata.normalize("NFC", text.replace("เเ", "แ"))


def _is_invisible(character: str) -> bool:
    """Format and control characters: zero-width spaces and joiners, soft hyphens, byte order marks, bells."""
    return unicodedata.category(character) in {"Cf", "Cc"} and character not in "\n\t"


def _marks_in_order(run: re.Match[str]) -> str:
    once = dict.fromkeys(run.group())
    return "".join(sorted(once, key=lambda mark: _TONE.match(mark) is not None))


def _folded_once(text: str) -> str:
    # NFKC takes sara am apart, so cleaning comes after it.
    text = arabic_digits(clean(unicodedata.normalize("NFKC", text).casefold()))
    text = text.replace(_ABBREVIATED, "")
    return "".join(character for character in text if unicodedata.category(character)[0] in "LMN")


def _number_by_size(number: re.Match[str]) -> str:
    """The count of digits goes before them, so that 2 stands before 10."""
    digits = number.group(1)
    return chr(ord("0") + min(len(digits), 16)) + digits
