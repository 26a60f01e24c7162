"""What this app holds about one person, for the extract that she has a right to: devices while they were hers, never who had them else."""

from collections.abc import Iterator

from django.db.models import Q

from handtag.apps.people.secrecy import hidden_from
from handtag.apps.stock.models import Device, Move
from handtag.domain.access import Viewer
from handtag.domain.values.extracts import Code, Section, Subject, Where

MODELS = (Device, Move)


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
    yield Section("devices", ("device", "article", "kind", "on", "unit", "text"), tuple(rows))
