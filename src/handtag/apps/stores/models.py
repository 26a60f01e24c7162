"""Stores as stores: whose they are, what they keep, what is on its way between them, and what was found when they were counted."""

from django.db import models
from django.db.models import F, Q

from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.organisations.models import CostCentre, DeliveryPoint, DeviceCentre, Principal, Unit
from handtag.apps.stock.models import Device, Location, Move
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import OreField
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Scope, Viewer
from handtag.domain.stocktaking import CAUSES, KINDS, OPEN, OUTCOMES, STEPS
from handtag.domain.stores import CENTRE, DEALS, LOAN, PRICE_RULES, REQUEST_STEPS, TRANSFER_KINDS, TRANSFER_STEPS, UNIT


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
    """Goods from one store to another: of the same centre, to the centre that owns them (`home`), or to one that buys or borrows them."""

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


def _both(viewer: Viewer, one: str, other: str) -> Q:
    """The two centres that it is between; of their principals, who keeps the books of one of them."""
    if viewer.scope is Scope.CENTRE or (viewer.scope is Scope.PRINCIPAL and viewer.runs_centre):
        return Q(**{f"{one}_id": viewer.centre_id}) | Q(**{f"{other}_id": viewer.centre_id})
    return NOTHING


class CentreRequest(ScopedModel):
    """A centre asks another of the county to sell or lend it goods, for its store `to_location`; the other's own people answer.

    What is accepted goes on `transfer`, which from then on says how far it has come.
    """

    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in DEALS])
    asker = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="requests_made")
    asked = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="requests_got")
    to_location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="centre_requests")
    return_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=[(state, state) for state in REQUEST_STEPS], default="asked")
    note = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=200, blank=True)
    transfer = models.OneToOneField(Transfer, null=True, on_delete=models.PROTECT, related_name="request")
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(asker=F("asked")), name="another_centre_is_asked"),
            models.CheckConstraint(
                condition=Q(kind=LOAN, return_on__isnull=False) | (~Q(kind=LOAN) & Q(return_on=None)), name="a_loan_has_its_last_day"
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", transfer__isnull=False) | (~Q(state="accepted") & Q(transfer=None)),
                name="what_is_accepted_goes_on_a_transfer",
            ),
        ]
        indexes = [models.Index(fields=["asked", "state"]), models.Index(fields=["asker", "state"])]

    @property
    def number(self) -> str:
        return f"C{self.pk}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return _both(viewer, "asker", "asked")


class CentreRequestLine(models.Model):
    """`article` is what the asker calls it, `their_article` what the asked centre does; `price_ore` what they agreed on for each, if so."""

    request = models.ForeignKey(CentreRequest, on_delete=models.PROTECT, related_name="lines")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="wanted_by_centre")
    their_article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="wanted_of_centre")
    wanted = models.PositiveIntegerField()
    price_ore = OreField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "article"], name="one_line_per_request_and_article"),
            models.UniqueConstraint(fields=["request", "their_article"], name="one_line_per_request_and_their_article"),
            models.CheckConstraint(condition=Q(wanted__gte=1), name="something_is_asked_for"),
            models.CheckConstraint(condition=Q(price_ore=None) | Q(price_ore__gte=0), name="no_price_below_nothing"),
        ]


class CentreDeal(AppendOnlyModel, ScopedModel):
    """Goods of one centre became another's: what they were worth and what is paid for them, the basis of an invoice between the two."""

    seller = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="deals_sold")
    buyer = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="deals_bought")
    request = models.ForeignKey(CentreRequest, null=True, on_delete=models.PROTECT, related_name="deals")
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="deals")
    move = models.OneToOneField(Move, null=True, on_delete=models.PROTECT, related_name="deal")
    seller_article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="deals_sold")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="deals_bought")
    quantity = models.PositiveIntegerField()
    value_ore = OreField()
    amount_ore = OreField()
    rule = models.CharField(max_length=20)
    on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(seller=F("buyer")), name="no_centre_buys_of_itself"),
            models.CheckConstraint(condition=Q(quantity__gte=1, value_ore__gte=0, amount_ore__gte=0), name="a_deal_is_of_something"),
            models.CheckConstraint(condition=Q(rule__in=PRICE_RULES), name="price_rule_is_known"),
            models.CheckConstraint(
                condition=Q(device=None, move=None) | Q(device__isnull=False, move__isnull=False, quantity=1),
                name="a_sold_device_has_moved",
            ),
        ]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return _both(viewer, "seller", "buyer")


class CentreLoan(ScopedModel):
    """A device that a centre has lent another: from the day it came to the day it is to be back, and the day it was."""

    request = models.ForeignKey(CentreRequest, on_delete=models.PROTECT, related_name="loans")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="centre_loans")
    since = models.DateField()
    due_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device"], condition=Q(ended_on=None), name="lent_to_one_centre_at_a_time"),
            models.CheckConstraint(condition=Q(ended_on=None) | Q(ended_on__gte=F("since")), name="a_loan_ends_after_it_begins"),
        ]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return _both(viewer, "request__asker", "request__asked")
