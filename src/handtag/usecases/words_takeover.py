"""Verdicts, totals and differences of a takeover as lines of a sheet, in the reader's language: the same for the command and the pages."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from handtag.domain.takeover.comparing import MONEY, Said, Total
from handtag.domain.takeover.verdicts import Verdict
from handtag.files.takeover import headings_of
from handtag.files.takeover_rows import FILES as MODELS
from handtag.files.workbooks import Kronor, Line
from handtag.usecases.messages_takeover import COMPARED, FILES, MEASURES, REASONS, VERDICTS


def verdict_lines(verdicts: Iterable[Verdict]) -> Iterator[Line]:
    """Heads first. The field is named as the column in the file is."""
    yield [_("File"), _("Row"), _("Verdict"), _("Column"), _("Why")]
    for one in verdicts:
        yield [str(FILES[one.file]), one.row, str(VERDICTS[one.verdict]), column_of(one.file, one.field), str(REASONS.get(one.reason, ""))]


def total_lines(totals: Iterable[Mapping[str, Any]]) -> Iterator[Line]:
    """Heads first. What the control totals say, what the files hold, and what is here; a difference in the last column."""
    yield [_("What"), _("Group"), _("Control count"), _("Control sum"), _("Count, old"), _("Sum, old"), _("Count, here"), _("Sum, here"),
           _("Difference")]  # fmt: skip
    for one in totals:
        counts = (one["said_count"], one["old"][0], one["new"][0])
        sums = (None if ore is None else amount(one["measure"], ore) for ore in (one["said_sum"], one["old"][1], one["new"][1]))
        pairs = [cell for pair in zip(counts, sums, strict=True) for cell in pair]
        yield [str(MEASURES[one["measure"]]), one["group"], *pairs, _("No") if is_equal(one) else _("Yes")]


def is_equal(one: Mapping[str, Any]) -> bool:
    """As the total itself says, of one that was kept."""
    kept = {**one, "old": tuple(one["old"]), "new": tuple(one["new"])}
    return Total(**kept).is_equal


def difference_lines(differences: Iterable[Mapping[str, Any]]) -> Iterator[Line]:
    """Heads first."""
    yield [_("What"), _("Which"), _("Field"), _("Old system"), _("Here")]
    for one in differences:
        field = str(COMPARED[one["field"]]) if one["field"] else ""
        yield [str(FILES[one["area"]]), one["key"], field, said(one, one["old"]), said(one, one["new"])]


def said(one: Mapping[str, Any], value: Said) -> object:
    """What one system says; of a whole thing, whether it is there."""
    if not one["field"]:
        return _("missing") if value is None else _("there")
    if value is None or value == "":
        return "–"
    if isinstance(value, int) and one["field"] in MONEY:
        return Kronor(value)
    if one["field"] == "person":
        return _("another person")
    return value


def amount(measure: str, value: int) -> object:
    return Kronor(value) if measure in {"devices", "residual", "rent"} else value


def column_of(file: str, field: str) -> str:
    """The heading under which a field stands in the file."""
    return headings_of(MODELS[file][0])[field][0] if field else ""
