"""Numbers in words that several pages say: an amount with its unit, and what was promised."""

from buranakan.insight.amounts import MILLION_FROM, UNITS, amount, bound_amount, promised, unit

__all__ = ["MILLION_FROM", "UNITS", "amount", "bound_amount", "promised", "unit"]
