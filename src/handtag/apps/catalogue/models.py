"""What can be ordered: articles with their ISO code, assortment status, equivalents, what fits what, and dated prices."""

from django.db import models
from django.db.models import Q

from handtag.apps.organisations.models import DeviceCentre
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import OreField

ARTICLE_KINDS = [(k, k) for k in ("device", "component", "consumable", "spare_part", "service")]
ASSORTMENT = [(s, s) for s in ("stocked", "order_item", "phased_out")]
PRICE_KINDS = [(k, k) for k in ("rent_per_month", "sale")]


class Supplier(models.Model):
    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    """Article numbers are text.

    `equivalence_group` names the replacement group: members may stand in for each other (never across six ISO digits).
    """

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="articles")
    number = models.CharField(max_length=30)
    name = models.CharField(max_length=160)
    description = models.TextField(blank=True)
    iso_code = models.CharField(max_length=8)
    kind = models.CharField(max_length=20, choices=ARTICLE_KINDS)
    assortment = models.CharField(max_length=20, choices=ASSORTMENT)
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="articles")
    equivalence_group = models.CharField(max_length=40, blank=True)
    lead_time_days = models.PositiveSmallIntegerField()
    search_text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="one_article_per_number"),
            models.CheckConstraint(condition=Q(kind__in=[k for k, _ in ARTICLE_KINDS]), name="article_kind_is_known"),
            models.CheckConstraint(condition=Q(assortment__in=[s for s, _ in ASSORTMENT]), name="assortment_is_known"),
        ]
        indexes = [models.Index(fields=["centre", "iso_code"]), models.Index(fields=["equivalence_group"])]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Fit(models.Model):
    """`part` fits `main`: only fitting accessories are offered."""

    part = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="fits")
    main = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="parts")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "main"], name="a_fit_is_said_once")]


class PriceVersion(AppendOnlyModel):
    """The price of an article from a day until the next version; per month for rent, per piece for sale; excluding VAT."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="prices")
    kind = models.CharField(max_length=20, choices=PRICE_KINDS)
    amount_ore = OreField()
    purchase_ore = OreField()
    valid_from = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "valid_from"], name="one_price_per_article_and_day"),
            models.CheckConstraint(condition=Q(amount_ore__gte=0) & Q(purchase_ore__gte=0), name="prices_are_not_negative"),
            models.CheckConstraint(condition=Q(kind__in=[k for k, _ in PRICE_KINDS]), name="price_kind_is_known"),
        ]
