"""Money is an integer number of öre. The one place where division and rounding happen."""

from fractions import Fraction


def round_half_up(amount: Fraction) -> int:
    """Round to whole öre, halves away from zero, so that a credit is the exact opposite of what it credits."""
    sign = -1 if amount < 0 else 1
    magnitude = abs(amount)
    return sign * ((2 * magnitude.numerator + magnitude.denominator) // (2 * magnitude.denominator))


def format_kronor(ore: int) -> str:
    """`123450` → `1 234,50 kr` with non-breaking spaces; negative amounts carry a true minus sign."""
    kronor, rest = divmod(abs(ore), 100)
    grouped = f"{kronor:,}".replace(",", "\u00a0")
    return f"{'−' if ore < 0 else ''}{grouped},{rest:02d}\u00a0kr"
