"""A new version of an agreement while it is written: changes to its parts, what stands in the way of approval, the steps of a draft.
Pure; who did what when is remembered elsewhere."""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handtag.domain.agreement.cases import ANSWERS, OPEN, Case
from handtag.domain.agreement.check import Problem, check
from handtag.domain.agreement.compile import CompiledAgreement, compile_agreement
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.diff import broken_cases, differences
from handtag.domain.agreement.facts import FactError, parse_facts
from handtag.domain.agreement.load import LoadError, read_as
from handtag.domain.agreement.parts import LISTS, Key, Part, document_of, fields_of, orders_of, parts_of
from handtag.domain.agreement.schema import Agreement, Row, Table, to_plain
from handtag.domain.values.errors import NotFound, Refused

SHAPES: Mapping[str, Any] = {"table": Table, "row": Row, **{kind: shape for kind, shape, _name in LISTS.values()}}
NAMED = {"table": "id", "row": "id", "wording": "id", "case": "id", **{kind: name for kind, _shape, name in LISTS.values()}}
# What of the agreement itself may change; its id never does.
HEAD = ("title", "version", "valid_from", "valid_to", "description")
# What a part may carry beside its own fields.
NOT_FIELDS = {("row", "table"), ("table", "rows"), ("assumption", "id")}
STEPS: Mapping[tuple[str, str], str] = {
    ("editing", "submit"): "submitted",
    ("editing", "withdraw"): "withdrawn",
    ("submitted", "withdraw"): "editing",
    ("submitted", "reject"): "editing",
    ("submitted", "approve"): "approved",
}


@dataclass(frozen=True)
class Content:
    """What a draft says: the document, the worked cases that go with it, and what was found doubtful in its text (Markdown)."""

    document: Agreement
    cases: tuple[Case, ...] = ()
    doubts: str = ""


@dataclass(frozen=True)
class Edit:
    """A change that was made: the content after it, and the part before and after as plain data; None where it is not there."""

    content: Content
    kind: str
    id: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None


def put(content: Content, kind: str, plain: Mapping[str, Any], before: str = "") -> Edit:
    """Adds a part, or replaces the one with its id. A rule names its `table`; a new one stands before the rule `before`, else last.
    Of several assumptions about one fact, `id` says which: `purpose (2)`.

    Raises Refused naming what cannot be read, and when nothing would change."""
    if kind in {"case", "doubts"}:
        return _put_case(content, plain) if kind == "case" else _put_doubts(content, str(plain.get("text", "")))
    parts = dict(parts_of(content.document))
    name, part = _read(kind, plain)
    if kind == "agreement":
        part = {**parts["agreement", ""], **part}
    if kind == "row" and ("table", part["table"]) not in parts:
        raise Refused("agreements.no_such_part", field="part", kind="table", part=part["table"])
    key = (kind, name)
    old = parts.get(key)
    if old is not None and old.get("table") != part.get("table"):
        del parts[key]
    parts[key] = part
    orders = orders_of(parts)
    if kind == "row" and before:
        orders = _stood_before(orders, part["table"], name, before)
    return _edit(content, replace(content, document=document_of(parts, orders)), key, old, part)


def remove(content: Content, kind: str, part_id: str) -> Edit:
    """Takes a part away. Raises NotFound when there is none, Refused for a table that still has rules and for the agreement itself."""
    if kind == "case":
        old = next((case for case in content.cases if case.id == part_id), None)
        kept = tuple(case for case in content.cases if case is not old)
        return Edit(replace(content, cases=kept), kind, part_id, _plain_case(_there(old, kind, part_id)), None)
    parts = dict(parts_of(content.document))
    found = _there(parts.pop((kind, part_id), None), kind, part_id)
    if kind == "agreement" or (kind == "table" and orders_of(parts).get(f"rows of {part_id}")):
        raise Refused("agreements.part_in_use", kind=kind, part=part_id)
    after = replace(content, document=document_of(parts, orders_of(parts)))
    return Edit(after, kind, part_id, plain_part(kind, part_id, found), None)


def move(content: Content, row_id: str, before: str = "") -> Edit:
    """Puts a rule before another of its table, or last. Raises NotFound for rules that are not there."""
    parts = parts_of(content.document)
    row = _there(parts.get(("row", row_id)), "row", row_id)
    orders = _stood_before(orders_of(parts), row["table"], row_id, before)
    was = orders_of(parts)[f"rows of {row['table']}"]
    if orders[f"rows of {row['table']}"] == was:
        raise Refused("agreements.nothing_changed")
    after = replace(content, document=document_of(parts, orders))
    return Edit(after, "row", row_id, {"place": was.index(row_id) + 1}, {"place": orders[f"rows of {row['table']}"].index(row_id) + 1})


def next_state(state: str, step: str) -> str:
    """The state that a step leads to. Raises Refused when a draft in this state cannot take it."""
    found = STEPS.get((state, step))
    if found is None:
        raise Refused("agreements.illegal_step", state=state, wanted=step)
    return found


def require_editing(state: str) -> None:
    """Only a draft that is being written is changed: what waits for approval is what will be approved."""
    if state != "editing":
        raise Refused("agreements.not_editing", state=state)


def require_second_person(user_id: int, editors: Set[int]) -> None:
    """Whoever has written or submitted a draft does not approve it: an agreement takes four eyes."""
    if user_id in editors:
        raise Refused("agreements.own_draft")


def require_ready(content: Content, base: Agreement, today: date) -> CompiledAgreement:
    """A draft that may be submitted or approved: no error, every worked case holds, something is changed, the first day has not passed.

    Raises Refused with the first obstacle."""
    document = content.document
    if document.valid_from < today:
        raise Refused("agreements.begins_in_the_past", field="valid_from", on=document.valid_from.isoformat())
    if document.version == base.version:
        raise Refused("agreements.version_unchanged", field="version", version=base.version)
    if not _says_something_new(document, base):
        raise Refused("agreements.nothing_new", version=base.version)
    errors = [problem for problem in problems_of(document) if problem.severity == "error"]
    if errors:
        raise Refused("agreements.draft_has_errors", count=len(errors), place=errors[0].place, why=errors[0].message)
    compiled = compile_agreement(document)
    broken = broken_cases(compiled, content.cases)
    if broken:
        raise Refused("agreements.cases_fail", count=len(broken), case=broken[0].title)
    return compiled


def problems_of(document: Agreement) -> tuple[Problem, ...]:
    """What `check` finds; a value that is none of its column's makes the whole unreadable, and is told as an error too."""
    try:
        return check(document)
    except (ValueError, KeyError) as error:
        return (Problem("error", "tables", str(error)),)


def compiled_or_none(document: Agreement) -> CompiledAgreement | None:
    """The draft ready to answer; None as long as it cannot be, or a rule or row rests on a text that is not there to be quoted."""
    rules = (clause for table in document.tables for row in table.rows for clause in row.clauses)
    if not {*rules, *(product.clause for product in document.products)} <= document.clause_by_id.keys():
        return None
    try:
        return compile_agreement(document)
    except ValueError:
        return None


def new_row_id(document: Agreement, table_id: str) -> str:
    """A name for a new rule that no part has: the table's with the next number. Names are kept for ever, so nobody has to invent them."""
    taken = {row.id for table in document.tables for row in table.rows} | {product.id for product in document.products}
    number = 1 + sum(len(table.rows) for table in document.tables if table.id == table_id)
    while (name := f"{table_id.replace('_', '-')}-{number}") in taken:
        number += 1
    return name


def plain_part(kind: str, part_id: str, part: Part) -> dict[str, Any]:
    """A part as it is stored and sent: JSON values, nothing empty; its name is among its fields."""
    plain = {name: to_plain(value) for name, value in part.items() if value not in (None, (), {})}
    is_again = kind == "assumption" and part_id != part["fact"]
    return plain | ({"id": part_id} if kind == "wording" or is_again else {})


def part_as_plain(document: Agreement, kind: str, part_id: str) -> dict[str, Any]:
    """One part of a document as plain data. Raises NotFound."""
    return plain_part(kind, part_id, _there(parts_of(document).get((kind, part_id)), kind, part_id))


def _says_something_new(document: Agreement, base: Agreement) -> bool:
    """Anything but its name and days."""
    found = differences(base, document)
    return bool(found.orders) or any(change.kind != "agreement" for change in found.changes)


def _edit(before: Content, after: Content, key: Key, old: Part | None, new: Part) -> Edit:
    kind, name = key
    if after.document.canonical_json() == before.document.canonical_json():
        raise Refused("agreements.nothing_changed")
    return Edit(after, kind, name, plain_part(kind, name, old) if old is not None else None, plain_part(kind, name, new))


def _read(kind: str, plain: Mapping[str, Any]) -> tuple[str, Part]:
    """The part's name and its fields as the schema has them."""
    try:
        if kind == "agreement":
            allowed = {name: value for name, value in plain.items() if name in HEAD}
            whole = read_as(Agreement, {"id": "x", "title": "x", "version": "x", "valid_from": "2000-01-01", **allowed})
            return "", {name: getattr(whole, name) for name in plain if name in HEAD}
        if kind == "wording":
            return str(plain["id"]), {"text": str(plain["text"])}
        if kind not in SHAPES:
            raise Refused("agreements.no_such_kind", field="kind", kind=kind)
        entry = read_as(SHAPES[kind], {name: value for name, value in plain.items() if (kind, name) not in NOT_FIELDS})
    except LoadError as error:
        raise Refused("agreements.part_unreadable", field="part", why=str(error)) from error
    except KeyError as error:
        raise Refused("agreements.part_unreadable", field="part", why=f"{error.args[0]}: is missing") from error
    name = str(getattr(entry, NAMED[kind]))
    if kind == "assumption":
        name = _which_of_several(name, str(plain.get("id") or name))
    if kind == "row":
        return name, {"table": str(plain.get("table", "")), **fields_of(entry)}
    return name, fields_of(entry, without="rows" if kind == "table" else "")


def _which_of_several(fact: str, part_id: str) -> str:
    if part_id != fact and not re.fullmatch(rf"{re.escape(fact)} \(\d+\)", part_id):
        raise Refused("agreements.part_unreadable", field="part", why=f"id: {part_id} is not {fact}, or {fact} with a number")
    return part_id


def _put_case(content: Content, plain: Mapping[str, Any]) -> Edit:
    case = read_case(plain)
    old = next((one for one in content.cases if one.id == case.id), None)
    if old == case:
        raise Refused("agreements.nothing_changed")
    cases = tuple(case if one is old else one for one in content.cases) if old else (*content.cases, case)
    return Edit(replace(content, cases=cases), "case", case.id, _plain_case(old) if old else None, _plain_case(case))


def _put_doubts(content: Content, text: str) -> Edit:
    if text == content.doubts:
        raise Refused("agreements.nothing_changed")
    return Edit(replace(content, doubts=text), "doubts", "", {"text": content.doubts}, {"text": text})


def read_case(plain: Mapping[str, Any]) -> Case:
    """A worked case from plain data. Raises Refused naming the field that cannot be read."""
    texts, maps = ("id", "title", "source"), ("facts", "expect")
    for name in (*texts, *maps):
        if not isinstance(plain.get(name), str if name in texts else Mapping):
            raise Refused("agreements.part_unreadable", field="part", why=f"{name}: is missing")
    for name in set(plain["expect"]) - set(ANSWERS):
        raise Refused("agreements.part_unreadable", field="part", why=f"expect → {name}: is not an answer")
    try:
        parse_facts(plain["facts"])
    except FactError as error:
        raise Refused("agreements.part_unreadable", field="part", why=f"facts → {error}") from error
    return Case(**{name: plain[name] for name in (*texts, *maps)})


def _plain_case(case: Case) -> dict[str, Any]:
    return {"id": case.id, "title": case.title, "facts": dict(case.facts), "expect": dict(case.expect), "source": case.source}


def plain_case(cases: tuple[Case, ...], case_id: str) -> dict[str, Any]:
    """One worked case as plain data. Raises NotFound."""
    return _plain_case(_there(next((case for case in cases if case.id == case_id), None), "case", case_id))


def plain_cases(cases: tuple[Case, ...]) -> list[dict[str, Any]]:
    """The cases as they are stored with a draft."""
    return [_plain_case(case) for case in cases]


def _there(found: Any, kind: str, part_id: str) -> Any:
    if found is None:
        raise NotFound("agreements.no_such_part", kind=kind, part=part_id)
    return found


def _stood_before(orders: Mapping[str, tuple[str, ...]], table: str, row: str, before: str) -> dict[str, tuple[str, ...]]:
    name = f"rows of {table}"
    others = [one for one in orders[name] if one != row]
    if before and before not in others:
        raise NotFound("agreements.no_such_part", kind="row", part=before)
    at = others.index(before) if before else len(others)
    return {**orders, name: (*others[:at], row, *others[at:])}


def agreed_anew(compiled: CompiledAgreement, case: Case) -> Case:
    """The case with the answers that a version gives in place of those agreed before. Raises FactError for facts it cannot read."""
    decision = decide(compiled, parse_facts(case.facts)).to_dict()
    given = {**decision, OPEN: decision["open_because"] is not None}
    return replace(case, expect={name: _anew(agreed, given[name]) for name, agreed in case.expect.items()})


def _anew(agreed: object, given: object) -> object:
    """Of a group of answers only those that the case speaks about."""
    if isinstance(agreed, Mapping) and isinstance(given, Mapping):
        return {name: given[name] for name in agreed if name in given}
    return given
