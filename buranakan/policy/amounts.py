"""A figure's number as it is kept: money in satang, other units as whole things. Pure."""

from decimal import Decimal

from buranakan.lib.money import BAHT, LARGEST, SATANG_IN_A_BAHT


def stored_value(figure):
    """None where that is no whole number or more than can be kept: nobody may round a promise."""
    exact = Decimal(figure.value) * (SATANG_IN_A_BAHT if figure.unit == BAHT else 1)
    return int(exact) if exact == exact.to_integral_value() and abs(exact) <= LARGEST else None
