"""Templates: used, fed, without inline code, every word marked."""

import pytest
from django.template import Engine, engines

from buranakan.pages.ui.templatetags import ui
from tests.house.guards import templates
from tests.house.guards.tree import PAGES, PRODUCT, below, kept_files, python
from tests.house.guards.tree import templates as all_templates

# Packages ask for these by name; ours stand in front of theirs.
FOREIGN = {
    "account/account_inactive.html",
    "account/login.html",
    "account/logout.html",
    "account/password_change.html",
    "account/password_reset_help_text.html",
    "usersessions/usersession_list.html",
}
# Handed over by Django's context processors, by allauth's views, and by axes.
FOREIGN_NAMES = {"request", "user", "messages", "LANGUAGES", "LANGUAGE_CODE", "LANGUAGE_BIDI", "CSP_NONCE"}
FOREIGN_NAMES |= {
    "redirect_field",
    "session_count",
    "sessions",
    "cooloff_timedelta",
}
# Names of the languages in themselves, and names of classes and colours in places where words stand.
ALLOWED_WORDS = {"ไทย", "EN", "glish", "public", "narrow", "portal", "light", "dark"}
SHOWN_BY_THE_GALLERY = "buranakan/pages/ui/templates/ui/gallery.html"
# Tags that pages call in Python or that only the frame needs.
COMPONENTS = {name for name in ui.register.tags if name.startswith("ui_")}


def drawing_files():
    return python(kept_files(), PRODUCT) | all_templates(kept_files())


# --- used -------------------------------------------------------------------------------------------------------------
def test_every_template_is_drawn():
    assert templates.find_unused_templates(all_templates(kept_files()), sources=drawing_files(), foreign=FOREIGN) == []


def test_an_unused_template_is_caught():
    drawn = '{% include "desk/_b.html" %}{% include "desk/icons/"|add:name %}'
    files = {
        "buranakan/pages/desk/templates/desk/a.html": drawn,
        "buranakan/pages/desk/templates/desk/_b.html": "",
        "buranakan/pages/desk/templates/desk/icons/c.html": "",
        "buranakan/pages/desk/templates/desk/old.html": "old.html is named only by itself: desk/old.html",
        "buranakan/pages/desk/templates/account/login.html": "",
    }
    views = {"buranakan/pages/desk/views/a.py": 'render(request, "desk/a.html")'}
    found = templates.find_unused_templates(files, sources=files | views, foreign={"account/login.html"})
    assert found == ["buranakan/pages/desk/templates/desk/old.html"]


def test_every_component_is_used_by_a_page():
    assert templates.find_unused_components(COMPONENTS, templates=all_templates(kept_files())) == []


def test_an_unused_component_is_caught():
    pages = {"desk/a.html": "{% ui_card title=x %}{%- ui_map %}", "ui/gallery.html": "{% ui_wheel %}"}
    assert templates.find_unused_components({"ui_card", "ui_map", "ui_wheel"}, templates=pages) == ["ui_wheel"]


def test_every_filter_is_used_by_a_template():
    assert templates.find_unused_filters(set(ui.register.filters), templates=all_templates(kept_files())) == []


def test_an_unused_filter_is_caught():
    assert templates.find_unused_filters({"day", "year"}, templates={"a.html": "{{ on|day }}"}) == ["year"]


def test_every_static_file_is_asked_for():
    files = kept_files()
    static = {path: text for path, text in below(files, PAGES).items() if "/static/" in path}
    sources = drawing_files() | below(files, PAGES, ending=".css") | below(files, PAGES, ending=".js")
    assert templates.find_unused_static(static, sources=sources) == []


def test_an_unused_static_file_is_caught():
    static = ["buranakan/pages/ui/static/ui/css/base.css", "buranakan/pages/ui/static/ui/css/old.css"]
    assert templates.find_unused_static(static, sources={"a.html": '{% static "ui/css/base.css" %}'}) == [static[1]]


# --- fed --------------------------------------------------------------------------------------------------------------
def compiled(sources):
    engine = Engine(libraries={"i18n": "django.templatetags.i18n"}, builtins=["buranakan.pages.ui.templatetags.ui"])
    return {name: engine.from_string(text) for name, text in sources.items()}


def test_every_variable_is_handed_over():
    engine = engines["django"].engine
    names = [templates.name_of(path) for path in all_templates(kept_files())]
    given = templates.names_given(python(kept_files(), PAGES)) | FOREIGN_NAMES
    assert templates.find_undefined_variables({name: engine.get_template(name) for name in names}, given=given) == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ tpyo }}",
        "{{ tpyo.name|upper }}",
        "{{ rows|length|add:tpyo }}",
        "{% if rows and tpyo.x > 1 %}{% endif %}",
        "{% for row in tpyo %}{% endfor %}",
        "{% for row in rows %}{{ tpyo }}{% endfor %}",
        '{% include "b.html" with row=tpyo %}',
        "{% ui_badge text=tpyo %}",
        "{% ui_card title=rows %}{{ tpyo }}{% end_ui_card %}",
        "{% load i18n %}{% blocktranslate trimmed %}{{ tpyo }}{% endblocktranslate %}",
        "{% load i18n %}{% blocktranslate trimmed with a=tpyo %}{{ a }}{% endblocktranslate %}",
        '{% url "a" tpyo %}',
    ],
)
def test_a_variable_that_nobody_hands_over_is_caught(text):
    assert templates.find_undefined_variables(compiled({"a.html": text}), given={"rows"}) == ["a.html: tpyo"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ rows }}{{ forloop.counter }}",
        "{% for key, value in rows %}{{ key }}{{ value }}{% empty %}{% endfor %}",
        "{% with a=rows %}{{ a }}{% endwith %}",
        '{% url "a" as address %}{{ address }}',
        '{% load i18n %}{% translate "a" as word %}{{ word }}',
        "{% load i18n %}{% blocktranslate trimmed with a=rows asvar b %}{{ a }}{% endblocktranslate %}{{ b }}",
        "{% ui_here as here %}{{ here }}",
        '{% extends "base.html" %}{{ made_by_parent }}',
    ],
)
def test_a_variable_that_is_handed_over_is_left_alone(text):
    base = "{% ui_here as made_by_parent %}{% block content %}{% endblock %}"
    assert templates.find_undefined_variables(compiled({"a.html": text, "base.html": base}), given={"rows"}) == []


def test_what_an_includer_makes_is_there_in_the_included():
    sources = {"a.html": '{% include "_b.html" with row=1 %}', "_b.html": "{{ row }}", "_c.html": "{{ row }}"}
    assert templates.find_undefined_variables(compiled(sources), given=set()) == ["_c.html: row"]


def test_names_that_python_hands_over_are_found():
    view = 'shown = {"page": 1} | dict(form=2)\nshown["more"] = 3\nrender(request, "a.html", {"rows": [], **rest})'
    assert templates.names_given({"a.py": view}) == {"page", "form", "more", "rows"}


# --- inline code and words --------------------------------------------------------------------------------------------
def test_no_code_in_templates():
    assert templates.find_inline_code(all_templates(kept_files())) == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        '<script nonce="x">alert(1)</script>',
        "<style>p { color: red }</style>",
        '<p style="color: red">',
        '<svg><path style = "fill:red"/></svg>',
        '<a onclick="go()">',
        '<a href="javascript:go()">',
    ],
)
def test_code_in_a_template_is_caught(text):
    assert len(templates.find_inline_code({"a.html": text})) == 1


@pytest.mark.parametrize(
    "text", ['<script src="a.js" defer></script>', '<script type="application/json">{}</script>', "<p>on=1</p>"]
)
def test_what_is_no_code_is_left_alone(text):
    assert templates.find_inline_code({"a.html": text}) == []


def test_every_block_of_words_is_trimmed():
    assert templates.find_untrimmed_blocks(all_templates(kept_files())) == []


@pytest.mark.parametrize(
    "text",
    [
        "{% blocktranslate %}a{% endblocktranslate %}",
        "{% blocktranslate with n=1 %}a{% endblocktranslate %}",
        "{% blocktrans trimmed %}a{% endblocktrans %}",
        '{% trans "a" %}',
    ],
)
def test_an_untrimmed_block_and_an_old_tag_are_caught(text):
    assert len(templates.find_untrimmed_blocks({"a.html": text})) == 1


def test_a_trimmed_block_is_left_alone():
    text = '{% blocktranslate trimmed with n=1 %}a{% endblocktranslate %}{% translate "a" %}'
    assert templates.find_untrimmed_blocks({"a.html": text}) == []


def test_every_word_is_marked():
    shown = {path: text for path, text in all_templates(kept_files()).items() if path != SHOWN_BY_THE_GALLERY}
    assert templates.find_unmarked_words(shown, allowed=ALLOWED_WORDS) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>Hello {{ name }}</p>", ["Hello"]),
        ('<img alt="A chart">', ["chart"]),
        ("<p>คน</p>", ["คน"]),
        ('<p>{% translate "Hello" %}</p><!-- note -->{# note #}', []),
        ("{% blocktranslate trimmed %}Hello{% endblocktranslate %} · 1", []),
        ('<a class="button" href="/desk/">{{ text }}</a>', []),
        ('<span translate="no">Apache License</span> and more', ["and", "more"]),
    ],
)
def test_an_unmarked_word_is_caught(text, words):
    assert templates.find_unmarked_words({"a.html": text}) == [f"a.html: {word}" for word in words]
