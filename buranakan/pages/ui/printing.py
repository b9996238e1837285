"""Documents on paper: a typst template of an audience, and values that it can only show."""

from functools import cache
from pathlib import Path

import segno
from django.apps import apps
from django.conf import settings

from buranakan.insight import papers

PAGES = settings.PACKAGE / "pages"
QR_ERROR = "m"  # a seventh of the squares may be smudged
QR_BORDER = 2
SVG = "http://www.w3.org/2000/svg"


def pdf(template, values):
    """The document as bytes. `template` is named like any other: "desk/rounds/certificates.typ"."""
    return papers.pdf(path_of(template), values, root=PAGES)


def headers(name):
    """What a page answers with: the paper is saved, and left in nobody's browser."""
    return {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }


def qr(text):
    """A QR code as SVG that stands by itself."""
    drawing = segno.make(text, error=QR_ERROR, micro=False).svg_inline(border=QR_BORDER)
    return drawing.replace("<svg ", f'<svg xmlns="{SVG}" ', 1)


@cache
def path_of(template):
    """Where a template of an audience lies."""
    folders = [Path(app.path) / "templates" for app in apps.get_app_configs()]
    return next(folder / template for folder in folders if (folder / template).is_file())
