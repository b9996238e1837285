"""Links that a reader may not open become the words they stood on: nobody is sent to a refusal."""

import re

from django.urls import reverse

from buranakan.accounts.permissions import Permission

HTML = "text/html"
LINK = r'<a\s[^>]*?href="{start}[^"]*"[^>]*>(?P<words>.*?)</a>'


def for_reader(response, *, scope):
    """A page without links to figures, for those who see promises and other numbers but open no figures."""
    is_page = response.headers.get("Content-Type", "").startswith(HTML) and not response.streaming
    if is_page and not scope.may(Permission.SEE_FIGURES):
        link = LINK.format(start=re.escape(reverse("desk:figures")))
        text = response.content.decode(response.charset)
        response.content = re.sub(link, lambda found: found["words"], text, flags=re.DOTALL)
    return response
