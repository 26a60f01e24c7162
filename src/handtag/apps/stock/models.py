"""The device ledger: where things are, and every move that brought them there."""

from django.db import models
from django.db.models import Q

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import DeviceCentre, Principal, Unit
from handtag.apps.people.models import Person
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import OreField
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Scope, Viewer
from handtag.domain.places import LOCATION_KINDS
from handtag.domain.stock import LONGEST_NUMBER, LONGEST_SERIAL_NUMBER

DEVICE_STATES = [
    (s, s)
    for s in (
        "in_stock", "reserved", "picked", "in_transit", "with_person", "returned", "inspected", "decommissioned", "lost",
    )
]  # fmt: skip


class Location(models.Model):
    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="locations")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in LOCATION_KINDS])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "code"], name="one_location_per_code")]

    def __str__(self) -> str:
        return self.name


class Device(ScopedModel):
    """One individually marked unit. State and place are a projection of its moves, kept by the same store function that adds them."""

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="devices")
    number = models.CharField(max_length=LONGEST_NUMBER, unique=True)
    serial_number = models.CharField(max_length=LONGEST_SERIAL_NUMBER, blank=True)
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="devices")
    purchased_on = models.DateField()
    purchase_ore = OreField()
    state = models.CharField(max_length=20, choices=DEVICE_STATES)
    location = models.ForeignKey(Location, null=True, on_delete=models.PROTECT, related_name="devices")
    bin = models.CharField(max_length=20, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="devices")
    times_reconditioned = models.PositiveSmallIntegerField(default=0)
    available_since = models.DateField(null=True)
    last_moved_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s for s, _ in DEVICE_STATES]), name="device_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="with_person", person__isnull=False) | (~Q(state="with_person") & Q(person=None)),
                name="with_a_person_exactly_when_lent",
            ),
            models.UniqueConstraint(
                fields=["article", "serial_number"], condition=~Q(serial_number=""), name="one_device_per_serial_number"
            ),
        ]
        indexes = [models.Index(fields=["centre", "state"]), models.Index(fields=["article", "state"])]

    def __str__(self) -> str:
        return self.number

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        match viewer.scope:
            case Scope.CENTRE:
                return Q(centre_id=viewer.centre_id)
            case Scope.UNIT:
                return Q(pk__in=Move.objects.filter(unit_id=viewer.unit_id).values("device_id"))
            case Scope.CARE_PROVIDER:
                return Q(pk__in=Move.objects.filter(unit__principal_id=viewer.principal_id).values("device_id"))
            case Scope.PRINCIPAL:
                return Q(pk__in=Move.objects.filter(payer_id=viewer.principal_id).values("device_id"))
            case _:
                return NOTHING


class Move(AppendOnlyModel):
    """A device changed state or place on a civil day. `unit` and `payer` say for whom, so that they can follow it afterwards."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=20)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    to_location = models.ForeignKey(Location, null=True, on_delete=models.PROTECT, related_name="moves")
    to_bin = models.CharField(max_length=20, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="moves")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="moves")
    payer = models.ForeignKey(Principal, null=True, on_delete=models.PROTECT, related_name="moves")
    order_number = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=200, blank=True)
    moved_on = models.DateField()
    recorded_at = models.DateTimeField()
    moved_by = models.CharField(max_length=80)

    class Meta:
        indexes = [
            models.Index(fields=["device", "id"]),
            models.Index(fields=["unit", "device"]),
            models.Index(fields=["payer", "device"]),
        ]


class Balance(models.Model):
    """Pieces of a counted article at a location; never below zero, and always the sum of its rows in CountedMove."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="balances")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="balances")
    quantity = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "location"], name="one_balance_per_article_and_location"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="balance_is_not_negative"),
        ]


class CountedMove(AppendOnlyModel):
    """Pieces of a counted article came (+) or went (−)."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="counted_moves")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="counted_moves")
    quantity = models.IntegerField()
    kind = models.CharField(max_length=20)
    order_number = models.CharField(max_length=20, blank=True)
    moved_on = models.DateField()
    recorded_at = models.DateTimeField()
    moved_by = models.CharField(max_length=80)
