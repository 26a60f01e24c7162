"""What a plan says is old enough at one care provider, and what of it is held back. Reads, changes nothing."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min
from django.db.models.functions import TruncMonth

from handtag.apps.analysis.models import KeptList, ShiftRun
from handtag.apps.audit.models import AccessEntry, CommandReceipt, LogExtract, ReviewedEntry, Seal
from handtag.apps.organisations.models import DeviceCentre
from handtag.apps.outbox.models import Effect
from handtag.apps.people.models import Person
from handtag.apps.retention.entries import Day, Pair, bindings, last_entries
from handtag.apps.retention.models import Culled, LegalHold
from handtag.domain.retention import Action, Held, Item, Plan

MONTHLY: dict[str, tuple[Any, str]] = {"command_receipts": (CommandReceipt, "recorded_at"), "messages": (Effect, "finished_at")}


@dataclass(frozen=True)
class Asked:
    """Whose records, under which plan, as of which day; `day` tells the civil day of a moment."""

    principal_id: int
    plan: Plan
    as_of: date
    day: Day

    def is_due(self, kind: str, on: date) -> bool:
        return self.plan.rules[kind].is_due(on, self.as_of)

    def item(self, kind: str, row_id: int, on: date, held: Held | None = None, size: int = 1) -> Item:
        """To be delivered first, if the plan says so."""
        return Item(kind, row_id, on, size, Held.TO_DELIVER if self.plan.rules[kind].action is Action.DELIVER else held)


def items(asked: Asked) -> list[Item]:
    """Everything that is old enough, in the order in which it is removed."""
    found: list[Item] = []
    for each in (_about_persons, _log_extracts, _access_log, _runs_and_lists, _monthly):
        found += (item for item in each(asked) if not asked.plan.rules[item.kind].keep.is_endless)
    return found


def _about_persons(asked: Asked) -> Iterator[Item]:
    last, bound, done = last_entries(asked.day), bindings(asked.as_of), _done()
    records: dict[int, Item] = {}
    for (person_id, principal_id), on in sorted(last.items(), key=lambda one: one[0][0]):
        if principal_id == asked.principal_id and not _is_done((person_id, principal_id), on, done) and asked.is_due("patient_records", on):
            records[person_id] = asked.item("patient_records", person_id, on, bound.get(person_id))
    yield from records.values()
    yield from _identities(asked, last, bound, records, done)


def _identities(
    asked: Asked, last: Mapping[Pair, date], bound: Mapping[int, Held], records: Mapping[int, Item], done: Mapping[Pair, date]
) -> Iterator[Item]:
    """A person is forgotten when the last record about her is: by the care provider that removes the last one."""
    gone = set(Culled.objects.filter(kind="identities").values_list("row_id", flat=True))
    pairs: dict[int, list[tuple[int | None, date]]] = {}
    for (person_id, principal_id), on in last.items():
        pairs.setdefault(person_id, []).append((principal_id, on))
    for person_id, several in sorted(pairs.items()):
        on = max(day for _, day in several)
        if person_id in gone or not asked.is_due("identities", on) or all(of != asked.principal_id for of, _ in several):
            continue
        left = [of for of, day in several if of is not None and not _is_done((person_id, of), day, done)]
        record = records.get(person_id)
        only_ours = all(of == asked.principal_id for of in left) and (not left or (record is not None and record.held is None))
        yield asked.item("identities", person_id, on, bound.get(person_id) or (None if only_ours else Held.OTHER_RECORDS))


def _done() -> dict[Pair, date]:
    """(person, care provider) → through which day the record has been removed already."""
    rows = Culled.objects.filter(kind="patient_records").order_by().values_list("row_id", "proposal__principal_id").annotate(Max("on"))
    return {(person_id, principal_id): on for person_id, principal_id, on in rows}


def _is_done(pair: Pair, on: date, done: Mapping[Pair, date]) -> bool:
    return pair in done and done[pair] >= on


def _held_keys() -> set[UUID]:
    return set(Person.objects.filter(pk__in=LegalHold.objects.filter(lift=None).values("person_id")).values_list("key", flat=True))


def _log_extracts(asked: Asked) -> Iterator[Item]:
    held = _held_keys()
    rows = LogExtract.objects.filter(principal_id=asked.principal_id).order_by("pk").values_list("pk", "made_at", "person_key")
    for pk, at, person_key in rows:
        if asked.is_due("log_extracts", asked.day(at)):
            yield asked.item("log_extracts", pk, asked.day(at), Held.LEGAL_HOLD if person_key in held else None)


def _access_log(asked: Asked) -> Iterator[Item]:
    """Whole seals from the beginning: the first that is too young, or held back, ends what can be cut."""
    seals = Seal.objects.filter(principal_id=asked.principal_id, log="access", cut=None).order_by("number")
    keys, held = _held_keys(), None
    for pk, at, first, last, count in seals.values_list("pk", "sealed_at", "first_id", "last_id", "count"):
        if not asked.is_due("access_log", asked.day(at)):
            return
        held = held or _held_in(asked.principal_id, first, last, keys)
        yield asked.item("access_log", pk, asked.day(at), held, count)


def _held_in(principal_id: int, first: int, last: int, keys: Iterable[UUID]) -> Held | None:
    entries = AccessEntry.objects.filter(principal_id=principal_id, pk__gte=first, pk__lte=last)
    if entries.filter(person_key__in=keys).exists():
        return Held.LEGAL_HOLD
    open_rows = ReviewedEntry.objects.filter(review__signature=None, entry__in=entries)
    return Held.OPEN_REVIEW if open_rows.exists() else None


def _runs_and_lists(asked: Asked) -> Iterator[Item]:
    kept_lists = set()
    runs = ShiftRun.objects.filter(principal_id=asked.principal_id)
    for pk, at, list_id in runs.order_by("pk").values_list("pk", "run_at", "device_list_id"):
        if asked.is_due("saved_runs", asked.day(at)):
            yield asked.item("saved_runs", pk, asked.day(at))
        if not (asked.plan.rules["saved_runs"].removes and asked.is_due("saved_runs", asked.day(at))):
            kept_lists.add(list_id)
    kept_lists |= set(ShiftRun.objects.exclude(principal_id=asked.principal_id).values_list("device_list_id", flat=True))
    for pk, at in KeptList.objects.filter(principal_id=asked.principal_id).order_by("pk").values_list("pk", "kept_at"):
        if asked.is_due("imported_lists", asked.day(at)):
            yield asked.item("imported_lists", pk, asked.day(at), Held.RUNS_KEPT if pk in kept_lists else None)


def _monthly(asked: Asked) -> Iterator[Item]:
    """What belongs to the installation goes month by month, with whoever runs the device centre; counted from the day after the month."""
    if not DeviceCentre.objects.filter(run_by_id=asked.principal_id).exists():
        return
    for kind, (model, column) in MONTHLY.items():
        months = model.objects.exclude(**{column: None}).annotate(month=TruncMonth(column, tzinfo=UTC)).order_by("month")
        for month, count, _ in months.values_list("month").annotate(Count("pk"), Min("pk")):
            on = date(month.year + month.month // 12, month.month % 12 + 1, 1)
            if asked.is_due(kind, on):
                yield asked.item(kind, month.year * 100 + month.month, on, None, count)
