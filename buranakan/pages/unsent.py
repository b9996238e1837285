"""What somebody typed into a form that could not be taken: handed back to be copied, and kept nowhere."""

from urllib.parse import urlsplit

# Longer than a choice, a day or a key: what it would hurt to write again.
WORTH_KEEPING = 20
_SECRET = ("password", "token", "code")


def typed(request):
    """The longer texts of the form, as they were typed; none where another site sent it."""
    if not _is_ours(request):
        return []
    texts = [
        text
        for name, values in request.POST.lists()
        for text in values
        if len(text.strip()) >= WORTH_KEEPING and not any(word in name.lower() for word in _SECRET)
    ]
    return [text for text in texts if not _is_key(text)]


def _is_ours(request):
    """Browsers say where a form stood, and no page can make them say otherwise."""
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()


def _is_key(text):
    return text.isascii() and " " not in text.strip()
