"""What this app holds about one person, for the extract that she has a right to: that her records are kept for a case, and no longer."""

from collections.abc import Iterator

from handtag.apps.retention.models import LegalHold, LegalHoldLift
from handtag.domain.access import Viewer
from handtag.domain.values.extracts import Code, Section, Subject

MODELS = (LegalHold, LegalHoldLift)


def sections(viewer: Viewer, subject: Subject) -> Iterator[Section]:
    """The own care provider's holds."""
    found = LegalHold.objects.filter(person_id__in=subject.ids, principal_id=viewer.principal_id).order_by("pk")
    columns = ("reason", "case_number", "set_at", "lift__lifted_at")
    rows = ((Code(reason), *rest) for reason, *rest in found.values_list(*columns))
    yield Section("holds", ("reason", "case_number", "from", "ended_at"), tuple(rows))
