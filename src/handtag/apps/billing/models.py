"""The ledger of who owes what: months, charges, invoices and credits. A closed month changes only by credit in an open one."""

from django.db import models
from django.db.models import Q

from handtag.apps.agreements.models import AgreementVersion
from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.orders.models import OrderLine
from handtag.apps.organisations.models import CostCentre, DeviceCentre, Principal
from handtag.apps.prescriptions.models import PrescriptionDecision
from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Device, Move
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import OreField
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Scope, Viewer

CHARGE_KINDS = [(k, k) for k in ("rent", "sale", "credit")]


def _payers_and_issuer(viewer: Viewer) -> Q:
    """A payer sees what it pays, a cost centre its own part; who runs the centre sees everything the centre charges."""
    if viewer.scope is Scope.COST_CENTRE:
        return Q(payer_id=viewer.principal_id, cost_centre_id=viewer.cost_centre_id)
    if viewer.scope is not Scope.PRINCIPAL:
        return NOTHING
    return Q(centre_id=viewer.centre_id) if viewer.runs_centre else Q(payer_id=viewer.principal_id)


class Month(models.Model):
    """A month of a centre's ledger; `closed_at` null while it is open. A trigger refuses changes once closed."""

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="months")
    first_day = models.DateField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "first_day"], name="one_row_per_month")]


class Charge(AppendOnlyModel, ScopedModel):
    """One charged thing with everything it rests on: move, price version, agreement version, rule, and the decision about whom it is
    for; equipment of a unit is for nobody and has none.

    `quantity` is days for rent and pieces for sale. `amount_ore` is rounded once, half up. A credit points to what it credits
    and carries the opposite sign. A trigger refuses a charge in a closed month.
    """

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="charges")
    month = models.ForeignKey(Month, on_delete=models.PROTECT, related_name="charges")
    kind = models.CharField(max_length=20, choices=CHARGE_KINDS)
    payer = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="charges")
    cost_centre = models.ForeignKey(CostCentre, on_delete=models.PROTECT, related_name="charges")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="charges")
    device = models.ForeignKey(Device, null=True, on_delete=models.PROTECT, related_name="charges")
    rental = models.ForeignKey(Rental, null=True, on_delete=models.PROTECT, related_name="charges")
    order_line = models.ForeignKey(OrderLine, on_delete=models.PROTECT, related_name="charges")
    move = models.ForeignKey(Move, null=True, on_delete=models.PROTECT, related_name="charges")
    price_version = models.ForeignKey(PriceVersion, on_delete=models.PROTECT, related_name="charges")
    decision = models.ForeignKey(PrescriptionDecision, null=True, on_delete=models.PROTECT, related_name="charges")
    agreement_version = models.ForeignKey(AgreementVersion, on_delete=models.PROTECT, related_name="charges")
    rule = models.CharField(max_length=80)
    credits = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="credited_by")
    reason = models.CharField(max_length=200, blank=True)
    first_day = models.DateField()
    last_day = models.DateField()
    quantity = models.PositiveIntegerField()
    amount_ore = OreField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind="credit", credits__isnull=False, amount_ore__lte=0)
                                   | (~Q(kind="credit") & Q(credits=None, amount_ore__gte=0)), name="a_credit_points_back"),
            models.CheckConstraint(condition=Q(last_day__gte=models.F("first_day")), name="charge_days_in_order"),
            models.UniqueConstraint(fields=["rental", "first_day"], condition=Q(kind="rent"), name="no_rent_day_twice"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["month", "payer", "cost_centre"])]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return _payers_and_issuer(viewer)


class Invoice(AppendOnlyModel, ScopedModel):
    """One per payer, cost centre and month (credits ride on the month they are made in). Numbers have no gaps."""

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="invoices")
    number = models.CharField(max_length=20)
    month = models.ForeignKey(Month, on_delete=models.PROTECT, related_name="invoices")
    payer = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="invoices")
    cost_centre = models.ForeignKey(CostCentre, on_delete=models.PROTECT, related_name="invoices")
    issued_on = models.DateField()
    total_ore = OreField()
    issued_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="one_invoice_per_number"),
            models.UniqueConstraint(fields=["month", "payer", "cost_centre"], name="one_invoice_per_payer_cost_centre_and_month"),
        ]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return _payers_and_issuer(viewer)


class InvoiceLine(AppendOnlyModel):
    """A charge on an invoice; a charge is invoiced once."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    charge = models.OneToOneField(Charge, on_delete=models.PROTECT, related_name="invoice_line")
