"""Filters that write days, numbers and money the way Thai readers expect; nothing known is written as a dash."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext

from buranakan.areas.wording import language
from buranakan.lib import clock, durations, money, shares, thai_dates
from buranakan.lib.durations import HOURS
from buranakan.lib.money import BAHT

register = template.Library()

NOTHING = "–"
# Looked for in this order: a browser names its ancestors too, so the youngest name comes first.
BROWSERS = (("Line/", "LINE"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
MACHINES = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


@register.filter
def day(value):
    """8 ธ.ค. 2567, or 8 Dec 2024; of a moment, its day in Thailand."""
    if not value:
        return NOTHING
    if isinstance(value, dt.datetime):
        value = clock.local_day(value)
    return thai_dates.short(value, language=language())


@register.filter
def month(value):
    """ธันวาคม 2567, or December 2024."""
    return thai_dates.month(value, language=language()) if value else NOTHING


@register.filter
def moment(value):
    """8 ธ.ค. 2567 14.30 น., or 8 Dec 2024 14:30."""
    return thai_dates.moment(value, language=language()) if value else NOTHING


@register.filter
def number(value):
    """1,342; what is not whole keeps at most two decimals."""
    if value is None or value == "":
        return NOTHING
    exact = Decimal(str(value))
    if exact == exact.to_integral_value():
        return f"{int(exact):,}"
    return _trimmed(f"{exact.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP):,}")


@register.filter
def baht(satang):
    """9,150,000 of 915,000,000 satang."""
    return NOTHING if satang is None or satang == "" else money.format_baht(satang)


@register.filter
def million_baht(satang):
    """9.15 of 915,000,000 satang."""
    return NOTHING if satang is None or satang == "" else money.format_million_baht(satang)


@register.filter
def percent(ratio):
    """61.6 of 0.61578. What is not nothing never reads 0, and what is not all never reads 100."""
    return NOTHING if ratio is None or ratio == "" else shares.format_percent(ratio)


@register.filter
def hundredths(value):
    """1,234.5 of 123450: a number kept in hundredths of its unit."""
    return NOTHING if value is None or value == "" else number(Decimal(value) / 100)


@register.filter
def change(value):
    """+1,234.5 or −12 of a difference in hundredths; nothing changed is 0."""
    if value is None or value == "":
        return NOTHING
    sign = "+" if value > 0 else "\u2212" if value < 0 else ""
    return sign + hundredths(abs(value))


@register.filter
def quantity(value, unit):
    """A count as a number; money, whose stored unit is the baht, from satang; hours from minutes."""
    if unit == HOURS:
        return NOTHING if value is None or value == "" else durations.format_hours(value)
    return baht(value) if unit == BAHT else number(value)


@register.filter
def duration(minutes):
    """6 h, or 6 h 30 min: the way sessions and rounds are spoken of."""
    if minutes is None or minutes == "":
        return NOTHING
    hours, rest = divmod(minutes, 60)
    said = {"hours": f"{hours:,}", "minutes": rest}
    if hours and rest:
        return gettext("%(hours)s h %(minutes)s min") % said
    return (gettext("%(minutes)s min") if rest else gettext("%(hours)s h")) % said


@register.filter
def whole(text):
    """A number or a code that is read in one go: no line breaks inside it."""
    return format_html('<span class="whole">{}</span>', text)


@register.filter
def browser(user_agent):
    """Chrome · Android, out of the long line a browser calls itself."""
    names = [next((name for mark, name in kinds if mark in user_agent), "") for kinds in (BROWSERS, MACHINES)]
    return " · ".join(name for name in names if name) or NOTHING


def _trimmed(text):
    return text.rstrip("0").rstrip(".") if "." in text else text
