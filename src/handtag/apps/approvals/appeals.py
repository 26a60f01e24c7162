"""Appeals of refusals: the county's levels as data, and one row for each level that a case was taken to."""

from django.db import models
from django.db.models import F, Q

from handtag.apps.organisations.models import County
from handtag.db.scoping import NOTHING, ScopedModel
from handtag.domain.access import Permission, Viewer

DECIDED = ("upheld", "dismissed")


class AppealLevel(models.Model):
    """Who tries appeals at a level of the county's ladder: users in a role, within so many days, by a document; the lowest is 1."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="appeal_levels")
    level = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=40)
    days = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    set_by = models.CharField(max_length=80)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "level"], name="one_body_per_level_of_appeal"),
            models.CheckConstraint(condition=~Q(source="") & ~Q(name=""), name="a_level_of_appeal_has_a_name_and_a_source"),
        ]


class Appeal(ScopedModel):
    """A refusal taken to a level; `verdict` empty while it waits."""

    approval = models.ForeignKey("approvals.Approval", on_delete=models.PROTECT, related_name="appeals")
    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="appeals")
    level = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=40)
    due_on = models.DateField()
    appealed_by = models.CharField(max_length=80)
    appealed_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=[(one, one) for one in DECIDED], blank=True)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["approval", "level"], name="a_case_is_at_a_level_once"),
            models.CheckConstraint(condition=Q(decided_by="") | ~Q(decided_by=F("appealed_by")), name="nobody_tries_their_own_appeal"),
            models.CheckConstraint(
                condition=Q(verdict="", decided_by="") | (Q(verdict__in=DECIDED) & ~Q(decided_by="")), name="a_tried_appeal_says_by_whom"
            ),
        ]

    @classmethod
    def scope(cls, viewer: Viewer) -> Q:
        """Who tries appeals in that role; the unit that asked; the payer or the group that refused."""
        if viewer.may(Permission.DECIDE_APPEAL):
            return Q(county_id=viewer.county_id, role=viewer.role.value)
        if viewer.may(Permission.PRESCRIBE):
            return Q(approval__unit_id=viewer.unit_id)
        return NOTHING
