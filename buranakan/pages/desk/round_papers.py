"""What the papers of a round say: the sign-in sheet of a session, and certificates. Official papers are in Thai."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from buranakan.lib import clock, thai_dates, thai_text
from buranakan.pages.ui import printing

LEAST_BLANK_ROWS, MOST_BLANK_ROWS = 5, 10
MINUTES_IN_AN_HOUR = 60
SHOWN_OF_A_PHONE = 4


# --- sign-in sheet ----------------------------------------------------------------------------------------------------
def sign_in_sheet(session, participants):
    """The sheet as a PDF: a row for each on the roster, and empty ones for walk-ins."""
    return printing.pdf("desk/rounds/sign_in_sheet.typ", sheet_values(session, participants))


def sheet_values(session, participants):
    """Everything the sheet shows. It lies on a table, so of a telephone only the end is printed."""
    with translation.override("th"):
        round_, activity = session.round, session.round.activity
        people = list(participants)
        blank = min(max(LEAST_BLANK_ROWS, round_.places - len(people)), MOST_BLANK_ROWS)
        heading = _("Sign-in sheet")
        return {
            "title": f"{heading} {round_.title}",
            "words": _shared_words()
            | {
                "heading": heading,
                "page": _("Page {page} of {pages}"),
                "signature": _("Signed by the officer in charge"),
            },
            "course": round_.title,
            "round": _("Round %(number)s, session on: %(topic)s")
            % {"number": thai(round_.number), "topic": session.topic},
            "when": _("%(day)s, %(starts)s–%(ends)s")
            % {
                "day": thai_dates.formal(session.held_on),
                "starts": thai(f"{session.starts_at:%H.%M}"),
                "ends": thai(f"{session.ends_at:%H.%M}"),
            },
            "where": _("at %(venue)s") % {"venue": session.venue},
            "activity": _activity_words(activity),
            "office": thai(round_.serving_office.name_th),
            "columns": [_("No."), _("Full name"), _("Enterprise"), _("Telephone"), _("Signature"), _("Note")],
            "rows": [_row(number, one) for number, one in enumerate(people, start=1)]
            + [_blank_row(number) for number in range(len(people) + 1, len(people) + blank + 1)],
            "counted": _("On the roster: %(people)s people") % {"people": thai(len(people))},
            "footer": thai(round_.serving_office.name_th),
        }


def _row(number, participant):
    person, enterprise = participant.person, participant.enterprise
    return {
        "number": thai(number),
        "name": {"title": person.title, "first": person.first_name, "last": person.last_name},
        "enterprise": enterprise.name if enterprise else "",
        "phone": f"xxx-xxx-{person.phone[-SHOWN_OF_A_PHONE:]}" if person.phone else "",
    }


def _blank_row(number):
    return {"number": thai(number), "name": {"title": "", "first": "", "last": ""}, "enterprise": "", "phone": ""}


# --- certificates -----------------------------------------------------------------------------------------------------
def certificates(round_, found, *, days):
    """Certificates as a PDF, a page each."""
    return printing.pdf("desk/rounds/certificates.typ", certificate_values(round_, found, days=days))


def certificate_values(round_, found, *, days):
    """Everything the certificates show; `days` are the days the round met on."""
    with translation.override("th"):
        office = round_.serving_office
        return {
            "title": f"{_('Certificate')} {round_.title}",
            "words": _shared_words()
            | {
                "gives": _("gives this certificate to show that"),
                "completed": _("has completed the training"),
                "signs": _head_of(office),
                "check": _("Check this certificate at"),
            },
            "address": _without_scheme(settings.PUBLIC_ADDRESS + reverse("public:certificates")),
            "office": thai(office.name_th),
            "course": round_.title,
            "activity": _activity_words(round_.activity),
            "certificates": [_certificate(one, days=days) for one in found],
        }


def _certificate(one, *, days):
    first, last = min(days), max(days)
    attended = {"days": thai_dates.formal_span(first, last), "length": length(one.participant.minutes)}
    said = _("held on %(days)s, %(length)s in all") if first == last else _("held between %(days)s, %(length)s in all")
    return {
        "number": _("No. %(number)s") % {"number": thai(one.number_shown)},
        "name": one.participant.person.full_name,
        "attended": said % attended,
        "given": _("Given on %(day)s") % {"day": thai_dates.formal(clock.local_day(one.issued_at))},
        "code": one.code_shown,
        "qr": printing.qr(settings.PUBLIC_ADDRESS + reverse("public:certificate", args=[one.code_shown])),
    }


def _without_scheme(address):
    """As people type it."""
    return address.partition("://")[2]


def _head_of(office):
    if office.kind == office.Kind.PROVINCIAL and office.seat:
        return _("Provincial industry officer of %(province)s") % {"province": office.seat.name_th}
    return _("Director of %(office)s") % {"office": thai(office.name_th)}


# --- shared -----------------------------------------------------------------------------------------------------------
def length(minutes):
    """Hours, and minutes where there are some."""
    hours, rest = divmod(minutes, MINUTES_IN_AN_HOUR)
    said = {"hours": thai(f"{hours:,}"), "minutes": thai(rest)}
    if not rest:
        return _("%(hours)s hours") % said
    return _("%(hours)s hours %(minutes)s minutes") % said


def thai(number):
    return thai_text.thai_digits(str(number))


def _activity_words(activity):
    return _("Activity: %(activity)s, project: %(project)s") % {
        "activity": activity.name_th,
        "project": activity.project.name_th,
    }


def _shared_words():
    return {"synthetic": _("Synthetic data"), "emblem": _("Emblem of the office")}
