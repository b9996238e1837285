"""Every test of a page fails on an undefined variable; the guard itself is planted here."""

import pytest
from django.template import Context, engines

from tests.pages.conftest import Complaint, NobodyHandedIt


@pytest.fixture
def complaining(monkeypatch):
    engine = engines["django"].engine
    monkeypatch.setattr(engine, "string_if_invalid", Complaint("undefined"))
    return engine


@pytest.mark.parametrize("text", ["{{ tpyo }}", "{{ row.tpyo }}", "{{ row.tpyo|upper }}", '{{ tpyo|default:"x" }}'])
def test_showing_what_is_not_there_fails(complaining, text):
    with pytest.raises(NobodyHandedIt, match="tpyo"):
        complaining.from_string(text).render(Context({"row": {"name": "a"}}))


@pytest.mark.parametrize(
    ("text", "shown"), [("{{ row.name }}", "a"), ("{% if tpyo %}b{% endif %}", ""), ("{{ row.empty }}", "")]
)
def test_what_is_there_is_shown_and_what_is_asked_about_may_be_missing(complaining, text, shown):
    assert complaining.from_string(text).render(Context({"row": {"name": "a", "empty": ""}})) == shown
