"""A submitted draft is sent back with a reason."""

import pytest
from tests.support import drafts
from tests.support.world import World

from handtag.apps.agreements.models import DraftChange
from handtag.domain.values.errors import Refused
from handtag.usecases.agreements.reject_draft import RejectDraft, reject_draft


def test_a_draft_that_is_sent_back_can_be_written_on_and_keeps_the_reason(world: World) -> None:
    key = drafts.submitted(world)
    world.run(reject_draft, RejectDraft(key, " Fel år "), "sten")
    assert drafts.row(key).state == "editing"
    assert DraftChange.objects.get(draft__key=key, action="rejected").comment == "Fel år"


def test_without_a_reason_nothing_is_sent_back(world: World) -> None:
    key = drafts.submitted(world)
    with pytest.raises(Refused) as refusal:
        world.run(reject_draft, RejectDraft(key, "  "), "sten")
    assert (refusal.value.code, refusal.value.field) == ("agreements.reason_missing", "reason")
    assert drafts.row(key).state == "submitted"


def test_only_what_was_submitted_is_sent_back(world: World) -> None:
    with pytest.raises(Refused, match=r"agreements\.illegal_step"):
        world.run(reject_draft, RejectDraft(drafts.changed(world), "Fel år"), "sten")
