"""The county's ladder of appeals."""

import pytest
from tests.support.approvals import SOURCE, level
from tests.support.world import World

from handtag.apps.approvals.appeals import AppealLevel
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.approvals.set_appeal_level import SetAppealLevel, set_appeal_level


def test_a_level_that_is_there_gets_new_terms(world: World) -> None:
    assert level(world) == level(world, role="board_member")
    assert AppealLevel.objects.get().role == "board_member"


@pytest.mark.parametrize(
    ("told", "field"),
    [({"level": 2}, "level"), ({"level": 0}, "level"), ({"role": "desk"}, "role"), ({"name": " "}, "name"), ({"days": 0}, "days"),
     ({"source": ""}, "source")],
)  # fmt: skip
def test_a_level_that_makes_no_sense_is_refused_at_its_field(world: World, told: dict[str, object], field: str) -> None:
    data = SetAppealLevel(**{"level": 1, "name": "N", "role": "strategist", "days": 9, "source": SOURCE, **told})  # type: ignore[arg-type]
    with pytest.raises(Refused) as refusal:
        world.run(set_appeal_level, data, "siv")
    assert refusal.value.field == field


def test_other_roles_set_no_level(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(set_appeal_level, SetAppealLevel(1, "N", "strategist", 9, SOURCE), "lena")
