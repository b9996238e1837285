"""Stored files handed out: found in the reader's scope, saved by the browser and never shown in it."""

from django.http import Http404, HttpResponse

from buranakan.records import queries as records


def answer(scope, stored):
    """The stored file, or 404 where there is none that this scope may open."""
    delivery = records.open_file(scope, stored)
    if delivery is None:
        raise Http404
    return HttpResponse(delivery.content, headers=delivery.headers)
