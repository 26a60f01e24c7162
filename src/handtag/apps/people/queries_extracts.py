"""Extracts of the register that were made, for the list; whose they are is told when one is opened. No writes, no rules."""

from django.db.models import QuerySet

from handtag.apps.people.extracts import RegisterExtract
from handtag.domain.access import Viewer


def extracts_for_list(viewer: Viewer) -> QuerySet[RegisterExtract]:
    """Those of the viewer's care provider, the latest first, with their hand-out."""
    found: QuerySet[RegisterExtract] = RegisterExtract.objects.visible_to(viewer)
    return found.select_related("hand_out").order_by("-made_at", "-pk")
