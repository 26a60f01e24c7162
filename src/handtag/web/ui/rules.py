"""An agreement's rules in people's words: conditions, answers, remarks, clauses. Whether a rule holds is the domain's."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.domain.agreement.facts import FLAG_FACTS
from handtag.domain.agreement.schema import Agreement, Cell, Clause, Product, Row
from handtag.web.ui.fact_values import PRINTED, PROFESSIONS
from handtag.web.ui.facts import short_fact, value_label

Words = str | Promise

ANSWERS: Mapping[str, Mapping[str, Words]] = {
    "payer": {
        "region": _lazy("The region pays"),
        "municipality": _lazy("The municipality pays"),
        "shared": _lazy("Whoever has the care responsibility pays"),
        "own_responsibility": _lazy("The person buys it"),
        "other": _lazy("Someone other than the region and the municipality pays"),
        "undetermined": _lazy("It is not decided who pays"),
    },
    "may_prescribe": {
        "yes": _lazy("May be prescribed"),
        "no": _lazy("May not be prescribed"),
        "conditional": _lazy("May be prescribed on a condition"),
        "undetermined": _lazy("It is not decided who may prescribe"),
    },
    "trust_allowed": {
        "yes": _lazy("Trust prescription is allowed"),
        "no": _lazy("No trust prescription"),
        "undetermined": _lazy("Trust prescription is not decided"),
    },
    "cost_approval": {
        "required": _lazy("The payer must approve the cost"),
        "not_required": _lazy("The cost needs no approval"),
        "not_stated": _lazy("The agreement says nothing about cost approval"),
        "not_applicable": _lazy("Cost approval does not apply"),
        "undetermined": _lazy("Cost approval is not decided"),
    },
    "follow_up": {
        "prescriber": _lazy("The prescriber follows up"),
        "region": _lazy("The region follows up"),
        "municipality": _lazy("The municipality follows up"),
        "payer": _lazy("Whoever pays follows up"),
        "undetermined": _lazy("It is not decided who follows up"),
    },
    "in_scope": {"yes": _lazy("Covered by the agreement"), "no": _lazy("Not covered by the agreement")},
}


def answer_words(decides: str, value: str, document: Agreement | None = None) -> str:
    """What an answer says: `payer`, `region` → "The region pays"; a condition after a colon is worded by the agreement."""
    known, _colon, condition = value.partition(":")
    said = str(ANSWERS.get(decides, {}).get(known, value_label(decides, known)))
    return f"{said}: {wording(condition, document)}" if condition else said


def wording(code: str, document: Agreement | None) -> str:
    """A remark or condition in the agreement's own words; one that it does not word is shown as it is."""
    return document.wordings.get(code, code) if document else code


def cell_words(column: str, cell: Cell, document: Agreement | None = None) -> str:
    """One condition: `age`, to 17 → "age at most 17"."""
    name = document.wordings.get(column) or short_fact(column) if document else short_fact(column)
    match cell.kind:
        case "range":
            return f"{name} {_range(cell, document)}"
        case "listed":
            return _("%(fact)s is one that the row names") % {"fact": name}
        case "not_listed":
            return _("%(fact)s is none that the row names") % {"fact": name}
        case "prefix":
            return _("%(fact)s begins with %(codes)s") % {"fact": name, "codes": ", ".join(cell.values)}
        case "none_of":
            return _("%(fact)s is not %(values)s") % {"fact": name, "values": _either(column, cell, document)}
        case _:
            return f"{name}: {_either(column, cell, document)}"


def _range(cell: Cell, document: Agreement | None) -> str:
    """The range in words; an end that is a parameter is told by its newest value."""
    low, high, below = (_end(end, document) for end in (cell.low, cell.high, cell.below))
    if below is not None:
        under = _("under %(below)s") % {"below": below}
        return under if low is None else _("at least %(low)s and under %(below)s") % {"low": low, "below": below}
    if low is None:
        return _("at most %(high)s") % {"high": high}
    if high is None:
        return _("at least %(low)s") % {"low": low}
    return _("from %(low)s to %(high)s") % {"low": low, "high": high}


def _end(end: int | str | None, document: Agreement | None) -> int | str | None:
    parameter = document.parameter_by_id.get(end) if document and isinstance(end, str) else None
    newest = max(parameter.values, key=lambda dated: dated.since, default=None) if parameter else None
    return newest.value if newest else end


def _either(column: str, cell: Cell, document: Agreement | None) -> str:
    return f" {_('or')} ".join(plain_value(column, value, document) for value in cell.values)


def plain_value(column: str, value: str, document: Agreement | None = None) -> str:
    """A value within a sentence; what a printed row says is worded by the agreement itself."""
    if column in ANSWERS:
        return answer_words(column, value)
    if column == "product_term" and document:
        return next((word.word for word in document.words if word.term == value), value)
    if column.startswith("row.") or column in FLAG_FACTS:
        fixed = {"yes": _("yes"), "no": _("no"), "true": _("yes"), "false": _("no"), "own": _("own responsibility")}
        if column == "row.payer" and value in ANSWERS["payer"]:
            return answer_words("payer", value)
        worded = f"”{wording(value, document).rstrip('.')}”" if document and value in document.wordings else value.replace("_", " ")
        return str(PROFESSIONS.get(value) or fixed.get(value) or worded)
    return value_label(column, value)


def row_words(row: Row, document: Agreement | None = None) -> str:
    """All conditions of a rule in one sentence; a rule without conditions is the main rule."""
    said = [cell_words(column, cell, document) for column, cell in row.when.items()]
    return "; ".join(said) if said else _("in all other cases")


def row_answers(row: Row, document: Agreement) -> list[str]:
    """What a rule gives: its answers, its condition and its remarks."""
    given = [answer_words(decides, value) for decides, value in row.then.items()]
    remarks = [wording(code, document) for code in ((row.condition, *row.notes) if row.condition else row.notes)]
    return given + remarks


def clause_words(clause: Clause) -> str:
    return f"{clause.document}, {clause.section}"


def printed_heads(document: Agreement) -> dict[str, str]:
    """The columns of the printed product list: key → heading, in the order they first appear."""
    keys = dict.fromkeys(key for product in document.products for key in product.printed)
    return {key: str(PRINTED.get(key, wording(key, document))) for key in keys}


def product_of(document: Agreement, iso_code: str) -> Product | None:
    """The printed row that speaks about a code: its own, or the nearest group above it."""
    rows = {product.iso: product for product in document.products}
    return next((rows[iso_code[:n]] for n in range(len(iso_code), 1, -2) if iso_code[:n] in rows), None)


def iso_name(document: Agreement | None, iso_code: str) -> str:
    """What the agreement calls a code: its row, else the nearest heading; empty when it is silent."""
    if document is None:
        return ""
    product = product_of(document, iso_code)
    if product:
        return product.name
    headings = {heading.iso: heading.name for heading in document.headings}
    return next((headings[iso_code[:n]] for n in (8, 6, 4, 2) if iso_code[:n] in headings), "")


def spaced(iso_code: str) -> str:
    """An ISO 9999 code in pairs, 12 22 03, as the standard prints it."""
    return " ".join(iso_code[n : n + 2] for n in range(0, len(iso_code), 2))
