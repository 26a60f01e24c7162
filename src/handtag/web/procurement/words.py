"""What verdicts, reasons, fields and decisions are called on the pages, and changes in percent as they are written."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from handtag.domain.procurement.lists import Verdict, percent_tenths
from handtag.domain.values.money import format_kronor
from handtag.web.ui.text import NOTHING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words = Mapping[str, str | Promise]
FIELDS: "dict[str, _StrPromise | str]" = {
    "number": _("Supplier's article number"),
    "price": _("Price"),
    "name": _("Name"),
    "article": _("Our article number"),
    "gtin": _("GTIN"),
    "lot": _("Lot"),
    "rank": _("Rank"),
    "per_quantity": _("Pieces that the price is for"),
    "minimum_quantity": _("Smallest quantity"),
    "lead_time_days": _("Lead time, days"),
    "warranty_months": _("Warranty, months"),
    "currency": _("Currency"),
}
VERDICTS: dict[str, tuple[str | Promise, str]] = {
    "new": (_("New"), "info"),
    "changed": (_("Changed"), "info"),
    "gone": (_("Ends"), "warning"),
    "conflict": (_("Conflict"), "danger"),
    "refused": (_("Not read"), "danger"),
    "unchanged": (_("Unchanged"), "neutral"),
    "kept": (_("Kept"), "warning"),
    "ignored": (_("No offer"), "neutral"),
}
DECISIONS: dict[str, tuple[str | Promise, str]] = {
    "": (_("Waits for a second person"), "warning"),
    "approved": (_("Approved"), "success"),
    "rejected": (_("Turned down"), "danger"),
    "withdrawn": (_("Withdrawn"), "neutral"),
}
REASONS: Words = {
    "missing": _("is missing"),
    "not_a_number": _("is not a number"),
    "ambiguous_number": _("may be a thousand or a decimal: write 1 234 or 1,234 with two decimals"),
    "not_whole": _("is not a whole number that makes sense here"),
    "negative": _("is below nothing"),
    "less_than_an_ore": _("is less than one öre a piece"),
    "too_long": _("is too long"),
    "digits_lost": _("has lost digits in a spreadsheet: set the column as text"),
    "not_a_gtin": _("has a wrong check digit or length"),
    "other_currency": _("is not Swedish kronor"),
    "blank": _("blank row"),
    "heading": _("heading"),
    "title": _("above the headings"),
    "note": _("neither article number nor price"),
    "repeated": _("says the same as row %(value)s"),
    "said_twice": _("says another thing than row %(value)s about the same article"),
    "reads_like": _("differs only by leading zeros from %(value)s, which the agreement has"),
    "no_such_lot": _("the agreement has no lot %(value)s"),
    "no_such_article": _("we have no article %(value)s"),
    "later_price": _("a price from a later day is already approved"),
    "been_in_force": _("a price that has been in force is not changed afterwards"),
    "price_is_fixed": _("the agreement fixes prices through %(value)s"),
    "rises_too_much": _("rises more than the %(value)s percent that the agreement allows"),
    "rounded": _("rounded to whole öre a piece"),
    "other_terms": _("other terms than the price"),
}
FILE_REASONS: Words = {
    "empty": _("The file is empty."),
    "unreadable": _("The file cannot be read as a table. Save it as XLSX, ODS or CSV and try again."),
    "locked": _("The file is locked with a password."),
    "too_large": _("The file is too large."),
    "too_slow": _("The file took too long to read. Save the sheet as CSV, or divide it."),
    "long_cell": _("A cell on row %(row)s is too long. Perhaps a quotation mark is missing."),
}
_HAS_FIELD_FIRST = frozenset({
    "missing", "not_a_number", "ambiguous_number", "not_whole", "negative", "less_than_an_ore", "too_long", "digits_lost", "not_a_gtin",
    "other_currency",
})  # fmt: skip


def reason(one: Verdict) -> str:
    """Why a row has its verdict, in words; empty when that says itself."""
    if not one.code:
        return ""
    said = str(REASONS[one.code]) % {"value": one.value}
    if one.code not in _HAS_FIELD_FIRST:
        return said[:1].upper() + said[1:]
    value = f" ”{one.value}”" if one.value else ""
    return f"{FIELDS[one.field]}{value} {said}"


def file_reason(code: str, row: int) -> str:
    return str(FILE_REASONS[code]) % {"row": row}


def percent_of(one: Verdict) -> str:
    """How much a price changes: `+3,5 %`; empty when it does not."""
    if one.old_ore is None or one.new_ore is None or one.old_ore == one.new_ore:
        return ""
    tenths = percent_tenths(one.old_ore, one.new_ore)
    if tenths is None:
        return ""
    if tenths == 0:
        return _now("less than 0.1 %")
    sign = "+" if tenths > 0 else "−"
    whole, rest = divmod(abs(tenths), 10)
    return f"{sign}{whole},{rest}\u00a0%"


def kronor_or_nothing(ore: int | None) -> str:
    return NOTHING if ore is None else format_kronor(ore)


def decided(decision: Any) -> tuple[str | Promise, str]:
    """The word and colour of what became of a list; None: nothing yet."""
    return DECISIONS[decision.decision if decision else ""]
