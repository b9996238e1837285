"""Open data: what there is, what its columns mean, its files, and how to see that nobody changed them."""

import base64

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from buranakan.insight import open_data
from buranakan.insight.datasets import DATASETS
from buranakan.lib import clock
from buranakan.pages.gate import public_page
from buranakan.pages.public import wording

# What each file is for, in the order they are offered.
KINDS = (
    ("data", gettext_lazy("The rows, as CSV")),
    ("dictionary_csv", gettext_lazy("The dictionary, as CSV")),
    ("dictionary_json", gettext_lazy("The dictionary and the description, as JSON")),
    ("sums", gettext_lazy("The checksums (SHA-256) of those three")),
)


@require_safe
@public_page
def show(request):
    now = clock.now()
    context = {
        **wording.around(_("Open data")),
        "as_of": now,
        "sets": [_set(one) for one in open_data.all_published(DATASETS.values(), on=clock.local_day(now))],
        "threshold": settings.SMALL_COUNT,
    }
    return render(request, "public/open_data/open_data.html", context)


def _set(published):
    return {
        "published": published,
        "dataset": published.dataset,
        "files": [{"text": text, **_offered(getattr(published, kind))} for kind, text in KINDS],
        "bundle": _offered(published.bundle),
        "shown_count": len(published.rows) - published.hidden_count,
    }


def _offered(file):
    return {
        "name": file.name,
        "href": reverse("public:open_data_file", args=[file.name]),
        "kilobytes": max(1, round(len(file.content) / 1024)),
        "sha256": file.sha256,
    }


@require_safe
@public_page
def download(request, name):
    """One file, made now; its checksum goes with it."""
    found = next((one for one in DATASETS.values() if name.startswith(open_data.stem(one))), None)
    file = open_data.published(found, on=clock.today()).files.get(name) if found else None
    if file is None:
        raise Http404
    digest = base64.b64encode(bytes.fromhex(file.sha256)).decode()
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Repr-Digest": f"sha-256=:{digest}:"}
    return HttpResponse(file.content, content_type=file.content_type, headers=headers)


urlpatterns = [
    path("open-data/", show, name="open_data"),
    path("open-data/<str:name>", download, name="open_data_file"),
]
