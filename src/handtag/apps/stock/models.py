"""The device ledger: where things are, and every move that brought them there."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from handtag.apps.catalogue.models import Article
from handtag.apps.organisations.models import DeviceCentre, Principal, Unit
from handtag.apps.people.models import Person
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import OreField
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Scope, Viewer
from handtag.domain.places import LOCATION_KINDS
from handtag.domain.stock import BLOCK_REASONS, CONDITIONS, HOLD_PIECES, LONGEST_NUMBER, LONGEST_SERIAL_NUMBER, PIECE_MOVES, PLACES

DEVICE_STATES = [(state, state) for state in sorted(PLACES)]
PIECE_PLACES = sorted({place for move in PIECE_MOVES.values() for place in move.against})


class Location(models.Model):
    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="locations")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in LOCATION_KINDS])

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "code"], name="one_location_per_code")]

    def __str__(self) -> str:
        return self.name


class Lot(models.Model):
    """Units of an article made together (MDR annex VI, production identifiers): what a recall names. The code as the maker writes it."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="lots")
    code = models.CharField(max_length=LONGEST_SERIAL_NUMBER)
    expires_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "code"], name="one_lot_per_code_and_article"),
            models.CheckConstraint(condition=~Q(code=""), name="a_lot_has_a_code"),
        ]

    def __str__(self) -> str:
        return self.code


class Device(ScopedModel):
    """One individually marked unit, owned by `centre`. State and place are a projection of its moves, kept by the same store function that
    adds them. `parent` is the device it is mounted on; `blocked` says that a block is open; `udi` is the maker's code as it was read.
    """

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
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="devices")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="components")
    lot = models.ForeignKey(Lot, null=True, on_delete=models.PROTECT, related_name="devices")
    udi = models.CharField(max_length=120, blank=True)
    blocked = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=[s for s, _ in DEVICE_STATES]), name="device_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="with_person", person__isnull=False) | (~Q(state="with_person") & Q(person=None)),
                name="with_a_person_exactly_when_lent",
            ),
            models.CheckConstraint(
                condition=Q(state="with_unit", unit__isnull=False) | (~Q(state="with_unit") & Q(unit=None)),
                name="with_a_unit_exactly_when_its_equipment",
            ),
            models.CheckConstraint(
                condition=Q(state="mounted", parent__isnull=False) | (~Q(state="mounted") & Q(parent=None)),
                name="part_of_another_exactly_when_mounted",
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
                here = Location.objects.filter(centre_id=viewer.centre_id).values("pk")  # no join: a row that is locked has none
                return Q(centre_id=viewer.centre_id) | Q(location_id__in=here)
            case Scope.UNIT:
                return Q(pk__in=Move.objects.filter(unit_id=viewer.unit_id).values("device_id"))
            case Scope.CARE_PROVIDER:
                return Q(pk__in=Move.objects.filter(unit__principal_id=viewer.principal_id).values("device_id"))
            case Scope.PRINCIPAL:
                return Q(pk__in=Move.objects.filter(payer_id=viewer.principal_id).values("device_id"))
            case _:
                return NOTHING


class Move(AppendOnlyModel):
    """A device changed state or place on a civil day. `unit` and `payer` say for whom, so that they can follow it afterwards.

    `parent` is what it was mounted on or taken from; `from_centre` and `to_centre` who owned and owns it when the owner changed;
    `value_ore` its residual value when it was sold, changed owner, was lost or taken out of use.
    """

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
    parent = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="component_moves")
    from_centre = models.ForeignKey(DeviceCentre, null=True, on_delete=models.PROTECT, related_name="moves_from")
    to_centre = models.ForeignKey(DeviceCentre, null=True, on_delete=models.PROTECT, related_name="moves_to")
    value_ore = OreField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["device", "id"]),
            models.Index(fields=["unit", "device"]),
            models.Index(fields=["payer", "device"]),
        ]


class Holding(models.Model):
    """A device is or was in one place: `since` (inclusive) to `until` (exclusive), open while it is there.

    Written with the move that begins or ends it, never apart; rows of a device tile its time without gap or overlap.
    """

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="holdings")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="holdings")
    place = models.CharField(max_length=20)
    location = models.ForeignKey(Location, null=True, on_delete=models.PROTECT, related_name="holdings")
    bin = models.CharField(max_length=20, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="holdings")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="holdings")
    parent = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="component_holdings")
    since = models.DateField()
    until = models.DateField(null=True)
    began_by = models.ForeignKey(Move, on_delete=models.PROTECT, related_name="began")
    ended_by = models.ForeignKey(Move, null=True, on_delete=models.PROTECT, related_name="ended")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device"], condition=Q(until=None), name="one_place_at_a_time"),
            models.CheckConstraint(condition=Q(place__in=sorted(set(PLACES.values()))), name="holding_place_is_known"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=models.F("since")), name="a_holding_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(until=None, ended_by=None) | Q(until__isnull=False, ended_by__isnull=False), name="a_holding_ends_by_a_move"
            ),
            models.CheckConstraint(
                condition=(Q(place="person") & (Q(person__isnull=False) | Q(until__isnull=False)) | ~Q(place="person") & Q(person=None))
                & (Q(place="unit") & Q(unit__isnull=False) | ~Q(place="unit") & Q(unit=None))
                & (Q(place="device") & Q(parent__isnull=False) | ~Q(place="device") & Q(parent=None))
                & (Q(place__in=("store", "quarantine")) | Q(location=None)),
                name="a_holding_names_its_place",
            ),
        ]
        indexes = [
            models.Index(fields=["article", "place"], condition=Q(until=None), name="held_now_by_article"),
            models.Index(fields=["device", "id"]),
        ]


class DeviceBlock(AppendOnlyModel):
    """The device must not be handed out, until the block is lifted."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="blocks")
    reason = models.CharField(max_length=20)
    note = models.CharField(max_length=200, blank=True)
    blocked_by = models.CharField(max_length=80)
    blocked_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(reason__in=BLOCK_REASONS), name="block_reason_is_known")]


class DeviceBlockLift(AppendOnlyModel):
    """What the block stood for is over: why, and who said so."""

    block = models.OneToOneField(DeviceBlock, on_delete=models.PROTECT, related_name="lift")
    note = models.CharField(max_length=200)
    lifted_by = models.CharField(max_length=80)
    lifted_at = models.DateTimeField()


class ReturnRule(AppendOnlyModel):
    """When a returned device is worth repairing, whether it is washed before it is looked over, and how often it is inspected: for the
    articles whose ISO code begins so (empty: all others), from a day on.
    """

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="return_rules")
    iso_prefix = models.CharField(max_length=8, blank=True)
    life_months = models.PositiveSmallIntegerField()
    repair_percent = models.PositiveSmallIntegerField()
    oldest_months = models.PositiveSmallIntegerField(null=True)
    wash_first = models.BooleanField(default=False)
    inspect_months = models.PositiveSmallIntegerField(null=True)
    valid_from = models.DateField()
    set_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "iso_prefix", "valid_from"], name="one_return_rule_per_group_and_day"),
            models.CheckConstraint(condition=Q(life_months__gte=1), name="a_life_has_months"),
        ]


class ComponentCheck(AppendOnlyModel):
    """Whether what belongs to a returned device came back with it, and what was missing."""

    move = models.OneToOneField(Move, on_delete=models.PROTECT, related_name="component_check")
    complete = models.BooleanField()
    missing = models.CharField(max_length=200, blank=True)
    checked_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(complete=True, missing="") | (Q(complete=False) & ~Q(missing="")), name="what_is_missing_is_named"
            )
        ]


class Inspection(AppendOnlyModel):
    """What was found when a returned device was looked over, and what the rule of that day says is to be done with it."""

    move = models.OneToOneField(Move, on_delete=models.PROTECT, related_name="inspection")
    condition = models.CharField(max_length=20)
    repair_ore = OreField()
    residual_ore = OreField(null=True)
    action = models.CharField(max_length=30)
    reason = models.CharField(max_length=30)
    rule = models.ForeignKey(ReturnRule, null=True, on_delete=models.PROTECT, related_name="inspections")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(condition__in=CONDITIONS), name="condition_is_known"),
            models.CheckConstraint(condition=Q(repair_ore__gte=0), name="a_repair_costs_nothing_or_more"),
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
    """Pieces of a counted article came (+) to a location or left it (−), from or to another kind of place.

    `against` names that kind, and `person`, `unit` or `device` who or what it was; empty where it was not known. `lot` where there is one.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="counted_moves")
    location = models.ForeignKey(Location, on_delete=models.PROTECT, related_name="counted_moves")
    quantity = models.IntegerField()
    kind = models.CharField(max_length=20)
    order_number = models.CharField(max_length=20, blank=True)
    moved_on = models.DateField()
    recorded_at = models.DateTimeField()
    moved_by = models.CharField(max_length=80)
    lot = models.ForeignKey(Lot, null=True, on_delete=models.PROTECT, related_name="counted_moves")
    against = models.CharField(max_length=20, blank=True)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="counted_moves")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="counted_moves")
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="counted_moves")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(against__in=["", *PIECE_PLACES]), name="pieces_go_to_a_known_place"),
            models.CheckConstraint(
                condition=(Q(against="person") & Q(person__isnull=False) | ~Q(against="person") & Q(person=None))
                & (Q(against="unit") & Q(unit__isnull=False) | ~Q(against="unit") & Q(unit=None))
                & (Q(against="device") & Q(device__isnull=False) | ~Q(against="device") & Q(device=None)),
                name="pieces_say_who_has_them",
            ),
        ]
        indexes = [models.Index(fields=["lot"], condition=Q(lot__isnull=False), name="moves_of_a_lot")]


class PiecesHeld(models.Model):
    """How many pieces of an article (and lot) are in a place now; never below zero, and always the sum of the rows in CountedMove."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="pieces_held")
    lot = models.ForeignKey(Lot, null=True, on_delete=models.PROTECT, related_name="pieces_held")
    place = models.CharField(max_length=20)
    location = models.ForeignKey(Location, null=True, on_delete=models.PROTECT, related_name="pieces_held")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="pieces_held")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="pieces_held")
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="pieces_held")
    quantity = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "article", Coalesce("lot", 0), "place", Coalesce("location", 0), Coalesce("person", 0), Coalesce("unit", 0),
                Coalesce("device", 0), name="pieces_of_a_place_are_one_row",
            ),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="no_place_holds_less_than_nothing"),
            models.CheckConstraint(condition=Q(place__in=sorted(HOLD_PIECES)), name="place_of_pieces_is_known"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["lot"], condition=Q(lot__isnull=False), name="pieces_of_a_lot")]
