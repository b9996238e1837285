"""What to know of a session that was planned: a holiday, a trainer or a venue that somebody needs at the same time."""

from django.utils.translation import gettext as _

from buranakan.delivery.clashes import Shared
from buranakan.pages.ui.tags import filters


def warnings(told):
    """Sentences for whoever planned it; nothing is refused, for they may know better."""
    found = [
        _("%(day)s is a holiday (%(holiday)s). Is the session held all the same?")
        % {"day": filters.day(one.on), "holiday": one.name}
        for one in told.holidays
    ]
    for clash, other in told.clashes:
        said = {
            "what": clash.what,
            "office": other.round.serving_office.short,
            "starts": f"{other.starts_at:%H.%M}",
            "ends": f"{other.ends_at:%H.%M}",
        }
        if clash.shared == Shared.TRAINER:
            found.append(_("%(what)s teaches for %(office)s at that time too, %(starts)s–%(ends)s.") % said)
        else:
            found.append(_("%(office)s needs “%(what)s” at that time too, %(starts)s–%(ends)s.") % said)
    return found
