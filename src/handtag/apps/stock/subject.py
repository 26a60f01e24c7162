"""What this app holds about one person, for the extract that she has a right to: devices while they were hers, never who had them else."""

from collections.abc import Iterator

from django.db.models import Q

from handtag.apps.people.secrecy import hidden_from
from handtag.apps.stock.models import (
    ComponentCheck,
    CountedMove,
    Device,
    DeviceBlock,
    DeviceBlockLift,
    Holding,
    Inspection,
    Move,
    PiecesHeld,
)
from handtag.domain.access import Viewer
from handtag.domain.values.extracts import Code, Section, Subject, Where

MODELS = (Device, Move, Holding, DeviceBlock, DeviceBlockLift, CountedMove, PiecesHeld, ComponentCheck, Inspection)


def sections(viewer: Viewer, subject: Subject) -> Iterator[Section]:
    """Moves to and from the person, for the viewer's care provider or at the centre it runs, without those that a block hides."""
    ours = Q(unit__principal_id=viewer.principal_id) | Q(device__centre__run_by_id=viewer.principal_id)
    found = Move.objects.filter(ours, person_id__in=subject.ids)
    found = found.exclude(hidden_from(viewer, person="person_id", unit="unit_id", principal="unit__principal_id"))
    columns = ("device__number", "device__article__name", "kind", "moved_on", "unit__name", "note")
    rows = (
        (device, article, Code(kind), on, Where(unit or ""), note)
        for device, article, kind, on, unit, note in found.order_by("moved_on", "pk").values_list(*columns)
    )
    counted = CountedMove.objects.filter(person_id__in=subject.ids, location__centre__run_by_id=viewer.principal_id)
    pieces = (
        ("", f"{-quantity} × {article}", Code(kind), on, Where(""), lot or "")
        for quantity, article, kind, on, lot in counted.order_by("moved_on", "pk").values_list(
            "quantity", "article__name", "kind", "moved_on", "lot__code"
        )
    )
    yield Section("devices", ("device", "article", "kind", "on", "unit", "text"), (*rows, *pieces))
