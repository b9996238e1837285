"""Numbers in words: an amount with its unit, exact or as it is spoken, and what was promised."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from buranakan.lib import durations, money, shares
from buranakan.lib.durations import HOURS
from buranakan.lib.money import BAHT
from buranakan.policy.enums import Comparison

MILLION_FROM = money.SATANG_IN_A_MILLION_BAHT
# Units that figures count have a word in both languages; units of announcements stay as the announcement said them.
UNITS = {"คน": _("people"), "ครั้ง": _("times"), "ใบ": _("applications"), HOURS: _("hours"), BAHT: _("baht")}
# What counts of standing are in; no promise is measured in these.
OTHER_UNITS = {
    "จังหวัด": _("provinces"),
    "รุ่น": _("rounds"),
    "รายการ": _("items"),
    "เรื่อง": _("matters"),
    "เป้าหมาย": _("promises"),
    "กิจการ": _("enterprises"),
}
PERCENT = "ร้อยละ"


def unit(name):
    """A unit in the language now spoken."""
    return str(UNITS.get(name) or OTHER_UNITS.get(name, name))


def amount(value, of):
    """ "2,180 people", "9.15 million baht", "1,234.5 hours"; money is in satang, and is rounded never."""
    if of == HOURS:
        return gettext("%(number)s %(unit)s") % {"number": durations.format_hours(value), "unit": unit(of)}
    if of != BAHT:
        return gettext("%(number)s %(unit)s") % {"number": f"{value:,}", "unit": unit(of)}
    in_millions = money.format_million_baht(value)
    if abs(value) >= MILLION_FROM and money.parse_baht(f"{in_millions} million") == value:
        return gettext("%(number)s million baht") % {"number": in_millions}
    return gettext("%(number)s %(unit)s") % {"number": money.format_baht(value), "unit": unit(of)}


def spoken(value, of):
    """As one says it: millions of baht with two decimals, a share in percent; anything else as it is."""
    if of == PERCENT:
        return gettext("%(number)s percent") % {"number": shares.format_percent(value)}
    if of == BAHT and abs(value) >= MILLION_FROM:
        return gettext("%(number)s million baht") % {"number": money.format_million_baht(value)}
    return amount(value, of)


def exact(value, of):
    """The same to the last satang, minute and decimal that is known, as a table of sources shows it."""
    if of == PERCENT:
        return spoken(value, of)
    if of == BAHT:
        return gettext("%(number)s %(unit)s") % {"number": money.format_baht(value), "unit": unit(of)}
    return amount(value, of)


def bound_amount(value, of, *, comparison):
    """ "more than 2,180 people"; what is meant exactly needs no word."""
    said = amount(value, of)
    if comparison == Comparison.EXACTLY:
        return said
    return gettext("%(comparison)s %(amount)s") % {"comparison": Comparison(comparison).label, "amount": said}


def promised(promise):
    """The promise's number as it binds."""
    return bound_amount(promise.value, promise.unit, comparison=promise.comparison)
