"""What opens and closes a person's records beyond the care relation: ends of relations, consents, blocks, openings in an emergency.

Append-only: what ends is ended by a row of its own.
"""

from django.db import models
from django.db.models import F, Q, QuerySet

from handtag.apps.organisations.models import Principal, Unit
from handtag.apps.people.identity import joined, of_same_person
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import EncryptedTextField
from handtag.domain.access import Viewer


class Consent(AppendOnlyModel):
    """A person has let a care provider read other care providers' records, or blocked ones within its own, to a day (inclusive)."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="consents")
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=20)
    given_by = models.CharField(max_length=20)
    asked_by = models.CharField(max_length=80)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="consents")
    valid_from = models.DateField()
    valid_to = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="a_consent_ends_after_it_begins")]
        indexes = [models.Index(fields=["person", "principal"])]

    @classmethod
    def for_viewer(cls, viewer: Viewer) -> "QuerySet[Consent]":
        """Given to the viewer's care provider, not withdrawn, and running on the day."""
        return cls.objects.filter(
            principal_id=viewer.principal_id, valid_from__lte=viewer.on, valid_to__gte=viewer.on, withdrawal=None
        )  # fmt: skip


class ConsentWithdrawal(AppendOnlyModel):
    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="withdrawal")
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()


class Block(AppendOnlyModel):
    """A person's records are hidden: one unit's from other units, or without a unit the care provider's from other care providers."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="blocks")
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="blocks")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="blocks")
    asked_by = models.CharField(max_length=20)
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "principal"])]


class BlockLift(AppendOnlyModel):
    """The block is gone from now on, by someone at the care provider that set it."""

    block = models.OneToOneField(Block, on_delete=models.PROTECT, related_name="lift")
    reason = models.CharField(max_length=20)
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()


class EmergencyOpening(AppendOnlyModel):
    """One user opened a person's records without relation and consent, for some hours; `words` says why in the user's own words."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="emergency_openings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="emergency_openings")
    principal = models.ForeignKey(Principal, on_delete=models.PROTECT, related_name="emergency_openings")
    opened_by = models.CharField(max_length=80)
    reason = models.CharField(max_length=40)
    words = EncryptedTextField()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("opened_at")), name="an_emergency_ends")]
        indexes = [models.Index(fields=["opened_by", "person"]), models.Index(fields=["principal", "opened_at"])]

    @classmethod
    def for_viewer(cls, viewer: Viewer) -> "QuerySet[EmergencyOpening]":
        """The viewer's own, at this unit, that run at this moment; none when nobody says which moment it is."""
        if viewer.at is None:
            return cls.objects.none()
        return cls.objects.filter(
            opened_by=viewer.code, unit_id=viewer.unit_id, opened_at__lte=viewer.at, ends_at__gt=viewer.at
        )  # fmt: skip


def hidden_from(viewer: Viewer, *, person: str, unit: str, principal: str) -> Q:
    """Rows written about a person at a unit whose block stands before the viewer, given the names of those three columns: the rule of
    domain/secrecy.py for rows in bulk.
    """
    walls = Block.objects.filter(of_same_person(models.OuterRef(person)), lift=None)
    foreign = ~Q(principal_id=viewer.principal_id)
    of_provider = Q(foreign, unit=None, principal_id=models.OuterRef(principal))
    of_unit = Q(unit_id=models.OuterRef(unit)) & ~Q(unit_id=viewer.unit_id)
    emergency = joined(EmergencyOpening.for_viewer(viewer).values("person_id"), "person_id")
    consent = joined(Consent.for_viewer(viewer).filter(kind="blocked").values("person_id"), "person_id")
    inner = of_unit & ~(Q(principal_id=viewer.principal_id) & (emergency | consent))
    return Q(models.Exists(walls.filter(of_provider | inner)))
