"""The survey that an address names."""

from django.http import Http404

from buranakan.planning import needs


def found(request, reference):
    """The survey; else there is none."""
    survey = needs.survey_by_reference(request.scope, reference)
    if survey is None:
        raise Http404
    return survey
