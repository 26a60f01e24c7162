"""The special approval group: its members, its meetings and what is on their agendas."""

from django.db import models
from django.db.models import F, Q

from handtag.apps.access.models import User
from handtag.apps.organisations.models import County
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Permission, Viewer


class GroupMember(ScopedModel):
    """Someone sits in the county's group from a day to a day (inclusive; null: until ended), as chair, member or substitute."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="group_members")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="group_memberships")
    seat = models.CharField(max_length=12, choices=[(seat, seat) for seat in ("chair", "member", "substitute")])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    appointed_by = models.CharField(max_length=80)
    appointed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "user"], name="one_seat_in_the_group_each"),
            models.CheckConstraint(condition=Q(seat__in=["chair", "member", "substitute"]), name="group_seat_is_known"),
            models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="group_days_in_order"),
        ]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(county_id=viewer.county_id) if viewer.may(Permission.LEAD_APPROVAL_GROUP) else NOTHING


class Meeting(ScopedModel):
    """A meeting of the group; `present` are the users who took part, by number, written with its first decision."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="group_meetings")
    held_on = models.DateField()
    place = models.CharField(max_length=120)
    present = models.JSONField(default=list)
    called_by = models.CharField(max_length=80)
    called_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "held_on"], name="one_meeting_of_the_group_a_day")]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        return Q(county_id=viewer.county_id) if viewer.may(Permission.LEAD_APPROVAL_GROUP) else NOTHING


class AgendaItem(models.Model):
    """A request that a meeting tries."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    approval = models.ForeignKey("approvals.Approval", on_delete=models.PROTECT, related_name="agenda_items")
    put_by = models.CharField(max_length=80)
    put_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "approval"], name="a_request_is_once_on_an_agenda")]
