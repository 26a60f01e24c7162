"""The domain's words of a shift in the reader's language, and numbers as the result page writes them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils.translation import get_language

from handtag.domain.cost_shift.words import field_name, words_for
from handtag.domain.values.money import format_kronor
from handtag.web.ui.text import NOTHING, kronor, whole


def words() -> Mapping[str, str]:
    """The words of a shift in the language that the reader has chosen."""
    return words_for((get_language() or "sv")[:2])


def reason(code: str) -> str:
    """Why a file or a row could not be read."""
    return words()[code]


def ends(found: Sequence[int] | None) -> str:
    """A sum, or the lowest and the highest with a dash between."""
    low, high = found or (0, 0)
    return kronor(low) if low == high else f"{kronor(low)} – {kronor(high)}"


def millions(found: Sequence[int] | None) -> str:
    """The same in millions with one decimal, for headings; sums below a tenth of a million in kronor."""
    low, high = found or (0, 0)
    if max(abs(low), abs(high)) < 10_000_000:
        return ends((low, high))
    shown = [f"{_tenths(end) / 10:.1f}".replace(".", ",").replace("-", "−") for end in (low, high)]
    return f"{shown[0]}\u00a0Mkr" if shown[0] == shown[1] else f"{shown[0]} – {shown[1]}\u00a0Mkr"


def _tenths(ore: int) -> int:
    sign = -1 if ore < 0 else 1
    return sign * ((abs(ore) + 5_000_000) // 10_000_000)


def percent(share: str | None, decimals: int = 1) -> str:
    """A part of one, kept as an exact text, as percent."""
    if share is None:
        return NOTHING
    return f"{float(Fraction(share) * 100):.{decimals}f}".replace(".", ",").replace("-", "−").removesuffix(",0") + "\u00a0%"


def each(found: Sequence[int] | None) -> str:
    """Kronor for each inhabitant; a dash when it is not known how many they are."""
    return NOTHING if found is None else ends(found)


def count(number: int | None) -> str:
    return NOTHING if number is None else whole(number)


def exact(ore: int) -> str:
    return format_kronor(ore)


def field(name: str, said: Mapping[str, str]) -> str:
    """A column or fact by its name."""
    return field_name(name, said)
