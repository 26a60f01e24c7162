"""Who is who in a county: principals, centres, units, cost centres, delivery points, and who works where in which role."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Concat

from handtag.apps.access.models import User
from handtag.domain.access import Role
from handtag.domain.places import PRINCIPAL_KINDS, UNIT_KINDS


class County(models.Model):
    code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=80)
    agreement_id = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.name


class Principal(models.Model):
    """A region, a municipality, or a private care provider on contract: the border for access to patient data."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="principals")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in PRINCIPAL_KINDS])
    name = models.CharField(max_length=120)
    organisation_number = models.CharField(max_length=11, unique=True)
    municipality_code = models.CharField(max_length=4, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PRINCIPAL_KINDS), name="principal_kind_is_known"),
            models.UniqueConstraint(
                fields=["municipality_code"], condition=~Q(municipality_code=""), name="one_principal_per_municipality"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Population(models.Model):
    """Inhabitants at year end (Statistics Sweden): the key of the base subscription."""

    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="populations")
    year = models.PositiveSmallIntegerField()
    inhabitants = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["principal", "year"], name="one_population_per_year")]


class DeviceCentre(models.Model):
    """The organisation that supplies, keeps and services the devices of a county; run by one principal."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="centres")
    run_by = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="centres")
    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return self.name


class CostCentre(models.Model):
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="cost_centres")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["principal", "code"], name="one_cost_centre_code_per_principal")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Unit(models.Model):
    """A workplace with an HSA-id. `centre` is the device centre that serves it (or that it is)."""

    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="units")
    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="units")
    cost_centre = models.ForeignKey(CostCentre, on_delete=models.PROTECT, related_name="units")
    kind = models.CharField(max_length=30, choices=[(kind, kind) for kind in UNIT_KINDS])
    name = models.CharField(max_length=120)
    hsa_id = models.CharField(max_length=40, unique=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=UNIT_KINDS), name="unit_kind_is_known")]

    def __str__(self) -> str:
        return self.name


class DeliveryPoint(models.Model):
    """A fixed place goods are brought to. `weekdays` are ISO weekday digits with a delivery, e.g. `24` = Tuesday and Thursday."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="delivery_points")
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    weekdays = models.CharField(max_length=5)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "name"], name="one_delivery_point_name_per_unit")]

    def __str__(self) -> str:
        return self.name


BY_TWO = ~Q(created_by="") & ~Q(approved_by=F("created_by"))
OF_ITS_USER = Concat(Value("user:"), Cast("user_id", models.CharField()))


class Assignment(models.Model):
    """A user holds a role at a unit from a day to a day (inclusive; open when null). One is chosen at a time.

    Proposed by one and approved by another, neither of them its user; `approved_by` empty: proposed only, and gives nothing.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=40, choices=[(role.value, role.value) for role in Role])
    profession = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    by_provider = models.BooleanField(default=False)
    """Given by what the identity provider says, and ended by it; never touched when an administrator gave it."""
    withdrawn_at = models.DateTimeField(null=True)
    """Taken away at once, also on the day it began."""
    created_by = models.CharField(max_length=80)
    created_at = models.DateTimeField(null=True)
    approved_by = models.CharField(max_length=80, blank=True)
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=BY_TWO, name="a_role_is_given_by_two"),
            models.CheckConstraint(
                condition=~Q(created_by=OF_ITS_USER) & ~Q(approved_by=OF_ITS_USER), name="nobody_gives_themselves_a_role"
            ),
            models.CheckConstraint(condition=Q(role__in=[r.value for r in Role]), name="assignment_role_is_known"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="assignment_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~Q(role__in=["prescriber", "student"], profession=""), name="a_prescriber_has_a_profession"),
        ]


class ApiToken(models.Model):
    """A machine's or person's key to the REST interface, bound to one assignment; only its digest is kept.

    `permissions`: the only ones of the role's that the key opens; none named: all of the role's. `approved_by` empty: it opens nothing yet.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=80)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    permissions = models.JSONField(default=list)
    last_used_at = models.DateTimeField(null=True)
    created_by = models.CharField(max_length=80)
    approved_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=BY_TWO, name="a_key_is_given_by_two")]


class NumberSeries(models.Model):
    """The next number of a kind at a centre; taken under lock so that a series has no gaps, also after a rollback."""

    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="number_series")
    kind = models.CharField(max_length=20)
    next_number = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["centre", "kind"], name="one_series_per_kind")]
