"""How allauth behaves here: nobody signs up by themselves. And where a request comes from, for the lock-out."""

from allauth.account.adapter import DefaultAccountAdapter, get_adapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator (accounts.actions.add_user)."""

    def is_open_for_signup(self, request):
        return False


def client_ip(request):
    """The address that allauth counts by too: behind our proxy the one that the proxy saw; None where there is none."""
    comes_from_somewhere = request.META.get("REMOTE_ADDR") or request.META.get("HTTP_X_FORWARDED_FOR")
    return get_adapter().get_client_ip(request) if comes_from_somewhere else None
