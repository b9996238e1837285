"""Documents on paper: a typst template, and values that it can only show. Pages and jobs both print."""

import json
import re
from pathlib import Path

import typst
from django.conf import settings

from buranakan.lib import clock, thai_text

ADDRESS_OR_DIGIT = re.compile(r"(https?://\S+)|[0-9]")
PaperBroken = typst.TypstError  # a document that can't be set
FONTS = settings.ROOT / "assets" / "vendor" / "print"


def pdf(template, values, *, root=settings.PACKAGE):
    """The document as bytes. `template` is a path; what it imports is found under the root.

    The values travel as JSON and are taken apart inside as data, so that nothing anybody typed is ever read as markup.
    """
    return typst.compile(
        str(template),
        root=str(root),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"values": json.dumps(values | _frame(), ensure_ascii=False)},
        format="pdf",
        timestamp=int(clock.now().timestamp()),
    )


def thai(text):
    """With Thai digits, as official papers write; an address stays as it is typed."""
    return ADDRESS_OR_DIGIT.sub(lambda found: found[1] or thai_text.thai_digits(found[0]), str(text))


def _frame():
    """What every document shows: whether its data is synthetic, and the emblem, where the deployment supplies one."""
    emblem = Path(settings.EMBLEM).read_text(encoding="utf-8") if settings.EMBLEM else ""
    return {"is_synthetic": settings.IS_SYNTHETIC, "emblem": emblem}
