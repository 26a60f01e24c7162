"""What the group is to try is put on its agenda."""

from datetime import timedelta

import pytest
from tests.support.approvals import asked, for_group, kinds, meeting, tabled
from tests.support.world import NOW, TODAY, World

from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.approvals.table_approval import TableApproval, table_approval


def table(world: World, data: TableApproval, by: str = "kim", days: int = 0) -> None:
    world.run(table_approval, data, by, now=NOW + timedelta(days=days))


def test_whoever_asked_sees_which_day_it_is_tried(world: World) -> None:
    _, approval = tabled(world, TODAY + timedelta(days=7))
    assert kinds(approval) == ["raised", "asked", "tabled"]
    assert approval.events.latest("pk").note == (TODAY + timedelta(days=7)).isoformat()


def test_it_is_once_on_an_agenda(world: World) -> None:
    number, approval = tabled(world)
    with pytest.raises(Refused, match="tabled_already"):
        table(world, TableApproval(number, approval.key))


def test_a_meeting_that_was_takes_nothing_more(world: World) -> None:
    number = meeting(world)
    approval = for_group(world)
    with pytest.raises(Refused, match="meeting_over"):
        table(world, TableApproval(number, approval.key), days=1)


def test_the_payers_own_requests_are_not_the_groups(world: World) -> None:
    with pytest.raises(NotFound):
        table(world, TableApproval(meeting(world), asked(world).key))


def test_an_unknown_meeting_is_not_found_and_other_roles_table_nothing(world: World) -> None:
    data = TableApproval(0, for_group(world).key)
    with pytest.raises(NotFound):
        table(world, data)
    with pytest.raises(NotAllowed):
        table(world, data, "anna")
