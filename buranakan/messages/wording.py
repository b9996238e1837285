"""The words of this floor's own letters."""

from django.utils.translation import gettext as _

from buranakan.lib import clock


def code_letter(code, *, expires_at, language):
    """Subject and text of the letter that carries a code, short enough for a text message."""
    until = expires_at.astimezone(clock.BANGKOK)
    written = f"{until:%H.%M}" if language == "th" else f"{until:%H:%M}"
    subject = _("Your Buranakan code")
    body = _("Your Buranakan code is %(code)s. It can be used until %(until)s. Give it to nobody.")
    return subject, body % {"code": code, "until": written}
