"""Every component: what it draws, and that a word it does not know stops the page from loading at all."""

import datetime as dt
import inspect

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.utils.translation import override

from buranakan.lib.rules import RuleBroken
from buranakan.pages.ui.templatetags.ui import register


class OneField(forms.Form):
    place = forms.CharField(label="Place")


# The shortest right way to write each component.
USES = {
    "ui_sentence": "{% ui_sentence %}s{% end_ui_sentence %}",
    "ui_card": '{% ui_card title="t" %}c{% end_ui_card %}',
    "ui_notice": '{% ui_notice tone="warn" %}n{% end_ui_notice %}',
    "ui_table": '{% ui_table caption="c" %}<tbody></tbody>{% end_ui_table %}',
    "ui_stat": '{% ui_stat label="l" value="1" %}',
    "ui_badge": '{% ui_badge text="t" tone="good" %}',
    "ui_bars": '{% ui_bars rows=rows caption="c" %}',
    "ui_trend": '{% ui_trend points=points caption="c" %}',
    "ui_map": '{% ui_map values=values caption="c" %}',
    "ui_button": '{% ui_button text="t" %}',
    "ui_form": "{% ui_form form %}",
    "ui_field": "{% ui_field form.place %}",
    "ui_errors": "{% ui_errors form %}",
    "ui_refusal": "{% ui_refusal refusal %}",
    "ui_empty": '{% ui_empty text="t" %}',
    "ui_pager": "{% ui_pager page %}",
    "ui_breadcrumbs": "{% ui_breadcrumbs items=pairs %}",
    "ui_tabs": "{% ui_tabs items=tabs %}",
    "ui_definition": "{% ui_definition items=pairs %}",
    "ui_navigation": "{% ui_navigation as sections %}",
    "ui_appearance": "{% ui_appearance %}",
    "ui_here": "{% ui_here %}",
    "ui_has_errors": "{% ui_has_errors %}",
}


def things():
    return {
        "form": OneField(),
        "rows": [{"label": "a", "planned": 2, "reached": 1, "unit": "คน"}],
        "points": [{"label": "a", "planned": 2, "reached": 1, "forecast": None, "is_due": True}],
        "values": {},
        "refusal": RuleBroken("no_places", "No places are left."),
        "page": Paginator(range(30), 10).get_page(2),
        "pairs": [("a", "/a/")],
        "tabs": [{"text": "a", "href": "/a/", "current": True}],
    }


def rendered(source, **more):
    return Template(source).render(Context({**things(), **more}))


def test_every_component_of_the_library_is_tried_here():
    assert set(USES) == set(register.tags)


@pytest.mark.django_db
@pytest.mark.parametrize("name", USES)
def test_a_component_draws_what_it_is_given(name):
    rendered(USES[name])


@pytest.mark.parametrize("name", USES)
def test_a_component_refuses_a_word_it_does_not_know(name):
    with pytest.raises(TemplateSyntaxError, match="surprise|too many"):
        Template(USES[name].replace(" %}", ' surprise="x" %}', 1))


@pytest.mark.parametrize(
    "source",
    [
        '{% ui_badge text="t" tone="purple" %}',
        '{% ui_stat label="l" value="1" tone="purple" %}',
        '{% ui_card tone="purple" %}{% end_ui_card %}',
        '{% ui_notice tone="purple" %}{% end_ui_notice %}',
        '{% ui_button text="t" kind="purple" %}',
    ],
)
def test_an_unknown_tone_or_kind_is_a_fault_and_not_a_grey_box(source):
    with pytest.raises(ValueError, match="purple"):
        rendered(source)


@pytest.mark.parametrize("tone", ["good", "warn", "bad", "info", "plain"])
def test_a_state_is_a_word_with_a_shape_of_its_own(tone):
    drawn = rendered(f'{{% ui_badge text="ตามแผน" tone="{tone}" %}}')
    assert drawn.count("<svg") == 1
    assert f"shape-{tone}" in drawn
    assert "ตามแผน" in drawn


def test_what_people_typed_is_never_markup():
    typed = "<b>&</b>"
    for source in (
        "{% ui_badge text=typed tone='good' %}",
        "{% ui_stat label=typed value=typed unit=typed note=typed %}",
        "{% ui_card title=typed %}{{ typed }}{% end_ui_card %}",
        "{% ui_sentence %}{{ typed }}{% end_ui_sentence %}",
        "{% ui_empty text=typed %}",
        "{% ui_table caption=typed %}<tbody><tr><td>{{ typed }}</td></tr></tbody>{% end_ui_table %}",
    ):
        assert typed not in rendered(source, typed=typed)


def test_the_number_of_a_stat_is_the_link():
    drawn = rendered('{% ui_stat label="l" value="1,342" unit="คน" href="/figures/" %}')
    assert '<a href="/figures/"><span class="stat-value">1,342</span>' in drawn


def test_a_button_without_an_address_submits_and_carries_its_value():
    assert '<button class="button button-danger" type="submit" name="move" value="return">' in rendered(
        '{% ui_button text="t" kind="danger" name="move" value="return" %}'
    )


def test_a_refusal_says_its_sentence_in_the_readers_language_with_days_as_people_write_them():
    refusal = RuleBroken("call_closed", "Closed on %(day)s.", day=dt.date(2024, 12, 8))
    with override("th"):
        assert "Closed on 8 ธ.ค. 2567." in rendered("{% ui_refusal refusal %}", refusal=refusal)
    with override("en"):
        assert "Closed on 8 Dec 2024." in rendered("{% ui_refusal refusal %}", refusal=refusal)


def test_a_refusal_carries_its_code_and_nothing_is_drawn_without_one():
    assert 'data-code="no_places"' in rendered("{% ui_refusal refusal %}")
    assert rendered("{% ui_refusal refusal %}", refusal=None).strip() == ""


def test_pages_of_a_list_keep_the_rest_of_the_address(rf):
    request = rf.get("/list/", {"province": "40", "page": "2"})
    drawn = rendered("{% ui_pager page %}", request=request)
    assert 'href="?province=40&amp;page=1" rel="prev"' in drawn
    assert 'href="?province=40&amp;page=3" rel="next"' in drawn
    assert drawn.count('aria-current="page"') == 1


def test_one_page_needs_no_pager():
    assert rendered("{% ui_pager page %}", page=Paginator(range(3), 10).get_page(1)).strip() == ""


def test_arguments_of_components_are_named_after_the_first():
    for module_function in (tag.__wrapped__ for tag in register.tags.values() if hasattr(tag, "__wrapped__")):
        parameters = list(inspect.signature(module_function).parameters.values())
        plain = [one.name for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
        assert len([name for name in plain if name != "context"]) <= 1, module_function
