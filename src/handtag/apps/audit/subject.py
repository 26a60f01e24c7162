"""What the logs hold about one person, for the extract that she has a right to: what was done, and how often her data was read."""

from collections.abc import Iterator

from django.db.models import Count, Max, Min

from handtag.apps.audit.models import AccessEntry, AuditEntry, LogExtract
from handtag.domain.access import Viewer
from handtag.domain.values.extracts import Code, Section, Subject, UnitNumber

MODELS = (AccessEntry, AuditEntry, LogExtract)


def sections(viewer: Viewer, subject: Subject) -> Iterator[Section]:
    """The own care provider's rows. Each single reading stands in the extract of the log (Patientdatalagen 8 kap. 5 §)."""
    targets = [f"person:{key}" for key in subject.keys]
    acts = AuditEntry.objects.filter(principal_id=viewer.principal_id, target__in=targets).order_by("pk")
    done = tuple((at, UnitNumber(unit), Code(action)) for at, unit, action in acts.values_list("recorded_at", "unit_id", "action"))
    yield Section("acts", ("at", "unit", "kind"), done)
    read = AccessEntry.objects.filter(principal_id=viewer.principal_id, person_key__in=subject.keys)
    counted = read.values("unit_id", "action").annotate(count=Count("pk"), first=Min("recorded_at"), last=Max("recorded_at"))
    rows = (
        (UnitNumber(row["unit_id"]), Code(row["action"]), row["count"], row["first"], row["last"])
        for row in counted.order_by("unit_id", "action")
    )
    yield Section("readings", ("unit", "kind", "count", "from", "to"), tuple(rows))
    extracts = LogExtract.objects.filter(principal_id=viewer.principal_id, person_key__in=subject.keys).order_by("pk")
    yield Section(
        "log_extracts", ("case_number", "from", "to", "at"), tuple(extracts.values_list("case_number", "first_day", "last_day", "made_at"))
    )
