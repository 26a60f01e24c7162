"""Drafts at every step: begun by Siv at the region, to be approved by Sten at the municipality."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from tests.support import agreement
from tests.support.world import World

from handtag.apps.agreements.models import Draft
from handtag.domain.agreement.drafting import Content, move, put, remove
from handtag.domain.agreement.load import agreement_from_json
from handtag.usecases.agreements.put_in_draft import PutInDraft, put_in_draft
from handtag.usecases.agreements.start_draft import StartDraft, start_draft
from handtag.usecases.agreements.submit_draft import SubmitDraft, submit_draft

FIRST_DAY = date(2027, 1, 1)
CHILDREN_TO_19: dict[str, Any] = {
    "table": "payer",
    "id": "children",
    "when": {"age": {"to": 19}},
    "then": {"payer": "region"},
    "clause": "c-age",
}


def started(world: World) -> UUID:
    """A copy of the world's version, unchanged; revision 0."""
    key: UUID = world.run(start_draft, StartDraft(agreement.ID, "1", "2", FIRST_DAY), "siv")
    return key


def changed(world: World) -> UUID:
    """Children are those up to 19; revision 1."""
    key = started(world)
    world.run(put_in_draft, PutInDraft(key, 0, "row", CHILDREN_TO_19), "siv")
    return key


def submitted(world: World) -> UUID:
    """Waits for approval; revision 2."""
    key = changed(world)
    world.run(submit_draft, SubmitDraft(key, 1, "Efter beslut i samrådet"), "siv")
    return key


def row(key: UUID) -> Draft:
    found: Draft = Draft.objects.get(key=key)
    return found


def replayed(key: UUID) -> Content:
    """What the log makes of the version the draft began as, line by line."""
    draft = row(key)
    document = agreement_from_json(draft.based_on.document)
    content = Content(replace(document, version="2", valid_from=FIRST_DAY, valid_to=None))
    for change in draft.changes.order_by("revision"):
        if change.action == "put":
            content = put(content, change.kind, change.new, change.before).content
        elif change.action == "removed":
            content = remove(content, change.kind, change.part).content
        elif change.action == "moved":
            content = move(content, change.part, change.before).content
    return content
