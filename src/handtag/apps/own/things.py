"""What one person has, waits for and has asked for, and who has read about her, whoever wrote it: read for herself and those who act for
her, after it has been asked whether they may. Where a protected person is cared for stands in none of it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import F, OuterRef, Subquery

from handtag.apps.audit.models import AccessEntry
from handtag.apps.orders.models import Order, OrderLine
from handtag.apps.organisations.models import Principal, Unit
from handtag.apps.own.models import OwnRequest, Representation
from handtag.apps.stock.models import Device, Move
from handtag.domain.ordering import OPEN_STATES
from handtag.domain.values.extracts import Subject

LONGEST_LOG = 400  # lines told at once


@dataclass(frozen=True)
class OwnRequestRow:
    """What she asked, and what was answered; `outcome` is empty while she waits."""

    key: str
    kind: str
    device_number: str
    article: str
    words: str
    made_at: datetime
    outcome: str = ""
    on: date | None = None
    answer: str = ""


@dataclass(frozen=True)
class OwnDevice:
    """A device that she has. `unit` lent it, `centre` owns it; `fetched_on` when it is to be fetched. `waits`: what she has asked about it
    and nobody has answered."""

    number: str
    article: str
    iso_code: str
    since: date
    unit: str
    centre: str
    fetched_on: date | None = None
    waits: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnLine:
    article: str
    quantity: int


@dataclass(frozen=True)
class OwnOrder:
    """Something on its way to her (`comes`) or to be fetched. `first_on` is the day promised first, when it has been moved."""

    number: str
    comes: bool
    state: str
    lines: tuple[OwnLine, ...]
    on: date
    first_on: date | None
    to: str


@dataclass(frozen=True)
class OwnActing:
    """Somebody who may act for her now or later."""

    key: str
    name: str
    born_on: date
    ground: str
    valid_from: date
    valid_to: date


@dataclass(frozen=True)
class Read:
    """One day's readings of one kind in one role at one unit, counted."""

    on: date
    provider: str
    unit: str
    role: str
    action: str
    ground: str
    count: int = 1


def devices(subject: Subject, *, protected: bool) -> list[OwnDevice]:
    lent = Move.objects.filter(device=OuterRef("pk"), to_state="with_person").order_by("-pk")
    fetched = OrderLine.objects.filter(device=OuterRef("pk"), order__kind="collection_order", state__in=OPEN_STATES)
    rows = Device.objects.filter(person_id__in=subject.ids, state="with_person").annotate(
        lent_by=Subquery(lent.values("unit__name")[:1]), since=Subquery(lent.values("moved_on")[:1]),
        fetched_on=Subquery(fetched.values("promised_on")[:1]),
    )  # fmt: skip
    waits: dict[int, list[str]] = {}
    for device_id, kind in OwnRequest.objects.filter(person_id__in=subject.ids, answer=None).values_list("device_id", "kind"):
        waits.setdefault(device_id, []).append(kind)
    return [
        OwnDevice(
            one.number, one.article.name, one.article.iso_code, one.since or one.last_moved_on,
            "" if protected else one.lent_by or "", one.centre.name, one.fetched_on, tuple(sorted(waits.get(one.pk, ()))),
        )
        for one in rows.select_related("article", "centre").order_by("-last_moved_on", "-pk")
    ]  # fmt: skip


def orders(subject: Subject, *, protected: bool) -> list[OwnOrder]:
    rows = Order.objects.filter(person_id__in=subject.ids, state__in=OPEN_STATES).select_related("delivery_point")
    return sorted((_order(one, protected=protected) for one in rows.prefetch_related("lines__article")), key=lambda one: one.on)


def _order(one: Order, *, protected: bool) -> OwnOrder:
    waiting = [line for line in one.lines.all() if line.state in OPEN_STATES]
    last = max(waiting, key=lambda line: line.promised_on)
    firsts = [line.first_promised_on for line in waiting if line.first_promised_on]
    return OwnOrder(
        one.number, one.kind != "collection_order", one.state, tuple(OwnLine(line.article.name, line.quantity) for line in waiting),
        last.promised_on, max(firsts, default=None), "" if protected else one.delivery_point.name,
    )  # fmt: skip


def requests(subject: Subject) -> list[OwnRequestRow]:
    """The latest first."""
    rows = OwnRequest.objects.filter(person_id__in=subject.ids).select_related("device__article", "answer").order_by("-pk")
    return [_request(row) for row in rows]


def _request(row: OwnRequest) -> OwnRequestRow:
    told = getattr(row, "answer", None)
    return OwnRequestRow(
        str(row.key), row.kind, row.device.number, row.device.article.name, row.words, row.made_at,
        *((told.outcome, told.on, told.words) if told else ()),
    )  # fmt: skip


def acting(subject: Subject, on: date) -> list[OwnActing]:
    rows = Representation.objects.filter(person_id__in=subject.ids, end=None, valid_to__gte=on).order_by("pk")
    return [OwnActing(str(row.key), row.name, row.born_on, row.ground, row.valid_from, row.valid_to) for row in rows]


def readings(subject: Subject, since: datetime, day: Callable[[datetime], date], *, protected: bool) -> list[Read]:
    """Who has read about her, the latest day first (Patientdatalagen 8 kap. 5 §); the searches that found her are among them."""
    rows = AccessEntry.objects.filter(person_key__in=subject.keys, recorded_at__gte=since).order_by(F("recorded_at").desc(), "-pk")
    columns = ("recorded_at", "principal_id", "unit_id", "role", "action", "ground")
    found = list(rows.values_list(*columns)[: LONGEST_LOG * 10])
    providers = dict(Principal.objects.filter(pk__in={row[1] for row in found}).values_list("pk", "name"))
    units = {} if protected else dict(Unit.objects.filter(pk__in={row[2] for row in found}).values_list("pk", "name"))
    told = (Read(day(at), providers.get(of, ""), units.get(unit, ""), role, action, ground) for at, of, unit, role, action, ground in found)
    return list(_counted(told))[:LONGEST_LOG]


def _counted(rows: Iterable[Read]) -> Iterator[Read]:
    """Equal readings of a day as one, in the order of the first."""
    counts: dict[Read, int] = {}
    for row in rows:
        counts[row] = counts.get(row, 0) + 1
    yield from (replace(row, count=count) for row, count in counts.items())
