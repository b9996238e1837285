"""Somebody at a browser of the test client."""

from django.test import Client

from tests.factories.accounts import member


def signed_in(user):
    """A client in which this user is signed in."""
    client = Client()
    client.force_login(user)
    return client


def signed_in_as(role, office):
    """A client of somebody new, who wears one membership."""
    return signed_in(member(role, office))
