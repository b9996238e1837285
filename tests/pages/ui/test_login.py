"""Signing in and out, passwords, lock-out, and where one is signed in."""

import pytest
from django.urls import reverse

from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = reverse("account_login")
NEW = "คำใหม่-ที่ยาว-พอ-2569"


@pytest.fixture
def english(client):
    client.cookies["django_language"] = "en"
    return client


def sign_in(client, user, *, password=PASSWORD):
    return client.post(LOGIN, {"login": user.email, "password": password, "next": reverse("desk:account")})


def test_the_right_password_opens_the_page_asked_for(client):
    answer = sign_in(client, UserFactory())
    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:account"))


def test_a_wrong_password_and_an_unknown_person_read_the_same(english):
    user = UserFactory()
    known = sign_in(english, user, password="wrong").content.decode()
    unknown = english.post(LOGIN, {"login": "nobody@example.test", "password": "wrong"}).content.decode()
    sentence = "The email address and/or password you specified are not correct."
    assert (known.count(sentence), unknown.count(sentence)) == (1, 1)


def test_what_was_typed_is_kept_but_never_the_password(english):
    answer = sign_in(english, UserFactory(email="somebody@example.test"), password="wrong-words").content.decode()
    assert 'value="somebody@example.test"' in answer
    assert "wrong-words" not in answer


def test_five_wrong_passwords_close_the_door_even_to_the_right_one(english):
    user = UserFactory()
    answers = [sign_in(english, user, password="wrong") for _ in range(5)]
    assert answers[-1].status_code == 429
    assert "account/locked.html" in [template.name for template in answers[-1].templates]
    assert "Wait 15 minutes" in answers[-1].content.decode()
    assert sign_in(english, user).status_code == 429


def test_who_guesses_at_one_account_locks_nobody_else_out_of_the_same_office(english):
    guessed, colleague = UserFactory(), UserFactory()
    for _ in range(5):
        sign_in(english, guessed, password="wrong")
    assert (sign_in(english, guessed).status_code, sign_in(english, colleague).status_code) == (429, 302)


def test_letters_of_another_case_are_no_other_account(english):
    user = UserFactory(email="somebody@example.test")
    for typed in ("somebody@example.test", "Somebody@example.test", "SOMEBODY@example.test"):
        for _ in range(2):
            answer = english.post(LOGIN, {"login": typed, "password": "wrong"})
    assert (answer.status_code, sign_in(english, user).status_code) == (429, 429)


def test_who_remembers_in_time_may_err_as_often_again(english):
    user = UserFactory()
    answers = [
        sign_in(english, user, password=password).status_code
        for password in ["wrong"] * 4 + [PASSWORD] + ["wrong"] * 4 + [PASSWORD]
    ]
    assert 429 not in answers


def test_behind_a_proxy_one_who_guesses_locks_out_nobody_else(english, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    user = UserFactory()
    answers = []
    for password, seen_by_the_proxy in [("wrong", "203.0.113.7")] * 5 + [(PASSWORD, "198.51.100.2")]:
        # What a client writes into the header itself stands before what the proxy adds, and counts for nothing.
        english.defaults["HTTP_X_FORWARDED_FOR"] = f"198.51.100.2, {seen_by_the_proxy}"
        answers.append(sign_in(english, user, password=password).status_code)
    assert (answers[4], answers[5]) == (429, 302)


def test_without_a_proxy_nobody_picks_their_own_address(english):
    user = UserFactory()
    for last in range(5):
        english.defaults["HTTP_X_FORWARDED_FOR"] = f"198.51.100.{last}"
        answer = sign_in(english, user, password="wrong")
    assert answer.status_code == 429


def test_nobody_signs_up_by_themselves(client):
    assert "signup" not in client.get(LOGIN).content.decode()


def test_signing_out_is_asked_first_and_posted(client):
    client.force_login(UserFactory())
    assert "account/logout.html" in [template.name for template in client.get(reverse("account_logout")).templates]
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_a_password_is_changed_by_who_knows_the_old_one(english):
    user = UserFactory()
    english.force_login(user)
    address = reverse("account_change_password")
    refused = english.post(address, {"oldpassword": "wrong", "password1": NEW, "password2": NEW})
    assert "<title>Error: Change the password" in refused.content.decode()
    english.post(address, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    user.refresh_from_db()
    assert user.check_password(NEW)


@pytest.mark.parametrize("short", ["short", "password1234"])
def test_a_password_that_is_short_or_common_is_refused(client, short):
    user = UserFactory()
    client.force_login(user)
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": short, "password2": short})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_one_signs_out_everywhere_else_from_the_page_that_lists_where_one_is(client):
    user = UserFactory()
    elsewhere = type(client)()
    sign_in(elsewhere, user)
    sign_in(client, user)
    address = reverse("usersessions_list")
    elsewhere.get(address)
    assert len(client.get(address).context["sessions"]) == 2
    client.post(address)
    assert [one.session_key for one in client.get(address).context["sessions"]] == [client.session.session_key]
    assert elsewhere.get(address).status_code == 302


@pytest.mark.parametrize("route", ["account_change_password", "usersessions_list"])
def test_a_stranger_is_sent_to_the_door(client, route):
    answer = client.get(reverse(route))
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, LOGIN)


def test_a_closed_account_is_told_so(english):
    answer = sign_in(english, UserFactory(is_active=False))
    assert "_auth_user_id" not in english.session
    assert answer.status_code in (200, 302)
    assert "This account is closed" in english.get(reverse("account_inactive")).content.decode()
