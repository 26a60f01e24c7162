"""Packages that were taken over, the rows they gave, and reconciliations with the system they came from. No identity numbers: keys of
rows are digests."""

from django.db import models
from django.db.models import Q

from handtag.apps.orders.models import Order
from handtag.apps.organisations.models import DeviceCentre
from handtag.apps.stock.models import Device
from handtag.db.append_only import AppendOnlyModel
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Permission, Viewer


def _of_own_centre(viewer: Viewer) -> Q:
    return Q(centre_id=viewer.centre_id) if viewer.may(Permission.TAKE_OVER) else NOTHING


class Takeover(AppendOnlyModel, ScopedModel):
    """A package was taken over at a centre. `takeover_on` is the first day whose rent is charged here; `counts` says file → verdict →
    rows.
    """

    key = models.UUIDField(unique=True)
    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="takeovers")
    system = models.CharField(max_length=80)
    takeover_on = models.DateField()
    made_on = models.DateField()
    digest = models.CharField(max_length=64)
    counts = models.JSONField()
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=80)

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return _of_own_centre(viewer)


class TakenRow(AppendOnlyModel):
    """One row that was taken: `key` names the thing within its file and `digest` what was said of it, neither of them readable."""

    takeover = models.ForeignKey(Takeover, on_delete=models.PROTECT, related_name="rows")
    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="+")
    file = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "file", "key"], name="a_row_is_taken_once")]


class TakenDevice(AppendOnlyModel):
    """What the system before knew of a device and this one has no place for: since when it was lent, and who prescribed it."""

    device = models.OneToOneField(Device, on_delete=models.PROTECT, related_name="taken_over")
    takeover = models.ForeignKey(Takeover, on_delete=models.PROTECT, related_name="devices")
    lent_since = models.DateField(null=True)
    prescriber = models.CharField(max_length=80, blank=True)


class TakenOrder(AppendOnlyModel):
    """What an order that was taken over while it was open is called in the system before."""

    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="taken_over")
    takeover = models.ForeignKey(Takeover, on_delete=models.PROTECT, related_name="orders")
    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="+")
    old_number = models.CharField(max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "old_number"], name="one_order_per_old_number")]


class Reconciliation(AppendOnlyModel, ScopedModel):
    """The old system's files beside this one, on a day: every total, how many differences there are, and the first of them, which tell
    nothing about persons.
    """

    key = models.UUIDField(unique=True)
    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="reconciliations")
    system = models.CharField(max_length=80)
    made_on = models.DateField()
    digest = models.CharField(max_length=64)
    totals = models.JSONField()
    differences = models.JSONField()
    difference_count = models.PositiveIntegerField()
    unequal_count = models.PositiveIntegerField()
    compared_at = models.DateTimeField()
    compared_by = models.CharField(max_length=80)

    @property
    def is_zero(self) -> bool:
        return not self.difference_count and not self.unequal_count

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return _of_own_centre(viewer)
