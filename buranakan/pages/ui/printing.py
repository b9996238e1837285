"""Documents on paper: a typst template of an audience, and values that it can only show."""

import json
from functools import cache
from pathlib import Path

import segno
import typst
from django.apps import apps
from django.conf import settings

from buranakan.lib import clock

PAGES = settings.PACKAGE / "pages"
FONTS = settings.ROOT / "assets" / "vendor" / "print"
QR_ERROR = "m"  # a seventh of the squares may be smudged
QR_BORDER = 2
SVG = "http://www.w3.org/2000/svg"


def pdf(template, values):
    """The document as bytes. `template` is named like any other: "desk/rounds/certificates.typ".

    The values travel as JSON and are taken apart inside as data, so that nothing anybody typed is ever read as markup.
    """
    return typst.compile(
        str(_path_of(template)),
        root=str(PAGES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"values": json.dumps(values | _frame(), ensure_ascii=False)},
        format="pdf",
        timestamp=int(clock.now().timestamp()),
    )


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


def _frame():
    """What every document shows: whether its data is synthetic, and the emblem, where the deployment supplies one."""
    emblem = Path(settings.EMBLEM).read_text(encoding="utf-8") if settings.EMBLEM else ""
    return {"is_synthetic": settings.IS_SYNTHETIC, "emblem": emblem}


@cache
def _path_of(template):
    folders = [Path(app.path) / "templates" for app in apps.get_app_configs()]
    return next(folder / template for folder in folders if (folder / template).is_file())
