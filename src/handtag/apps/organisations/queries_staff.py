"""Who works where in which role, for those who look after the system. No rules, no persons with devices."""

from datetime import date

from django.db.models import Q, QuerySet

from handtag.apps.organisations.models import Assignment
from handtag.domain.access import Viewer


def assignments_on(viewer: Viewer, on: date) -> QuerySet[Assignment]:
    """The roles held on a day in the viewer's county, by principal, unit and name."""
    inside = Q(valid_to=None) | Q(valid_to__gte=on)
    approved = Assignment.objects.exclude(approved_by="")
    rows = approved.filter(inside, valid_from__lte=on, unit__principal__county_id=viewer.county_id, user__is_active=True)
    return rows.select_related("user", "unit__principal").order_by("unit__principal__name", "unit__name", "user__name", "pk")
