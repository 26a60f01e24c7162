"""A part of a draft is added or changed; who did what is kept, and two people never overwrite each other unseen."""

from typing import Any

import pytest
from tests.support import drafts
from tests.support.world import World

from handtag.apps.agreements import store
from handtag.apps.agreements.models import DraftChange
from handtag.domain.agreement.diff import differences
from handtag.domain.agreement.load import agreement_from_json
from handtag.domain.values.errors import Conflict, Refused
from handtag.usecases.agreements.move_in_draft import MoveInDraft, move_in_draft
from handtag.usecases.agreements.put_in_draft import PutInDraft, put_in_draft
from handtag.usecases.agreements.remove_from_draft import RemoveFromDraft, remove_from_draft

NEW_ROW: dict[str, Any] = {
    "table": "payer", "id": "payer-7", "when": {"palliative": "true"}, "then": {"payer": "municipality"}, "clause": "c-home",
}  # fmt: skip


def payer_rows(world: World, key: Any) -> list[str]:
    document = store.content_of(drafts.row(key)).document
    return [row.id for table in document.tables if table.id == "payer" for row in table.rows]


def test_a_changed_rule_is_all_that_differs_from_the_version_it_came_from(world: World) -> None:
    draft = drafts.row(drafts.changed(world))
    base = agreement_from_json(world.version.document)
    found = [(c.kind, c.id) for c in differences(base, agreement_from_json(draft.document)).changes if c.kind != "agreement"]
    assert found == [("row", "children")]
    assert draft.revision == 1


def test_the_log_says_who_changed_what_from_what(world: World) -> None:
    key = drafts.changed(world)
    change = DraftChange.objects.get(draft__key=key, revision=1)
    assert (change.action, change.kind, change.part, change.by.name) == ("put", "row", "children", "Siv")
    assert change.old["when"] == {"age": {"to": 17}}
    assert change.new["when"] == {"age": {"to": 19}}


def test_a_new_rule_stands_where_it_was_put(world: World) -> None:
    key = drafts.started(world)
    world.run(put_in_draft, PutInDraft(key, 0, "row", NEW_ROW, before="special-housing"), "siv")
    rows = payer_rows(world, key)
    assert rows.index("payer-7") + 1 == rows.index("special-housing")


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (
            "parameter",
            {"id": "age", "title": "Vuxen från", "unit": "år", "values": [{"since": "2027-01-01", "value": 20}], "clause": "c-age"},
        ),
        ("clause", {"id": "c-new", "document": "Beslut", "section": "§ 4", "quote": "Regionen betalar upp till 20 år."}),
        ("product", {"id": "p-new", "iso": "120603", "name": "Kryckkäppar", "clause": "c-list"}),
        ("wording", {"id": "remark", "text": "Att tänka på."}),
        ("agreement", {"title": "Ny titel"}),
        ("table", {"id": "extra", "title": "Undantag", "hit": "first"}),
        ("case", {"id": "c1", "title": "Ett barn", "facts": {"age": 10}, "expect": {"payer": "region"}, "source": "c-age"}),
    ],
)
def test_every_kind_of_part_can_be_put(world: World, kind: str, part: dict[str, Any]) -> None:
    key = drafts.started(world)
    assert world.run(put_in_draft, PutInDraft(key, 0, kind, part), "siv") == 1
    assert DraftChange.objects.get(draft__key=key, revision=1).new.items() >= part.items()


@pytest.mark.parametrize(
    ("kind", "part", "code"),
    [
        ("row", {**NEW_ROW, "when": {"age": {"frm": 1}}}, "agreements.part_unreadable"),
        ("row", {**NEW_ROW, "table": "nowhere"}, "agreements.no_such_part"),
        ("row", {"table": "payer", "id": "x"}, "agreements.part_unreadable"),
        ("wording", {"id": "x"}, "agreements.part_unreadable"),
        ("spell", {}, "agreements.no_such_kind"),
        ("agreement", {"valid_from": "i morgon"}, "agreements.part_unreadable"),
        ("case", {"id": "c", "title": "t", "source": "s", "facts": {"agee": 1}, "expect": {}}, "agreements.part_unreadable"),
        ("case", {"id": "c", "title": "t", "source": "s", "facts": {}, "expect": {"paid": 1}}, "agreements.part_unreadable"),
        ("row", {**drafts.CHILDREN_TO_19, "when": {"age": {"to": 17}}}, "agreements.nothing_changed"),
    ],
)
def test_what_cannot_be_read_or_changes_nothing_is_refused_and_leaves_nothing(
    world: World, kind: str, part: dict[str, Any], code: str
) -> None:
    key = drafts.started(world)
    with pytest.raises(Refused) as refusal:
        world.run(put_in_draft, PutInDraft(key, 0, kind, part), "siv")
    assert refusal.value.code == code
    assert drafts.row(key).revision == 0


def test_the_agreements_id_is_not_changed(world: World) -> None:
    key = drafts.started(world)
    world.run(put_in_draft, PutInDraft(key, 0, "agreement", {"id": "other", "title": "Ny titel"}), "siv")
    assert store.content_of(drafts.row(key)).document.id == world.version.agreement_id


def test_two_who_change_the_same_rule_meet_in_a_conflict_and_nothing_is_lost(world: World) -> None:
    key = drafts.started(world)
    world.run(put_in_draft, PutInDraft(key, 0, "row", drafts.CHILDREN_TO_19), "siv")
    late = {**drafts.CHILDREN_TO_19, "when": {"age": {"to": 15}}}
    with pytest.raises(Conflict) as conflict:
        world.run(put_in_draft, PutInDraft(key, 0, "row", late), "sten")
    assert conflict.value.params["who"] == "Siv"
    assert '"to":19' in drafts.row(key).document
    assert world.run(put_in_draft, PutInDraft(key, 1, "row", late), "sten") == 2


def test_two_who_change_different_rules_both_get_through(world: World) -> None:
    key = drafts.changed(world)
    assert world.run(put_in_draft, PutInDraft(key, 0, "row", NEW_ROW), "sten") == 2


def test_a_rule_that_someone_removed_meanwhile_does_not_come_back_unseen(world: World) -> None:
    key = drafts.started(world)
    world.run(remove_from_draft, RemoveFromDraft(key, 0, "row", "children"), "sten")
    with pytest.raises(Conflict):
        world.run(put_in_draft, PutInDraft(key, 0, "row", drafts.CHILDREN_TO_19), "siv")


def test_a_draft_that_waits_for_approval_is_not_changed(world: World) -> None:
    key = drafts.submitted(world)
    with pytest.raises(Refused, match=r"agreements\.not_editing"):
        world.run(put_in_draft, PutInDraft(key, 2, "row", NEW_ROW), "siv")


def test_the_log_leads_from_the_version_it_began_as_to_what_the_draft_says(world: World) -> None:
    """The working copy is a projection: replayed from the first line, the log gives the very same document and cases."""
    key = drafts.changed(world)
    case = {"id": "c1", "title": "t", "facts": {"age": 10}, "expect": {"payer": "region"}, "source": "s"}
    world.run(put_in_draft, PutInDraft(key, 1, "row", NEW_ROW, before="special-housing"), "siv")
    world.run(put_in_draft, PutInDraft(key, 2, "case", case), "sten")
    world.run(move_in_draft, MoveInDraft(key, 3, "payer-7", "children"), "siv")
    world.run(remove_from_draft, RemoveFromDraft(key, 4, "row", "home-visit"), "sten")
    world.run(put_in_draft, PutInDraft(key, 5, "agreement", {"title": "Ny titel"}), "siv")
    assert drafts.replayed(key) == store.content_of(drafts.row(key))
