"""Pictures to be shared: a typst template drawn as PNG, and how long it may be kept."""

import hashlib
import json
from functools import lru_cache

import typst
from django.conf import settings
from django.http import HttpResponse
from django.utils.cache import get_conditional_response

from buranakan.insight.papers import FONTS
from buranakan.pages.ui.printing import PAGES, path_of

CARD_PIXELS = 1200, 630  # what sites that show a link ask for; its template is half as many points
POINTS_TO_PIXELS = 144.0  # so that a point is two pixels
KEPT = 32  # pictures, as they were asked for last
SECONDS = 600


def png(template, values):
    """The picture as bytes; the same values are drawn once."""
    return _drawn(template, json.dumps(values | {"is_synthetic": settings.IS_SYNTHETIC}, ensure_ascii=False))


@lru_cache(maxsize=KEPT)
def _drawn(template, values):
    return typst.compile(
        str(path_of(template)),
        root=str(PAGES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"values": values},
        format="png",
        ppi=POINTS_TO_PIXELS,
    )


def answer(request, picture):
    """What a page answers with: anybody may keep it for some minutes, and ask whether it is still the same."""
    headers = {
        "Cache-Control": f"public, max-age={SECONDS}",
        "ETag": f'"{hashlib.sha256(picture).hexdigest()[:32]}"',
        "X-Content-Type-Options": "nosniff",
    }
    response = HttpResponse(picture, content_type="image/png", headers=headers)
    return get_conditional_response(request, etag=headers["ETag"], response=response)
