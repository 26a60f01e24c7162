"""Framework agreements with suppliers, their lots, lines and dated prices; price lists as files, as proposals and as decided.

A price is dated and never changed, only followed by another. What has been bought is not known here.
"""

from django.db import models
from django.db.models import F, Q

from handtag.apps.catalogue.models import Article, Supplier
from handtag.apps.organisations.models import DeviceCentre
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import OreField
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Permission, Viewer
from handtag.domain.procurement.offers import DECISIONS


def _of_own_centre(viewer: Viewer, path: str = "") -> Q:
    """A centre's agreements are for those who procure there."""
    return Q(**{f"{path}centre_id": viewer.centre_id}) if viewer.may(Permission.PROCURE) else NOTHING


class SupplierDetails(ScopedModel):
    """A supplier as a centre knows it: where orders go, and the number under which the supplier knows the centre."""

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="supplier_details")
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="details")
    organisation_number = models.CharField(max_length=20, blank=True)
    customer_number = models.CharField(max_length=40, blank=True)
    order_email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    endpoint = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "supplier"], name="details_of_a_supplier_once")]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return _of_own_centre(viewer)


class FrameworkAgreement(ScopedModel):
    """What a centre has agreed with one supplier. Days inclusive; an option that is taken up moves `valid_to`.

    `procurement` is the case number that the agreements of one procurement have in common; `ceiling_ore` the most that may be called off.
    """

    key = models.UUIDField(unique=True)
    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="framework_agreements")
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="framework_agreements")
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    procurement = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField()
    prices_fixed_until = models.DateField(null=True)
    highest_rise_percent = models.PositiveSmallIntegerField(null=True)
    warranty_months = models.PositiveSmallIntegerField(default=0)
    ceiling_ore = OreField(null=True)
    predecessor = models.OneToOneField("self", on_delete=models.PROTECT, related_name="successor", null=True)
    registered_at = models.DateTimeField()
    registered_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="one_framework_agreement_per_number"),
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="framework_agreement_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(ceiling_ore=None) | Q(ceiling_ore__gt=0), name="ceiling_is_an_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return _of_own_centre(viewer)


class Lot(models.Model):
    """A part of an agreement; `rank` is the supplier's place in it among the agreements of the same procurement, 1 first."""

    agreement = models.ForeignKey(FrameworkAgreement, on_delete=models.PROTECT, related_name="lots")
    number = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    rank = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_lot_per_number"),
            models.CheckConstraint(condition=Q(rank__gte=1), name="lot_rank_counts_from_one"),
        ]


class Option(models.Model):
    """The right to go on until a day (inclusive), to be taken up no later than another."""

    agreement = models.ForeignKey(FrameworkAgreement, on_delete=models.PROTECT, related_name="options")
    extends_to = models.DateField()
    use_by = models.DateField()
    used_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "extends_to"], name="one_option_per_day"),
            models.CheckConstraint(condition=Q(use_by__lte=F("extends_to")), name="option_is_used_before_it_ends"),
            models.CheckConstraint(condition=Q(used_on=None) | Q(used_on__lte=F("use_by")), name="option_is_used_in_time"),
        ]


class AgreementLine(models.Model):
    """One thing an agreement offers, under the supplier's own number; `article` is ours, when it is in the catalogue.

    `number_key` is the number without what a spreadsheet adds or hides: one line for all ways to write it.
    """

    agreement = models.ForeignKey(FrameworkAgreement, on_delete=models.PROTECT, related_name="lines")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="agreement_lines", null=True)
    number = models.CharField(max_length=60)
    number_key = models.CharField(max_length=60)
    name = models.CharField(max_length=200, blank=True)
    gtin = models.CharField(max_length=14, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "number_key"], name="one_line_per_supplier_number")]


class PriceFile(AppendOnlyModel, ScopedModel):
    """A price list as it came: its table as compressed CSV, row for row as in the file. The same content is kept once an agreement."""

    key = models.UUIDField(unique=True)
    agreement = models.ForeignKey(FrameworkAgreement, on_delete=models.PROTECT, related_name="price_files")
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    table = models.BinaryField()
    rows = models.PositiveIntegerField()
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "digest"], name="a_price_file_is_kept_once")]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return _of_own_centre(viewer, "agreement__")


class PriceProposal(AppendOnlyModel, ScopedModel):
    """What a price list would change from a day, every row with its verdict (compressed CSV). `contents_hash` says exactly what.

    `columns` is field → place of the column, `headings` field → what the column is called: the layout that the supplier's next list has.
    """

    key = models.UUIDField(unique=True)
    file = models.ForeignKey(PriceFile, on_delete=models.PROTECT, related_name="proposals")
    columns = models.JSONField()
    headings = models.JSONField()
    is_complete = models.BooleanField()
    effective_on = models.DateField()
    counts = models.JSONField()
    verdicts = models.BinaryField()
    contents_hash = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=80)

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return _of_own_centre(viewer, "file__agreement__")


class PriceDecision(AppendOnlyModel):
    """What became of a proposal: approved by a second person, rejected, or taken back by who made it."""

    proposal = models.OneToOneField(PriceProposal, on_delete=models.PROTECT, related_name="decision")
    decision = models.CharField(max_length=20, choices=[(one, one) for one in DECISIONS])
    reason = models.CharField(max_length=400, blank=True)
    proposed_by = models.CharField(max_length=80)
    decided_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(decision__in=DECISIONS), name="price_decision_is_known"),
            models.CheckConstraint(condition=~Q(decision="approved", decided_by=F("proposed_by")), name="two_persons_approve_prices"),
        ]


class AgreementPrice(AppendOnlyModel):
    """The terms of a line from a day until the next ones: öre a piece excluding VAT; None means no longer offered.

    Of two from the same day the one recorded last holds: a price can be corrected until its day comes.
    """

    line = models.ForeignKey(AgreementLine, on_delete=models.PROTECT, related_name="prices")
    valid_from = models.DateField()
    amount_ore = OreField(null=True)
    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="prices", null=True)
    rank = models.PositiveSmallIntegerField(default=1)
    minimum_quantity = models.PositiveIntegerField(default=1)
    lead_time_days = models.PositiveSmallIntegerField(null=True)
    warranty_months = models.PositiveSmallIntegerField(null=True)
    decision = models.ForeignKey(PriceDecision, on_delete=models.PROTECT, related_name="prices")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["line", "valid_from"])]
        constraints = [
            models.UniqueConstraint(fields=["line", "decision"], name="a_list_says_one_price_a_line"),
            models.CheckConstraint(condition=Q(amount_ore=None) | Q(amount_ore__gte=0), name="agreement_prices_are_not_negative"),
            models.CheckConstraint(condition=Q(rank__gte=1) & Q(minimum_quantity__gte=1), name="rank_and_quantity_count_from_one"),
        ]
