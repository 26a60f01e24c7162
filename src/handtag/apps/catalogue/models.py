"""What can be ordered: series and articles with their ISO code, assortment, equivalents, what fits what, and dated prices."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from handtag.apps.organisations.models import DeviceCentre, Principal
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import OreField
from handtag.domain.catalogue import ASSORTMENT as ASSORTMENT_STATES
from handtag.domain.catalogue import ATTRIBUTE_TYPES, FILE_KINDS, KINDS, REQUEST_STATES, STEPS

ARTICLE_KINDS = [(k, k) for k in KINDS]
ASSORTMENT = [(s, s) for s in ASSORTMENT_STATES]
PRICE_KINDS = [(k, k) for k in ("rent_per_month", "sale")]
OF_ONE = Q(article__isnull=False, series__isnull=True) | Q(article__isnull=True, series__isnull=False)


class Supplier(models.Model):
    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class CatalogueVersion(models.Model):
    """Grows whenever anything that the catalogue shows of a centre's articles has changed; what is kept of the catalogue in memory
    is right as long as the number is the same.
    """

    centre = models.OneToOneField(DeviceCentre, on_delete=models.PROTECT, primary_key=True, related_name="catalogue_version")
    number = models.PositiveBigIntegerField(default=0)


class Series(models.Model):
    """A maker's product line: articles that differ in size, side or colour and share parts, pictures and instructions."""

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="series")
    name = models.CharField(max_length=120)
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="series")
    description = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "supplier", "name"], name="one_series_per_name_and_supplier")]

    def __str__(self) -> str:
        return self.name


class Article(models.Model):
    """Article numbers are text.

    `assortment` is the county's decision in force today, kept by the use cases that decide and by the timer that begins each day;
    what a principal has decided for itself is read with `queries.assortments`. What may stand in for the article is asked of
    `queries.equivalents_of` and `queries.stand_in_ids`. `gtin` has fourteen digits, leading zeros too, or is empty.
    """

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="articles")
    number = models.CharField(max_length=30)
    name = models.CharField(max_length=160)
    description = models.TextField(blank=True)
    iso_code = models.CharField(max_length=8)
    kind = models.CharField(max_length=20, choices=ARTICLE_KINDS)
    assortment = models.CharField(max_length=20, choices=ASSORTMENT)
    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="articles")
    supplier_number = models.CharField(max_length=60, blank=True)
    gtin = models.CharField(max_length=14, blank=True)
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="articles")
    product_word = models.CharField(max_length=60, null=True, blank=True)
    """What prescribers call it, when the agreement tells apart what the ISO code does not (an active wheelchair). Null, not empty: SQLite
    adds such a column in place, under the guards that stand on the table."""
    lead_time_days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "number"], name="one_article_per_number"),
            models.UniqueConstraint(fields=["centre", "gtin"], condition=~Q(gtin=""), name="one_article_per_gtin"),
            models.CheckConstraint(condition=Q(gtin="") | Q(Exact(Length("gtin"), 14)), name="gtin_has_fourteen_digits"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="article_kind_is_known"),
            models.CheckConstraint(condition=Q(assortment__in=ASSORTMENT_STATES), name="assortment_is_known"),
        ]
        indexes = [models.Index(fields=["centre", "iso_code"]), models.Index(fields=["centre", "supplier_number"])]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def equivalence_groups(self) -> frozenset[int]:
        """The replacement groups the article belongs to; two articles are equivalent when they share one.

        Reads `equivalences`: prefetch it for many.
        """
        return frozenset(one.group_id for one in self.equivalences.all())


class EquivalenceGroup(models.Model):
    """Articles of which each may stand in for each: a clique within six ISO digits. Two groups with an article in common stay two.

    Binding: the oldest equivalent is delivered, and only a reason opts out; otherwise it is offered.
    """

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="equivalence_groups")
    name = models.CharField(max_length=60)
    division = models.CharField(max_length=6)
    is_binding = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "name"], name="one_equivalence_group_per_name"),
            models.CheckConstraint(condition=Q(Exact(Length("division"), 6)), name="a_group_is_within_a_division"),
        ]

    def __str__(self) -> str:
        return self.name


class Equivalence(models.Model):
    """An article's place in a replacement group; the database refuses one outside the group's division or centre."""

    group = models.ForeignKey(EquivalenceGroup, on_delete=models.PROTECT, related_name="members")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="equivalences")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "article"], name="an_article_is_once_in_a_group")]


class Fit(models.Model):
    """`part` fits `main`, or every article of `main_series`: only fitting accessories are offered.

    `standard_quantity` come with it unless something else is said; `maximum_quantity` is the most it takes, null without a limit.
    """

    part = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="fits")
    main = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, related_name="parts")
    main_series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="parts")
    standard_quantity = models.PositiveSmallIntegerField(default=0)
    maximum_quantity = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["part", "main"], name="a_fit_is_said_once"),
            models.UniqueConstraint(fields=["part", "main_series"], name="a_fit_to_a_series_is_said_once"),
            models.CheckConstraint(
                condition=Q(main__isnull=True, main_series__isnull=False) | Q(main__isnull=False, main_series__isnull=True),
                name="a_part_fits_an_article_or_a_series",
            ),
            models.CheckConstraint(condition=~Q(part=F("main")), name="nothing_fits_itself"),
            models.CheckConstraint(
                condition=Q(maximum_quantity__isnull=True) | Q(maximum_quantity__gte=F("standard_quantity"), maximum_quantity__gt=0),
                name="the_most_is_at_least_the_standard",
            ),
        ]


class AssortmentDecision(AppendOnlyModel):
    """An article's place in the assortment from a day until the next decision, for the whole county or (`principal`) for one principal."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="assortment_decisions")
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, null=True, related_name="+")
    assortment = models.CharField(max_length=20, choices=ASSORTMENT)
    valid_from = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    decided_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "valid_from"], condition=Q(principal=None), name="one_assortment_decision_of_the_county_per_day"
            ),
            models.UniqueConstraint(
                fields=["article", "principal", "valid_from"], condition=~Q(principal=None), name="one_assortment_decision_per_day"
            ),
            models.CheckConstraint(condition=Q(assortment__in=ASSORTMENT_STATES), name="decided_assortment_is_known"),
        ]
        indexes = [models.Index(fields=["valid_from"])]


class Attribute(models.Model):
    """What is told of every article of an ISO group (two to eight digits): seat width in cm, side, colour.

    `choices` are the allowed values of the type `choice`; `is_comparable` puts it in the comparison of articles.
    """

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="attributes")
    iso_group = models.CharField(max_length=8)
    name = models.CharField(max_length=60)
    type = models.CharField(max_length=10, choices=[(t, t) for t in ATTRIBUTE_TYPES])
    unit = models.CharField(max_length=10, blank=True)
    choices = models.JSONField(default=list)
    is_comparable = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["centre", "iso_group", "name"], name="one_attribute_per_name_and_group"),
            models.CheckConstraint(condition=Q(type__in=ATTRIBUTE_TYPES), name="attribute_type_is_known"),
        ]

    def __str__(self) -> str:
        return self.name


class AttributeValue(models.Model):
    """An article's value of an attribute, as `domain.catalogue.canonical_value` writes it."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="values")
    attribute = models.ForeignKey(Attribute, on_delete=models.PROTECT, related_name="values")
    value = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "attribute"], name="one_value_per_attribute")]


class Instruction(models.Model):
    """What whoever does one step with the article must know, shown at that step; an article's own replaces its series'."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, related_name="instructions")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="instructions")
    step = models.CharField(max_length=20, choices=[(s, s) for s in STEPS])
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "step"], name="one_instruction_per_article_and_step"),
            models.UniqueConstraint(fields=["series", "step"], name="one_instruction_per_series_and_step"),
            models.CheckConstraint(condition=OF_ONE, name="an_instruction_is_of_an_article_or_a_series"),
            models.CheckConstraint(condition=Q(step__in=STEPS), name="instruction_step_is_known"),
        ]


class FileContent(models.Model):
    """The bytes of a picture or document, once per content. In the database, so that one transaction stores them with their audit
    entry, one backup holds them, and no path on a disk is ever made of a file name.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    content = models.BinaryField()


class ArticleFile(models.Model):
    """A picture or document of an article or of a whole series; `removed_at` hides it, its content stays."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, related_name="files")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="files")
    kind = models.CharField(max_length=20, choices=[(k, k) for k in FILE_KINDS])
    title = models.CharField(max_length=120)
    content = models.ForeignKey(FileContent, on_delete=models.PROTECT, related_name="files")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=OF_ONE, name="a_file_is_of_an_article_or_a_series"),
            models.CheckConstraint(condition=Q(kind__in=FILE_KINDS), name="file_kind_is_known"),
        ]


class ArticleRequest(models.Model):
    """A proposed article on its way into the catalogue: proposed → validated → approved → published, or declined with the reason.

    Who approves has neither proposed nor validated it.
    """

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="article_requests")
    state = models.CharField(max_length=20, choices=[(s, s) for s in REQUEST_STATES])
    name = models.CharField(max_length=160)
    iso_code = models.CharField(max_length=8)
    supplier_name = models.CharField(max_length=120)
    supplier_number = models.CharField(max_length=60, blank=True)
    why = models.TextField()
    number = models.CharField(max_length=30, blank=True)
    kind = models.CharField(max_length=20, choices=ARTICLE_KINDS, blank=True)
    gtin = models.CharField(max_length=14, blank=True)
    lead_time_days = models.PositiveSmallIntegerField(null=True)
    assortment = models.CharField(max_length=20, choices=ASSORTMENT, blank=True)
    proposed_by = models.CharField(max_length=80)
    proposed_at = models.DateTimeField()
    validated_by = models.CharField(max_length=80, blank=True)
    validated_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=80, blank=True)
    approved_at = models.DateTimeField(null=True)
    declined_reason = models.CharField(max_length=200, blank=True)
    article = models.OneToOneField(Article, on_delete=models.PROTECT, null=True, related_name="request")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=REQUEST_STATES), name="article_request_state_is_known"),
            models.CheckConstraint(
                condition=Q(approved_by="") | (~Q(approved_by=F("proposed_by")) & ~Q(approved_by=F("validated_by"))),
                name="an_article_is_approved_by_another_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "published"]) | ~Q(approved_by=""), name="nothing_is_published_unapproved"
            ),
        ]


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
