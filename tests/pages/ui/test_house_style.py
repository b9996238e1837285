"""What every template, style sheet and script keeps to, so that the policy and the typography hold."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[3] / "buranakan"
STATIC = PACKAGE / "pages" / "ui" / "static" / "ui"
TEMPLATES = sorted(PACKAGE.glob("pages/**/templates/**/*.html"))
SHEETS = sorted(PACKAGE.glob("pages/**/static/**/*.css"))

INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without a source": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "a handler in an attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "an address that is a script": re.compile(r"javascript:", re.IGNORECASE),
    "something fetched from elsewhere": re.compile(
        r"""<(?!a\b)[^>]*\s(?:src|href)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE
    ),
    "an asterisk for what is required": re.compile(r"class=.required.>\s*\*"),
}


def offences(markup):
    return [name for name, pattern in INLINE.items() if pattern.search(markup)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_a_template_has_nothing_inline(path):
    assert offences(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "planted",
    [
        '<p style="color: red">',
        "<style>p {}</style>",
        "<script>alert(1)</script>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        '<script src="//elsewhere.example/a.js"></script>',
        '<img src="https://elsewhere.example/a.png">',
    ],
)
def test_the_check_sees_what_is_planted(planted):
    assert len(offences(planted)) == 1


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_sheet_keeps_thai_readable(path):
    rules = path.read_text(encoding="utf-8")
    assert "letter-spacing" not in rules
    assert "justify;" not in rules.replace("justify-content", "")
    assert "@import" not in rules
    heights = [float(number) for number in re.findall(r"line-height:\s*([\d.]+)\s*[;}]", rules)]
    assert [height for height in heights if height < 1.4] == []


def test_the_body_is_large_and_open_enough():
    tokens = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    token = dict(re.findall(r"--([\w-]+):\s*([\d.]+)(?:rem)?;", tokens))
    assert 17 <= float(token["body"]) * 16 <= 18
    assert float(token["lines"]) >= 1.7
    assert float(token["heading-lines"]) >= 1.4
    assert float(token["target"]) * 16 >= 44
    assert tokens.count("font-display: swap") == tokens.count("@font-face")


def test_every_sheet_is_in_the_head_of_every_page():
    head = (PACKAGE / "pages" / "ui" / "templates" / "ui" / "_head.html").read_text(encoding="utf-8")
    linked = set(re.findall(r'"(ui/css/[\w-]+\.css)"', head))
    assert linked == {f"ui/css/{path.name}" for path in (STATIC / "css").iterdir()}


def test_shared_script_stays_small():
    lines = [
        line for path in sorted((STATIC / "js").iterdir()) for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len(lines) < 60
