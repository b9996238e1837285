"""For every test of a page: a template that shows what nobody handed it fails, instead of showing nothing."""

import pytest
from django.template import engines

# `{% ui_refusal refusal %}` stands on every page that may be refused, and shows nothing when it was not.
MAY_BE_MISSING = {"refusal"}


class NobodyHandedIt(Exception):
    """A template shows a variable, or an attribute of one, that is not there."""


class Complaint(str):
    """What Django writes in place of an undefined variable; here it refuses to be written."""

    def __contains__(self, text):
        return True

    def __mod__(self, variable):
        if str(variable) in MAY_BE_MISSING:
            return ""
        raise NobodyHandedIt(f"{{{{ {variable} }}}}")


@pytest.fixture(autouse=True)
def templates_show_only_what_they_are_given(monkeypatch):
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Complaint("undefined"))
