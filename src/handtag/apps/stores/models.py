"""Stores as stores: whose they are, what they keep, what is on its way between them, and what was found when they were counted."""

from django.db import models
from django.db.models import F, Q

from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.organisations.models import CostCentre, DeliveryPoint, Principal, Unit
from handtag.apps.stock.models import Device, Location
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import OreField
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Scope, Viewer
from handtag.domain.stocktaking import CAUSES, KINDS, OPEN, OUTCOMES, STEPS
from handtag.domain.stores import CENTRE, TRANSFER_KINDS, TRANSFER_STEPS, UNIT


class Store(models.Model):
    """What is said of a location beyond its kind. `unit` is whose buffer it is, or who looks after a store without staff."""

    location = models.OneToOneField(Location, primary_key=True, on_delete=models.PROTECT, related_name="store")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="stores")
    delivery_point = models.ForeignKey(DeliveryPoint, null=True, on_delete=models.PROTECT, related_name="stores")
    refilled_from = models.ForeignKey(Location, null=True, on_delete=models.PROTECT, related_name="refills")
    shortages_paid_by = models.CharField(max_length=10, blank=True, choices=[(one, one) for one in (CENTRE, UNIT)])

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(refilled_from=None) | ~Q(refilled_from=F("location")), name="no_store_fills_itself"),
            models.CheckConstraint(condition=~Q(shortages_paid_by=UNIT) | Q(unit__isnull=False), name="only_a_unit_of_its_own_pays"),
        ]


class Level(models.Model):
    """What a store keeps of an article: below `minimum` it is filled up to `target`. `bin` is where counted pieces lie there."""

    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="levels")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="levels")
    minimum = models.PositiveIntegerField()
    target = models.PositiveIntegerField()
    bin = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store", "article"], name="one_level_per_store_and_article"),
            models.CheckConstraint(condition=Q(minimum__gte=1, target__gte=F("minimum")), name="filled_up_to_the_minimum_at_least"),
        ]


class Transfer(ScopedModel):
    """Goods from one store to another, of the same centre or (kind `home`) to the centre that owns them."""

    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in TRANSFER_KINDS])
    from_location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="transfers_out")
    to_location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="transfers_in")
    state = models.CharField(max_length=20, choices=[(state, state) for state in TRANSFER_STEPS], default="placed")
    placed_at = models.DateTimeField()
    placed_by = models.CharField(max_length=80)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.CharField(max_length=80, blank=True)
    received_at = models.DateTimeField(null=True)
    received_by = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(from_location=F("to_location")), name="a_transfer_leads_elsewhere"),
            models.UniqueConstraint(
                fields=["to_location", "from_location"], condition=Q(kind="refill", state="placed"), name="one_open_refill_per_store"
            ),
        ]
        indexes = [models.Index(fields=["to_location", "state"]), models.Index(fields=["from_location", "state"])]

    @property
    def number(self) -> str:
        """As it stands on labels and lists."""
        return f"F{self.pk}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Both the centre that sends and the one that gets it."""
        if viewer.scope is not Scope.CENTRE:
            return NOTHING
        return Q(from_location__centre_id=viewer.centre_id) | Q(to_location__centre_id=viewer.centre_id)


class TransferLine(models.Model):
    """An article of a transfer: how many are wanted, how many left, how many came."""

    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="lines")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="transfer_lines")
    wanted = models.PositiveIntegerField()
    sent = models.PositiveIntegerField(default=0)
    received = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transfer", "article"], name="one_line_per_transfer_and_article"),
            models.CheckConstraint(condition=Q(wanted__gte=1), name="something_is_wanted"),
            models.CheckConstraint(condition=Q(received__lte=F("sent")), name="no_more_comes_than_was_sent"),
        ]


class Carried(models.Model):
    """A marked device on a transfer: `arrived` None while it is on its way; false when it did not come."""

    line = models.ForeignKey(TransferLine, on_delete=models.PROTECT, related_name="carried")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="carried")
    arrived = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device"], condition=Q(arrived=None), name="one_transfer_at_a_time_per_device"),
        ]


class Stocktake(ScopedModel):
    """The counting of a store, or of the bins whose names begin with `area`. Nobody approves what they have started or counted."""

    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="stocktakes")
    area = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in KINDS])
    state = models.CharField(max_length=20, choices=[(state, state) for state in STEPS], default="counting")
    round = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=80)
    compared_at = models.DateTimeField(null=True)
    compared_by = models.CharField(max_length=80, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["location", "area"], condition=Q(state__in=OPEN), name="one_open_stocktake_per_area"),
            models.CheckConstraint(
                condition=~Q(state="approved") | (~Q(ended_by="") & ~Q(ended_by=F("started_by"))), name="a_stocktake_is_approved_by_another"
            ),
        ]

    @property
    def number(self) -> str:
        return f"I{self.pk}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(location__centre_id=viewer.centre_id) if viewer.scope is Scope.CENTRE else NOTHING


class Count(AppendOnlyModel):
    """One scan or one number of pieces. `expected` is what the books said in that moment; whoever counts is not told."""

    stocktake = models.ForeignKey(Stocktake, on_delete=models.PROTECT, related_name="counts")
    round = models.PositiveSmallIntegerField()
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="counts")
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="counts")
    bin = models.CharField(max_length=20, blank=True)
    quantity = models.PositiveIntegerField()
    expected = models.PositiveIntegerField()
    counted_by = models.CharField(max_length=80)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["stocktake", "round", "device"], condition=Q(device__isnull=False), name="a_device_is_counted_once_a_round"
            ),
            models.CheckConstraint(condition=Q(device=None) | Q(quantity=1), name="a_counted_device_is_one"),
        ]


class Difference(models.Model):
    """What differed when a stocktake was compared, made anew at every comparison; `outcome` says what approval did about it."""

    stocktake = models.ForeignKey(Stocktake, on_delete=models.PROTECT, related_name="differences")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="stocktake_differences")
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="stocktake_differences")
    cause = models.CharField(max_length=20, choices=[(cause, cause) for cause in CAUSES])
    expected = models.PositiveIntegerField()
    counted = models.PositiveIntegerField()
    to_bin = models.CharField(max_length=20, blank=True)
    last_move = models.PositiveBigIntegerField(default=0)
    value_ore = OreField()
    outcome = models.CharField(max_length=20, blank=True, choices=[(outcome, outcome) for outcome in OUTCOMES])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["stocktake", "article"], condition=Q(device=None), name="one_difference_per_article"),
            models.UniqueConstraint(fields=["stocktake", "device"], name="one_difference_per_device"),
        ]


class Shortage(AppendOnlyModel):
    """What a unit is to pay for goods that were missing in its store: the basis of a charge, with the price it rests on."""

    difference = models.OneToOneField(Difference, on_delete=models.PROTECT, related_name="shortage")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="shortages")
    payer = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="shortages")
    cost_centre = models.ForeignKey(CostCentre, on_delete=models.PROTECT, related_name="shortages")
    price_version = models.ForeignKey(PriceVersion, null=True, on_delete=models.PROTECT, related_name="shortages")
    quantity = models.PositiveIntegerField()
    amount_ore = OreField()
    on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(quantity__gte=1, amount_ore__gte=0), name="a_shortage_is_of_something")]
