"""How allauth behaves here: nobody signs up by themselves. And what the lock-out counts by: account and address."""

from allauth.account.adapter import DefaultAccountAdapter, get_adapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator (accounts.actions.add_user)."""

    def is_open_for_signup(self, request):
        return False


def client_ip(request):
    """The address that allauth counts by too: behind our proxy the one that the proxy saw; None where there is none."""
    comes_from_somewhere = request.META.get("REMOTE_ADDR") or request.META.get("HTTP_X_FORWARDED_FOR")
    return get_adapter().get_client_ip(request) if comes_from_somewhere else None


def typed_email(request, credentials=None):
    """The account that somebody tries to enter: without it one who guesses would lock out a whole office."""
    # Under "email" when allauth checks a password, under "login" when somebody is in and the count begins anew.
    known = credentials or {}
    typed = known.get("email") or known.get("login") or request.POST.get("login", "")
    return typed.strip().casefold()
