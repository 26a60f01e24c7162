"""What differs between two versions of an agreement, in people's words: parts, fields, and answers that change. Compares nothing itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.domain.agreement.decide import Decision
from handtag.domain.agreement.diff import Change, ChangedDecision, Difference, FieldChange
from handtag.domain.agreement.schema import Agreement, Cell, DatedValue, Row
from handtag.web.ui.facts import short_fact, value_label
from handtag.web.ui.parts import Colour
from handtag.web.ui.rules import ANSWERS, answer_words, cell_words, plain_value, row_answers, row_words, spaced, wording
from handtag.web.ui.text import NOTHING, kronor

Words = str | Promise

GROUPS: Mapping[str, Words] = {
    "agreement": _lazy("The agreement itself"),
    "table": _lazy("Tables"),
    "row": _lazy("Rules"),
    "product": _lazy("The list of products"),
    "parameter": _lazy("Values"),
    "clause": _lazy("Quoted texts"),
    "assumption": _lazy("Taken for granted"),
    "doubts": _lazy("Doubtful passages"),
    "wording": _lazy("Wordings"),
    "word": _lazy("Product words"),
    "heading": _lazy("Headings"),
    "area": _lazy("Product areas"),
    "party": _lazy("Parties"),
    "case": _lazy("Worked cases"),
}
WHAT: Mapping[str, tuple[Words, Colour]] = {
    "added": (_lazy("Added"), "success"),
    "removed": (_lazy("Removed"), "danger"),
    "changed": (_lazy("Changed"), "info"),
}
FIELDS = {
    "payer": _lazy("Who pays"),
    "may_prescribe": _lazy("Right to prescribe"),
    "trust_allowed": _lazy("Trust prescription"),
    "cost_approval": _lazy("Cost approval"),
    "follow_up": _lazy("Follow-up"),
    "in_scope": _lazy("Covered"),
    "condition": _lazy("Condition"),
    "notes": _lazy("Remarks"),
    "missing": _lazy("Needs to know"),
    "table": _lazy("Table"),
    "clause": _lazy("Rests on"),
    "also": _lazy("Also rests on"),
    "open_because": _lazy("Left open because"),
    "reading": _lazy("Read as"),
    "title": _lazy("Title"),
    "version": _lazy("Version"),
    "valid_from": _lazy("Valid from"),
    "valid_to": _lazy("Valid until"),
    "description": _lazy("Description"),
    "hit": _lazy("How rules are chosen"),
    "name": _lazy("Name"),
    "iso": _lazy("ISO code"),
    "values": _lazy("Value"),
    "unit": _lazy("Unit"),
    "status": _lazy("Status"),
    "document": _lazy("Document"),
    "section": _lazy("Section"),
    "quote": _lazy("Quotation"),
    "text": _lazy("Text"),
    "value": _lazy("Value"),
    "product_area": _lazy("Product area"),
    "iso_codes": _lazy("ISO codes"),
    "source": _lazy("Source"),
}


@dataclass(frozen=True)
class ShownField:
    """One thing that differs, before and after."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class ShownChange:
    """A part that was added, removed or changed. `said` is the part in words, `fields` what differs in one that was changed."""

    id: str
    said: str
    word: Words
    colour: Colour
    fields: tuple[ShownField, ...] = ()


@dataclass(frozen=True)
class ShownGroup:
    title: Words
    changes: tuple[ShownChange, ...]


@dataclass(frozen=True)
class ShownDecision:
    """A question that two versions answer differently."""

    facts: str
    fields: tuple[ShownField, ...]
    why: str


def shown_groups(difference: Difference, old: Agreement, new: Agreement) -> list[ShownGroup]:
    """The changes kind by kind, rules before texts; rules that only stand elsewhere come with the rules."""
    groups = []
    for kind, title in GROUPS.items():
        changes = [_change(change, old, new) for change in difference.of(kind)]
        if kind == "row":
            changed = {change.id for change in difference.of("row")}
            changes += [_moved(row, new) for row in difference.moved if row not in changed]
        if changes:
            groups.append(ShownGroup(title, tuple(changes)))
    return groups


def shown_decision(changed: ChangedDecision, old: Agreement, new: Agreement) -> ShownDecision:
    return ShownDecision(facts_words(changed.facts, new), answer_fields(changed, old, new), changed.why)


def answer_fields(changed: ChangedDecision, old: Agreement, new: Agreement) -> tuple[ShownField, ...]:
    """The answers that differ, before and after."""
    return tuple(
        ShownField(_field_name(f.name), _answer(f.name, changed.old, old), _answer(f.name, changed.new, new)) for f in changed.fields
    )


def facts_words(facts: Mapping[str, object], document: Agreement) -> str:
    """The facts of a question in one line."""
    return "; ".join(f"{short_fact(name)}: {_fact(name, value, document)}" for name, value in facts.items())


def _fact(name: str, value: object, document: Agreement) -> str:
    if name in {"iso_code", "main_iso_code"}:
        return spaced(str(value))
    plain = str(value).lower() if isinstance(value, bool) else str(value)
    return plain_value(name, plain, document)


def _answer(name: str, decision: Decision | None, document: Agreement) -> str:
    value = getattr(decision, name, None)
    if not value:
        return NOTHING
    if name == "notes":
        return "; ".join(wording(code, document) for code in value)
    if name == "missing":
        return ", ".join(short_fact(fact) for fact in value)
    return wording(value, document) if name == "condition" else answer_words(name, value, document)


def _change(change: Change, old: Agreement, new: Agreement) -> ShownChange:
    word, colour = WHAT[change.what]
    document = old if change.new is None else new
    fields = tuple(_field(change.kind, f, old, new) for f in change.fields) if change.what == "changed" else ()
    return ShownChange(change.id, _said(change, document), word, colour, fields)


def _moved(row_id: str, document: Agreement) -> ShownChange:
    row = next(row for table in document.tables for row in table.rows if row.id == row_id)
    return ShownChange(row_id, _row(row, document), _("Moved"), "neutral")


def _said(change: Change, document: Agreement) -> str:
    part = change.new or change.old or {}
    match change.kind:
        case "row":
            return _row(Row(**{name: value for name, value in part.items() if name != "table"}), document)
        case "product":
            return f"{spaced(part['iso'])} {part['name']}"
        case "clause":
            return f"{part['document']}, {part['section']}: ”{part['quote']}”"
        case "parameter":
            return f"{part['title']}: {_dated(part['values'], part['unit'])}"
        case "table" | "agreement":
            return str(part["title"])
        case "assumption" | "word" | "party" | "area":
            return _premise(change.kind, part, document)
        case _:
            return str(part.get("name") or part.get("text") or change.id)


def _premise(kind: str, part: Mapping[str, Any], document: Agreement) -> str:
    """What a question is read with: words, areas and parties, and what is taken for granted."""
    if kind == "party":
        return f"{part['name']} ({part['code']})"
    if kind == "assumption":
        said = f"{short_fact(part['fact'])}: {plain_value(part['fact'], part['value'])}"
        follows = "; ".join(cell_words(column, cell, document) for column, cell in part["when"].items())
        return _("%(said)s, when %(follows)s") % {"said": said, "follows": follows} if follows else said
    area = value_label("product_area", part["product_area"]) if part["product_area"] else ""
    if kind == "area":
        said = area or _("is asked for")
        return f"{spaced(part['iso'])}: {said}"
    return f"{part['word']}: {', '.join(spaced(code) for code in part['iso_codes']) or area}"


def _row(row: Row, document: Agreement) -> str:
    return f"{row_words(row, document)} → {'; '.join(row_answers(row, document))}"


def _field(kind: str, field: FieldChange, old: Agreement, new: Agreement) -> ShownField:
    return ShownField(_field_name(field.name), _value(kind, field.name, field.old, old), _value(kind, field.name, field.new, new))


def _field_name(name: str) -> str:
    group, _dot, key = name.partition(".")
    if group == "when":
        return _("If: %(fact)s") % {"fact": short_fact(key)}
    return str(FIELDS.get(key or group) or short_fact(f"row.{key}" if group == "attributes" else key or group))


def _value(kind: str, name: str, value: Any, document: Agreement) -> str:
    group, _dot, key = name.partition(".")
    if value in (None, "", ()):
        return NOTHING
    if isinstance(value, Cell):
        return cell_words(key, value, document)
    if group == "then":
        return answer_words(key, value, document)
    if name in {"clause", "also"}:
        return "; ".join(_clause(one, document) for one in ([value] if isinstance(value, str) else value))
    if kind == "parameter" and name == "values":
        return _dated(value, "")
    if kind == "row" and name == "table":
        return next((table.title for table in document.tables if table.id == value), value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(str(value_label("prescriber_profession", wording(str(one), document))) for one in value)
    return wording(str(value), document)


def _clause(clause_id: str, document: Agreement) -> str:
    clause = document.clause_by_id.get(clause_id)
    return f"{clause.section}: ”{clause.quote}”" if clause else clause_id


def _dated(values: Sequence[DatedValue], unit: str) -> str:
    def said(value: object) -> str:
        return kronor(value) if unit == "öre" and isinstance(value, int) else str(value)

    return "; ".join(f"{said(dated.value)} {'' if unit == 'öre' else unit}".strip() + f" ({dated.since})" for dated in values)


assert set(ANSWERS) <= FIELDS.keys()
