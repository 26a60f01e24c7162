"""Device lists as they were kept, and runs: which list, which two versions, which settings, what came out. Neither is ever changed."""

from django.db import models
from django.db.models import Q

from handtag.apps.agreements.models import AgreementVersion
from handtag.apps.organisations.models import Principal
from handtag.db.append_only import AppendOnlyModel
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Permission, Viewer
from handtag.domain.cost_shift.rows import SOURCES


class KeptList(AppendOnlyModel, ScopedModel):
    """A device list: its table as compressed CSV, row for row as in the file, and the digest of that. Its principal's own."""

    key = models.UUIDField(unique=True)
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="device_lists")
    source = models.CharField(max_length=20, choices=[(source, source) for source in SOURCES])
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    table = models.BinaryField()
    rows = models.PositiveIntegerField()
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=80)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(source__in=SOURCES), name="list_source_is_known")]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(principal_id=viewer.principal_id) if viewer.may(Permission.ANALYSE_COSTS) else NOTHING


class ShiftRun(AppendOnlyModel, ScopedModel):
    """What would move if another agreement applied. The hashes say what it rests on: run again from the same, it gives the same.

    `columns` is field → column of the list, `heads` the headings they were chosen by. `is_shared` lets colleagues at the county's
    other principals read it."""

    key = models.UUIDField(unique=True)
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="shift_runs")
    title = models.CharField(max_length=200)
    device_list = models.ForeignKey(KeptList, on_delete=models.PROTECT, related_name="runs")
    from_version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="+")
    to_version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="+")
    from_hash = models.CharField(max_length=64)
    to_hash = models.CharField(max_length=64)
    inputs_hash = models.CharField(max_length=64)
    columns = models.JSONField()
    heads = models.JSONField()
    facts = models.JSONField()
    settings = models.JSONField()
    result = models.JSONField()
    is_shared = models.BooleanField(default=False)
    run_at = models.DateTimeField()
    run_by = models.CharField(max_length=80)

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        if not viewer.may(Permission.ANALYSE_COSTS):
            return NOTHING
        return Q(principal_id=viewer.principal_id) | Q(is_shared=True, principal__county_id=viewer.county_id)
