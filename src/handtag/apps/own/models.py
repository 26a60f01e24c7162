"""Who acts for a person, what she has asked about her devices, and what was answered. Append-only: what was asked stays."""

from django.db import models
from django.db.models import F, Q

from handtag.apps.organisations.models import DeviceCentre, Unit
from handtag.apps.people.models import Person
from handtag.apps.stock.models import Device
from handtag.db.append_only import AppendOnlyModel
from handtag.db.fields import EncryptedTextField
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Permission, Scope, Viewer
from handtag.domain.own import GROUNDS, OUTCOMES, REQUESTS, WITHDRAWN

ANSWERS = sorted({WITHDRAWN, *(outcome for several in OUTCOMES.values() for outcome in several)})


class Representation(AppendOnlyModel):
    """Somebody may act for a person, on a ground, from a day to a day (inclusive). Found by the keyed digest of the identity number that
    she signs in with; name and birth date are there so that the person recognises who it is. `unit`: whose staff saw the ground.
    """

    key = models.UUIDField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="representations")
    index = models.CharField(max_length=64, db_index=True)
    name = EncryptedTextField()
    born_on = models.DateField()
    ground = models.CharField(max_length=20, choices=[(ground, ground) for ground in GROUNDS])
    shown = EncryptedTextField(blank=True)
    """What staff were shown: a decision's number, a power of attorney on paper."""
    valid_from = models.DateField()
    valid_to = models.DateField()
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="representations")
    recorded_by = models.CharField(max_length=80)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ground__in=GROUNDS), name="ground_to_act_is_known"),
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="acting_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(unit__isnull=False) | Q(ground="power_of_attorney"), name="staff_have_seen_a_ground_of_law"),
        ]


class RepresentationEnd(AppendOnlyModel):
    """It is over: withdrawn by the person, or staff have learnt that the ground is gone."""

    representation = models.OneToOneField(Representation, on_delete=models.PROTECT, related_name="end")
    ended_by = models.CharField(max_length=80)
    ended_at = models.DateTimeField()


class OwnRequest(AppendOnlyModel, ScopedModel):
    """A person says that a device is broken, or that it is no longer needed. `unit` lent it and `centre` owns it: both see it."""

    key = models.UUIDField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="own_requests")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="own_requests")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="own_requests")
    centre = models.ForeignKey(DeviceCentre, on_delete=models.PROTECT, related_name="own_requests")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in REQUESTS])
    is_unsafe = models.BooleanField(default=False)
    """Somebody has been hurt by it or could be."""
    words = EncryptedTextField(blank=True)
    phone = EncryptedTextField(blank=True)
    made_by = models.CharField(max_length=80)
    representation = models.ForeignKey(Representation, null=True, on_delete=models.PROTECT, related_name="requests")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=REQUESTS), name="own_request_kind_is_known")]
        indexes = [models.Index(fields=["centre", "made_at"]), models.Index(fields=["unit", "made_at"])]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Those who answer: at the unit that lent the device, and at the centre that owns it."""
        if not viewer.may(Permission.ANSWER_REQUEST):
            return NOTHING
        return Q(centre_id=viewer.centre_id) if viewer.scope is Scope.CENTRE else Q(unit_id=viewer.unit_id)


class RequestAnswer(AppendOnlyModel):
    """What the person is told: what happens now and, when it is on a day, which."""

    request = models.OneToOneField(OwnRequest, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=20, choices=[(one, one) for one in ANSWERS])
    on = models.DateField(null=True)
    order_number = models.CharField(max_length=20, blank=True)
    words = EncryptedTextField(blank=True)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="request_answers")
    answered_by = models.CharField(max_length=80)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(outcome__in=ANSWERS), name="request_outcome_is_known")]
