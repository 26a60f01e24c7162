"""The domain's words of a shift in the reader's language, and numbers as the result page writes them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from handtag.domain.cost_shift.words import field_name, words_for
from handtag.domain.values.money import format_kronor, round_half_up
from handtag.web.ui.text import NOTHING, whole


def words() -> Mapping[str, str]:
    """The words of a shift in the language that the reader has chosen."""
    return words_for((get_language() or "sv")[:2])


def reason(code: str) -> str:
    """Why a file or a row could not be read."""
    return words()[code]


def ends(found: Sequence[int] | None) -> str:
    """A sum in whole kronor, or the lowest and the highest; the spreadsheet has the öre."""
    low, high = (_whole_kronor(ore) for ore in found or (0, 0))
    return _between(low, high, "kr")


def _between(low: str, high: str, unit: str) -> str:
    """A dash between two sums, but a word when it could be taken for a minus."""
    if low == high:
        return f"{low}\u00a0{unit}"
    between = _("to") if low.startswith("−") else "–"
    return f"{low} {between} {high}\u00a0{unit}"


def _whole_kronor(ore: int) -> str:
    return whole(round_half_up(Fraction(ore, 100)))


def millions(found: Sequence[int] | None) -> str:
    """The same in millions with one decimal, for headings; sums below a tenth of a million in kronor."""
    low, high = found or (0, 0)
    if max(abs(low), abs(high)) < 10_000_000:
        return ends((low, high))
    shown = [f"{_tenths(end) / 10:.1f}".replace(".", ",").replace("-", "−") for end in (low, high)]
    return _between(shown[0], shown[1], "Mkr")


def _tenths(ore: int) -> int:
    return round_half_up(Fraction(ore, 10_000_000))


def percent(share: str | None, decimals: int = 1) -> str:
    """A part of one, kept as an exact text, as percent."""
    if share is None:
        return NOTHING
    return f"{float(Fraction(share) * 100):.{decimals}f}".replace(".", ",").replace("-", "−").removesuffix(",0") + "\u00a0%"


def each(found: Sequence[int] | None) -> str:
    """Kronor for each inhabitant; a dash when it is not known how many they are."""
    if found is None:
        return NOTHING
    low, high = found
    return exact(low) if low == high else f"{exact(low)} – {exact(high)}"


def count(number: int | None) -> str:
    return NOTHING if number is None else whole(number)


def exact(ore: int) -> str:
    """A sum to the öre."""
    return format_kronor(ore)


def one(ore: int) -> str:
    """A sum in whole kronor."""
    return ends((ore, ore))


def field(name: str, said: Mapping[str, str]) -> str:
    """A column or fact by its name."""
    return field_name(name, said)
