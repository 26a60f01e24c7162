"""A part of a draft is taken away; the log keeps what it said."""

import pytest
from tests.support import drafts
from tests.support.world import World

from handtag.apps.agreements import store
from handtag.apps.agreements.models import DraftChange
from handtag.domain.values.errors import Conflict, NotFound, Refused
from handtag.usecases.agreements.put_in_draft import PutInDraft, put_in_draft
from handtag.usecases.agreements.remove_from_draft import RemoveFromDraft, remove_from_draft


def test_a_removed_rule_is_gone_and_the_log_keeps_what_it_said(world: World) -> None:
    key = drafts.started(world)
    world.run(remove_from_draft, RemoveFromDraft(key, 0, "row", "home-visit"), "siv")
    document = store.content_of(drafts.row(key)).document
    assert "home-visit" not in {row.id for table in document.tables for row in table.rows}
    change = DraftChange.objects.get(draft__key=key, revision=1)
    assert (change.old["then"], change.new) == ({"payer": "municipality"}, None)


def test_a_worked_case_is_removed(world: World) -> None:
    key = drafts.started(world)
    case = {"id": "c1", "title": "t", "facts": {}, "expect": {}, "source": "s"}
    world.run(put_in_draft, PutInDraft(key, 0, "case", case), "siv")
    world.run(remove_from_draft, RemoveFromDraft(key, 1, "case", "c1"), "siv")
    assert store.content_of(drafts.row(key)).cases == ()


@pytest.mark.parametrize(("kind", "part"), [("row", "nowhere"), ("case", "nowhere"), ("parameter", "children")])
def test_what_is_not_there_is_not_found(world: World, kind: str, part: str) -> None:
    key = drafts.started(world)
    with pytest.raises(NotFound):
        world.run(remove_from_draft, RemoveFromDraft(key, 0, kind, part), "siv")


@pytest.mark.parametrize(("kind", "part"), [("table", "payer"), ("agreement", "")])
def test_a_table_with_rules_and_the_agreement_itself_stay(world: World, kind: str, part: str) -> None:
    key = drafts.started(world)
    with pytest.raises(Refused, match=r"agreements\.part_in_use"):
        world.run(remove_from_draft, RemoveFromDraft(key, 0, kind, part), "siv")


def test_a_rule_that_someone_changed_meanwhile_is_not_removed_unseen(world: World) -> None:
    key = drafts.changed(world)
    with pytest.raises(Conflict):
        world.run(remove_from_draft, RemoveFromDraft(key, 0, "row", "children"), "sten")
    world.run(remove_from_draft, RemoveFromDraft(key, 1, "row", "children"), "sten")


def test_a_draft_that_waits_for_approval_loses_nothing(world: World) -> None:
    with pytest.raises(Refused, match=r"agreements\.not_editing"):
        world.run(remove_from_draft, RemoveFromDraft(drafts.submitted(world), 2, "row", "home-visit"), "siv")
