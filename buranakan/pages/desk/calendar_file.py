"""Sessions as a calendar file (RFC 5545) that phones and mail programs open."""

import datetime as dt

from buranakan.lib import clock

MOST_OCTETS = 75  # of a line; RFC 5545 section 3.1
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def written(sessions, *, at):
    """The file: one event a session, with the round's title and where it is held."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Buranakan//Plan//TH"]
    for one in sessions:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{one.reference}@buranakan",
            f"DTSTAMP:{_moment(at)}",
            f"DTSTART:{_moment(_at(one, one.starts_at))}",
            f"DTEND:{_moment(_at(one, one.ends_at))}",
            f"SUMMARY:{_text(one.round.title)}",
            f"DESCRIPTION:{_text(one.topic)}",
            f"LOCATION:{_text(one.venue)}",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _at(session, time):
    return dt.datetime.combine(session.held_on, time, clock.BANGKOK)


def _moment(at):
    return f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _text(said):
    return said.translate(ESCAPED)


def _folded(line):
    """A long line goes on in the next one, after a space; no letter is cut."""
    found, length = [], 0
    for letter in line:
        octets = len(letter.encode())
        if length + octets > MOST_OCTETS:
            found.append("\r\n ")
            length = 1
        found.append(letter)
        length += octets
    return "".join(found)
