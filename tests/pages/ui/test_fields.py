"""Forms: label, hint, error and input tied together; errors said once on top and once beside the field."""

import pytest
from django import forms
from django.template import Context, Template
from django.utils.translation import override


class Sample(forms.Form):
    name = forms.CharField(
        label="Name", help_text="As registered.", widget=forms.TextInput(attrs={"placeholder": "ชื่อ"})
    )
    people = forms.IntegerField(label="People", min_value=1)
    channel = forms.ChoiceField(
        label="Channel", choices=[("line", "LINE"), ("walk", "Walk-in")], widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(label="Kind", choices=[("", "-"), ("a", "A")])
    file = forms.FileField(label="File")
    agreed = forms.BooleanField(label="Agreed")
    note = forms.CharField(label="Note", required=False)
    ticket = forms.CharField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("Together they make no sense.")


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def drawn(source, form):
    return Template(source).render(Context({"form": form, "csrf_token": "token"}))


def bound():
    return Sample({"people": "0", "name": ""})


def test_the_summary_lists_every_error_in_order_and_links_to_its_field():
    summary = drawn("{% ui_errors form %}", bound())
    wanted = [
        "Together they make no sense.",
        '<a href="#id_name">Fill in: Name</a>',
        '<a href="#id_people">Ensure this value is greater than or equal to 1.</a>',
        '<a href="#id_channel_0">Choose: Channel</a>',
        '<a href="#id_kind">Choose: Kind</a>',
        '<a href="#id_file">Choose a file: File</a>',
        '<a href="#id_agreed">Tick the box: Agreed</a>',
        "Fill in: Ticket",
    ]
    places = [summary.index(one) for one in wanted]
    assert places == sorted(places)
    assert summary.count("<li>") == len(wanted)


def test_the_summary_takes_the_focus_without_script():
    assert 'tabindex="-1" autofocus' in drawn("{% ui_errors form %}", bound())


def test_a_form_without_errors_has_no_summary():
    assert drawn("{% ui_errors form %}", Sample()).strip() == ""


def test_errors_are_summarised_once_however_many_ask_for_it():
    assert drawn("{% ui_errors form %}{% ui_form form %}", bound()).count('id="errors"') == 1
    assert drawn("{% ui_form form %}", bound()).count('id="errors"') == 1


def test_the_words_beside_the_field_are_those_of_the_summary():
    field = drawn("{% ui_field form.name %}", bound())
    assert "Fill in: Name" in field
    assert 'aria-describedby="id_name_helptext id_name_error"' in field
    assert 'id="id_name_helptext"' in field
    assert 'id="id_name_error"' in field
    assert 'aria-invalid="true"' in field


def test_a_message_of_the_forms_own_is_kept():
    class Own(forms.Form):
        name = forms.CharField(error_messages={"required": "Who is it?"})

    assert "Who is it?" in drawn("{% ui_field form.name %}", Own({}))


def test_what_was_typed_is_kept():
    assert 'value="0"' in drawn("{% ui_field form.people %}", bound())


def test_a_hint_replaces_a_placeholder():
    field = drawn("{% ui_field form.name %}", Sample())
    assert "placeholder" not in field
    assert "As registered." in field


def test_only_what_is_optional_is_marked_and_nothing_wears_an_asterisk():
    form = drawn("{% ui_form form %}", Sample())
    assert form.count("(optional)") == 1
    assert "*" not in form


def test_choices_are_a_group_with_a_legend_and_a_tick_is_one_line():
    assert "<fieldset" in drawn("{% ui_field form.channel %}", Sample())
    assert '<label for="id_agreed">Agreed</label>' in drawn("{% ui_field form.agreed %}", Sample())


def test_a_form_leaves_checking_to_us_carries_its_token_and_takes_files():
    form = drawn('{% ui_form form submit="Send it" action="/send/" %}', Sample())
    assert 'action="/send/" enctype="multipart/form-data" novalidate' in form
    assert 'name="csrfmiddlewaretoken" value="token"' in form
    assert ">Send it</button>" in form


def test_too_long_an_answer_and_one_off_the_list_say_what_to_do_with_which_field():
    class Own(forms.Form):
        name = forms.CharField(label="Name", max_length=3)
        kind = forms.ChoiceField(label="Kind", choices=[("a", "A")])

    form = drawn("{% ui_errors form %}", Own({"name": "abcd", "kind": "z"}))
    assert "Shorten it to 3 characters, 4 are written: Name" in form
    assert "Choose one from the list: Kind" in form
