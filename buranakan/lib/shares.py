"""Parts of a whole, written in hundredths."""

from decimal import ROUND_HALF_UP, Decimal

MOST_DECIMALS = 12


def format_percent(ratio: float | Decimal) -> str:
    """61.6 of 0.61578. What is not nothing never reads 0, and what is not all never reads 100."""
    exact = Decimal(str(ratio)) * 100
    decimals = 1
    rounded = _rounded(exact, decimals)
    while (rounded == 0 < exact or exact < 100 == rounded) and decimals < MOST_DECIMALS:
        decimals += 1
        rounded = _rounded(exact, decimals)
    text = f"{rounded:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(exact: Decimal, decimals: int) -> Decimal:
    return exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
