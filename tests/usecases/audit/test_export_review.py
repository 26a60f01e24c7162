"""A review that leaves the system as a file has left a trace first."""

import pytest
from tests.support import log
from tests.support.world import World

from handtag.apps.audit.models import AuditEntry
from handtag.domain.values.errors import NotFound
from handtag.usecases.audit.export_review import ExportReview, export_review


def test_an_export_is_logged_and_another_care_providers_review_is_not_exported(world: World) -> None:
    key, _ = log.reviewed(world)
    world.run(export_review, ExportReview(key, "xlsx"), "lova")
    entry = AuditEntry.objects.get(action="audit.review_exported")
    assert (entry.target, entry.details) == (f"review:{key}", {"format": "xlsx"})
    with pytest.raises(NotFound):
        world.run(export_review, ExportReview(key, "csv"), "rut")
