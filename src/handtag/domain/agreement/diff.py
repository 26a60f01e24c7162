"""What differs between two versions of an agreement: its parts by kind and id, their order, and the answers that change.
Pure comparison of documents; what is right is `check`, what an answer rests on is `decide`."""

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from handtag.domain.agreement.cases import Case, try_case
from handtag.domain.agreement.compile import CompiledAgreement
from handtag.domain.agreement.decide import Decision, decide
from handtag.domain.agreement.facts import FactError, parse_facts
from handtag.domain.agreement.parts import KINDS, Key, Part, document_of, orders_of, parts_of
from handtag.domain.agreement.schema import Agreement, to_plain

# What a decision answers; two decisions are the same when these are.
ANSWERS = ("payer", "may_prescribe", "condition", "trust_allowed", "cost_approval", "follow_up", "in_scope", "notes", "missing")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a part; an entry of a mapping (a row's condition, an answer) is a field of its own, `when.age`. None is absent."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One part of the document that was added (`old` is None), removed (`new` is None) or changed. A row's part names its table."""

    kind: str
    id: str
    old: Part | None
    new: Part | None

    @property
    def what(self) -> str:
        """`added`, `removed` or `changed`."""
        return "added" if self.old is None else "removed" if self.new is None else "changed"

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The fields that differ, in the order of the part."""
        old, new = _flat(self.old or {}), _flat(self.new or {})
        names = dict.fromkeys((*new, *old))
        found = (FieldChange(name, old.get(name), new.get(name)) for name in names)
        return tuple(change for change in found if not _same(change.old, change.new))


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that makes the new document of the old one. `orders` gives the ids of a list whose order does not follow from
    leaving out what was removed and adding the new at the end; `moved` names the rows that stood elsewhere among those kept."""

    changes: tuple[Change, ...] = ()
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    moved: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changes or self.orders)

    def of(self, kind: str) -> tuple[Change, ...]:
        """The changes of one kind: row, parameter, product, clause, …"""
        return tuple(change for change in self.changes if change.kind == kind)


@dataclass(frozen=True, slots=True)
class ChangedDecision:
    """Facts that the two versions answer differently. A decision is None where a version cannot read the facts; `why` says so."""

    index: int
    facts: Mapping[str, object]
    old: Decision | None
    new: Decision | None
    why: str = ""

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The answers that differ."""
        found = (FieldChange(name, getattr(self.old, name, None), getattr(self.new, name, None)) for name in ANSWERS)
        return tuple(change for change in found if change.old != change.new)


def differences(old: Agreement, new: Agreement) -> Difference:
    """What was added, removed, changed and moved, by id. Empty for equal documents; `apply` gives the new one from the old."""
    before, after = parts_of(old), parts_of(new)
    keys = sorted(before.keys() | after.keys(), key=lambda key: (KINDS.index(key[0]), key not in after))
    changes = [Change(*key, before.get(key), after.get(key)) for key in _in_document_order(keys, after, before)]
    was, is_now = orders_of(before), orders_of(after)
    return Difference(
        changes=tuple(change for change in changes if not _same(change.old, change.new)),
        orders={name: ids for name, ids in is_now.items() if ids != _kept(was.get(name, ()), ids)},
        moved=tuple(_moved(was, is_now)),
    )


def apply(old: Agreement, difference: Difference) -> Agreement:
    """The document that the difference leads to from the one it was made from."""
    parts = parts_of(old)
    for change in difference.changes:
        was = parts[change.kind, change.id] if change.old is not None else {}
        if change.new is None or was.get("table") != change.new.get("table"):
            parts.pop((change.kind, change.id), None)  # a rule that comes from another table stands last here, as a new one does
        if change.new is not None:
            parts[change.kind, change.id] = change.new
    orders = {name: _kept(orders_of(parts_of(old)).get(name, ()), ids) for name, ids in orders_of(parts).items()}
    return document_of(parts, {**orders, **difference.orders})


def changed_decisions(
    old: CompiledAgreement, new: CompiledAgreement, facts_list: Iterable[Mapping[str, object]]
) -> tuple[ChangedDecision, ...]:
    """The questions that the two versions answer differently, in the order they were given; `index` counts from 0."""
    found = []
    for index, facts in enumerate(facts_list):
        before, unread = _answer(old, facts)
        after, unread_now = _answer(new, facts)
        changed = ChangedDecision(index, facts, before, after, "; ".join(filter(None, (unread, unread_now))))
        if changed.fields:
            found.append(changed)
    return tuple(found)


def broken_cases(new: CompiledAgreement, cases: Sequence[Case]) -> tuple[Case, ...]:
    """The worked cases whose agreed answer a version does not give."""
    return tuple(case for case in cases if try_case(new, case))


def _answer(compiled: CompiledAgreement, facts: Mapping[str, object]) -> tuple[Decision | None, str]:
    try:
        return decide(compiled, parse_facts(facts)), ""
    except FactError as error:
        return None, str(error)


def _kept(was: tuple[str, ...], ids: tuple[str, ...]) -> tuple[str, ...]:
    """The order that follows when what is gone is left out and what is new stands last, in its own order."""
    there, known = set(ids), set(was)
    return (*(one for one in was if one in there), *(one for one in ids if one not in known))


def _moved(was: Mapping[str, tuple[str, ...]], is_now: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for name, ids in is_now.items():
        if name.startswith("rows of "):
            before = [one for one in was.get(name, ()) if one in ids]
            after = [one for one in ids if one in before]
            blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
            stayed = {one for block in blocks for one in after[block.b : block.b + block.size]}
            yield from (one for one in after if one not in stayed)


def _in_document_order(keys: list[Key], after: Mapping[Key, Part], before: Mapping[Key, Part]) -> list[Key]:
    """Kind by kind; within a kind as the new document has them, then what was removed as the old one had it."""
    place = {key: number for number, key in enumerate((*after, *(key for key in before if key not in after)))}
    return sorted(keys, key=lambda key: (KINDS.index(key[0]), place[key]))


def _flat(part: Part) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in part.items():
        if isinstance(value, Mapping):
            found |= {f"{name}.{key}": entry for key, entry in value.items()}
        else:
            found[name] = value
    return found


def _same(one: Any, other: Any) -> bool:
    """Equal as they would be stored: true is not 1, and what is left out is the same as what is empty."""
    return _stored(one) == _stored(other)


def _stored(value: Any) -> Hashable:
    return None if value in (None, (), {}) else json.dumps(to_plain(value), sort_keys=True)
