"""Time is kept in whole minutes; here it is said in hours."""

from decimal import ROUND_HALF_UP, Decimal

HOURS = "ชั่วโมง"  # the unit, as figures carry it
MINUTES_IN_AN_HOUR = 60


def format_hours(minutes: int) -> str:
    """1,234.5: hours with at most one decimal."""
    exact = (Decimal(minutes) / MINUTES_IN_AN_HOUR).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{exact:,}".removesuffix(".0")
