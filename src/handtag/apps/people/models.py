"""Persons with devices. The identity number lies apart, encrypted; the key in URLs says nothing about the person."""

from django.db import models
from django.db.models import Q, QuerySet

from handtag.apps.organisations.models import Principal, Unit
from handtag.apps.people.corrections import CorrectionDecision, CorrectionRequest  # noqa: F401  (models of this app)
from handtag.apps.people.extracts import RegisterExtract, RegisterHandOut  # noqa: F401  (models of this app)
from handtag.apps.people.identity import Merge, Split, joined  # noqa: F401  (models of this app)
from handtag.apps.people.secrecy import EmergencyOpening
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import EncryptedTextField
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Permission, Viewer

HOUSING = [(form, form) for form in ("ordinary", "special_housing_sol", "lss_housing", "psychiatric_housing_sol", "short_term_stay_lss")]


class Person(ScopedModel):
    """Visible to the roles that read about persons, at a unit with an open care relation, and to who opened in an
    emergency, with every record known to be the same person's; nobody else (Patientdatalagen 4 kap. 1–2 §§)."""

    key = models.UUIDField(unique=True)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    birth_date = models.DateField()
    municipality = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="persons")
    housing = models.CharField(max_length=30, choices=HOUSING)
    home_health_care_enrolled = models.BooleanField(null=True)
    protected_identity = models.BooleanField(default=False)
    address = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    registered_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(housing__in=[h for h, _ in HOUSING]), name="housing_is_known")]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        if not viewer.may(Permission.OPEN_PERSON):
            return NOTHING
        related = CareRelation.for_viewer(viewer).values("person_id")
        return joined(related) | joined(EmergencyOpening.for_viewer(viewer).values("person_id"))


class PersonIdentity(models.Model):
    """One identity number of a person: encrypted value, and a keyed digest that finds it again.

    Those given after she was registered say by whom (`given_by`), and what her birth date was before when the number told another one.
    One that was a mistake is withdrawn: then it is nobody's, and free for whom it belongs to.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identities")
    kind = models.CharField(max_length=30)
    value = EncryptedTextField()
    index = models.CharField(max_length=64)
    given_by = models.CharField(max_length=80, blank=True)
    given_at = models.DateTimeField(null=True)
    birth_date_before = models.DateField(null=True)
    withdrawn_by = models.CharField(max_length=80, blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["index"], condition=Q(withdrawn_at=None), name="a_number_is_one_persons"),
            models.CheckConstraint(condition=Q(withdrawn_at=None) | Q(given_at__isnull=False), name="the_first_number_is_not_withdrawn"),
        ]


class CareRelation(AppendOnlyModel):
    """A unit has a stated ground to read about a person, from a day to a day (inclusive)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="care_relations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="care_relations")
    ground = models.CharField(max_length=40)
    stated_by = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["unit", "person"])]

    @classmethod
    def for_viewer(cls, viewer: Viewer) -> "QuerySet[CareRelation]":
        """Those of the viewer's unit that are open on the day."""
        running = Q(valid_to=None) | Q(valid_to__gte=viewer.on)
        return cls.objects.filter(running, unit_id=viewer.unit_id, valid_from__lte=viewer.on, end=None)


class RelationEnd(AppendOnlyModel):
    """The unit has said that it no longer needs to read about the person: from then on it does not."""

    relation = models.OneToOneField(CareRelation, on_delete=models.PROTECT, related_name="end")
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()
