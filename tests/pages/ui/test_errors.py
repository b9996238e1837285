"""Pages for what went wrong say what to do, and the one for our own faults leans on nothing that may be broken."""

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from buranakan.accounts.permissions import Role
from buranakan.pages.ui import errors
from tests.factories.accounts import MembershipFactory, member
from tests.factories.areas import OfficeFactory


@pytest.mark.django_db
def test_a_page_that_is_not_there(client):
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "errors/404.html" in [template.name for template in answer.templates]


@pytest.mark.django_db
@pytest.mark.parametrize("more_duties", [False, True])
def test_a_page_of_somebody_elses_says_how_to_get_at_it(client, more_duties):
    user = member(Role.FINANCE_OFFICER, OfficeFactory(diprom=True))
    if more_duties:
        MembershipFactory(user=user)
    client.force_login(user)
    client.cookies["django_language"] = "en"
    answer = client.get(reverse("desk:trail"))
    assert answer.status_code == 403
    assert ("switch to one of them" in answer.content.decode()) == more_duties
    assert f'href="{reverse("desk:account")}"' in answer.content.decode()


@pytest.mark.django_db
def test_a_request_that_cannot_be_read(rf):
    answer = errors.bad_request(rf.get("/"), SuspiciousOperation())
    assert answer.status_code == 400


@pytest.mark.django_db
def test_an_address_that_only_takes_a_form_is_no_empty_page(client):
    answer = client.get(reverse("public:appearance"))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "errors/405.html" in [template.name for template in answer.templates]


@pytest.mark.django_db
def test_a_refusal_before_anybody_is_known(rf):
    assert errors.forbidden(rf.get("/"), PermissionDenied()).status_code == 403


@pytest.mark.django_db
def test_a_form_without_its_token_says_that_nothing_was_saved():
    client = Client(enforce_csrf_checks=True)
    client.cookies["django_language"] = "en"
    answer = client.post(reverse("public:appearance"), {"appearance": "dark"})
    assert answer.status_code == 403
    assert "Nothing was saved." in answer.content.decode()


@pytest.mark.parametrize("language", ["th", "en"])
def test_our_own_fault_needs_no_database_no_person_and_no_list_of_static_files(rf, settings, language):
    # No database mark: a query would fail this test. And a storage whose list was never made:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    with override(language):
        answer = errors.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert f'<html lang="{language}">' in answer.content.decode()
    assert "/static/ui/css/tokens.css" in answer.content.decode()
