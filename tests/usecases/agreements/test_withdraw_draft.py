"""A submitted draft is taken back to be written on; one that is being written is put away."""

import pytest
from tests.support import drafts
from tests.support.world import World

from handtag.domain.values.errors import Conflict, Refused
from handtag.usecases.agreements.withdraw_draft import WithdrawDraft, withdraw_draft


def test_a_submitted_draft_can_be_written_on_again(world: World) -> None:
    key = drafts.submitted(world)
    assert world.run(withdraw_draft, WithdrawDraft(key, 2), "siv") == "editing"


def test_a_draft_that_is_being_written_is_put_away_and_stays_so(world: World) -> None:
    key = drafts.changed(world)
    assert world.run(withdraw_draft, WithdrawDraft(key, 1), "siv") == "withdrawn"
    with pytest.raises(Refused, match=r"agreements\.illegal_step"):
        world.run(withdraw_draft, WithdrawDraft(key, 2), "siv")
    assert drafts.row(key).changes.count() == 3


def test_what_someone_changed_meanwhile_is_not_put_away_unseen(world: World) -> None:
    with pytest.raises(Conflict):
        world.run(withdraw_draft, WithdrawDraft(drafts.changed(world), 0), "sten")
