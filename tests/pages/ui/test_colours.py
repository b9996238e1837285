"""Contrast of every pair of colours that meet, light and dark: AAA for body text, AA for the rest."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[3] / "buranakan" / "pages" / "ui" / "static" / "ui" / "css"

BODY = [
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "sunk"),
    ("ink", "action-soft"),
    ("ink-soft", "paper"),
    ("ink-soft", "surface"),
]
BODY += [("ink", f"{tone}-soft") for tone in ("good", "warn", "bad")]
BODY += [("on-deep", "deep"), ("on-deep-soft", "deep")]
TEXT = [
    ("ink-soft", "sunk"),
    ("action", "paper"),
    ("action", "surface"),
    ("action-strong", "action-soft"),
    ("on-action", "action"),
]
TEXT += [("on-action", "action-strong"), ("bad", "surface"), ("bad", "paper"), ("good", "surface"), ("warn", "surface")]
TEXT += [(tone, f"{tone}-soft") for tone in ("good", "warn", "bad")] + [("ink", "step-0")]
SHAPES = [
    ("line-strong", "surface"),
    ("line-strong", "paper"),
    ("focus", "paper"),
    ("focus", "surface"),
    ("map-edge", "surface"),
]
SHAPES += [(f"{tone}-mark", ground) for tone in ("good", "warn", "bad") for ground in ("surface", f"{tone}-soft")]
SHAPES += [("on-mark", f"{tone}-mark") for tone in ("good", "warn", "bad")]
SHAPES += [("action", "action-soft"), ("ink", "action-soft")]


def colours(scheme):
    names = ["tokens.css", "dark.css"] if scheme == "dark" else ["tokens.css"]
    found = {}
    for name in names:
        found |= dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", (CSS / name).read_text(encoding="utf-8")))
    return found


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_guidelines_do():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("least", "pairs"), [(7, BODY), (4.5, TEXT), (3, SHAPES)], ids=["body", "text", "shapes"])
def test_colours_that_meet_can_be_told_apart(scheme, least, pairs):
    known = colours(scheme)
    faint = {pair: round(contrast(known[pair[0]], known[pair[1]]), 2) for pair in pairs}
    assert {pair: value for pair, value in faint.items() if value < least} == {}


def test_dark_changes_every_colour_and_adds_none():
    light, dark = colours("light"), dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6});", (CSS / "dark.css").read_text()))
    assert set(dark) == set(light)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_steps_of_the_map_go_one_way(scheme):
    known = colours(scheme)
    steps = [luminance(known[f"step-{number}"]) for number in range(6)]
    assert steps == sorted(steps, reverse=scheme == "light")
    assert len(set(steps)) == 6
