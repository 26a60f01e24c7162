"""A rule gets another place in its table."""

import pytest
from tests.support import drafts
from tests.support.world import World

from handtag.apps.agreements import store
from handtag.domain.values.errors import Conflict, NotFound, Refused
from handtag.usecases.agreements.move_in_draft import MoveInDraft, move_in_draft

ORDER = ["bought-alone", "breathing-is-open", "children", "special-housing", "home-visit", "clinic"]


def order_after(world: World, rule: str, before: str) -> list[str]:
    key = drafts.started(world)
    world.run(move_in_draft, MoveInDraft(key, 0, rule, before), "siv")
    document = store.content_of(drafts.row(key)).document
    return [row.id for table in document.tables if table.id == "payer" for row in table.rows]


@pytest.mark.parametrize(
    ("rule", "before", "expected"),
    [
        ("home-visit", "children", ["bought-alone", "breathing-is-open", "home-visit", "children", "special-housing", "clinic"]),
        ("bought-alone", "", [*ORDER[1:], "bought-alone"]),
        ("bought-alone", "children", ["breathing-is-open", "bought-alone", *ORDER[2:]]),
    ],
)
def test_the_rule_stands_before_the_one_named_or_last(world: World, rule: str, before: str, expected: list[str]) -> None:
    assert order_after(world, rule, before) == expected


@pytest.mark.parametrize(("rule", "before"), [("nowhere", ""), ("children", "nowhere"), ("children", "may")])
def test_rules_that_are_not_in_the_table_are_not_found(world: World, rule: str, before: str) -> None:
    with pytest.raises(NotFound):
        order_after(world, rule, before)


def test_a_rule_that_stands_there_already_is_not_moved(world: World) -> None:
    with pytest.raises(Refused, match=r"agreements\.nothing_changed"):
        order_after(world, "children", "special-housing")


def test_a_rule_that_someone_changed_meanwhile_is_not_moved_unseen(world: World) -> None:
    with pytest.raises(Conflict):
        world.run(move_in_draft, MoveInDraft(drafts.changed(world), 0, "children", ""), "sten")


def test_a_draft_that_waits_for_approval_keeps_its_order(world: World) -> None:
    with pytest.raises(Refused, match=r"agreements\.not_editing"):
        world.run(move_in_draft, MoveInDraft(drafts.submitted(world), 2, "home-visit", ""), "siv")
