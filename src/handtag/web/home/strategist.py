"""A strategist's start page: the drafts that are being written or wait for approval, and the agreement they change."""

from datetime import date
from typing import Any

from handtag.apps.agreements.queries import published_versions_of
from handtag.apps.agreements.queries_drafts import drafts_for_list
from handtag.apps.organisations.queries import county_agreement
from handtag.domain.access import Viewer


def show(viewer: Viewer, on: date) -> dict[str, Any]:
    drafts = drafts_for_list(viewer)
    return {
        "waiting": [draft for draft in drafts if draft.state == "submitted"],
        "writing": [draft for draft in drafts if draft.state == "editing"],
        "versions": published_versions_of(county_agreement(viewer))[:5],
    }
