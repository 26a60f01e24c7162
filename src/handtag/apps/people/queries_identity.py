"""Joined records as pages show them. No writes, no rules."""

from uuid import UUID

from django.db.models import QuerySet

from handtag.apps.people.identity import Merge, leads_to
from handtag.apps.people.models import Person
from handtag.domain.access import Viewer
from handtag.domain.values.errors import NotFound


def merges_of(viewer: Viewer, key: UUID) -> QuerySet[Merge]:
    """What is joined with the person now, for who may read about her."""
    kept = Person.objects.visible_to(viewer).filter(leads_to(key))
    return Merge.open().filter(kept__in=kept).select_related("kept", "merged").order_by("pk")


def kept_of(viewer: Viewer, merge_key: UUID) -> UUID:
    """The key of the person whom an open merge is about. Raises NotFound, also when she is not the viewer's to read about."""
    found = Merge.open().filter(key=merge_key, kept__in=Person.objects.visible_to(viewer)).values_list("kept__key", flat=True).first()
    if found is None:
        raise NotFound("records.no_merge")
    return found
