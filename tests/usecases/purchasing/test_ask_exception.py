"""An exception is asked for with a reason, for what is stopped and nothing else."""

import pytest
from tests.support.purchasing import agreed, asked, drafted, line_of, ordered
from tests.support.world import World

from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.purchasing.ask_exception import AskException, ask_exception


def ask(world: World, line: object, reason: str = "safety", note: str = "Brådskar", name: str = "inga") -> None:
    world.run(ask_exception, AskException(line.order.number, line.pk, reason, note), name)  # type: ignore[attr-defined]


def test_who_asks_and_why_is_kept_and_nothing_is_approved(world: World) -> None:
    line = asked(world)
    inga = world.viewer("inga").code
    assert (line.stop, line.outside_reason, line.asked_by, line.approved_by) == ("no_agreement", "not_covered", inga, "")


def test_what_the_agreements_let_through_needs_no_exception(world: World) -> None:
    agreed(world)
    with pytest.raises(Refused) as refusal:
        ask(world, line_of(drafted(world)))
    assert refusal.value.code == "purchasing.needs_no_exception"


@pytest.mark.parametrize(
    ("reason", "note", "code"), [("fun", "Brådskar", "purchasing.unknown_reason"), ("safety", " ", "purchasing.note_missing")]
)
def test_an_exception_without_a_reason_is_refused(world: World, reason: str, note: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        ask(world, line_of(drafted(world, gripper=5)), reason, note)
    assert refusal.value.code == code


def test_what_is_ordered_needs_none(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        ask(world, line_of(ordered(world)))
    assert refusal.value.code == "purchasing.not_draft"


def test_an_unknown_line_is_not_found(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(ask_exception, AskException(drafted(world).number, 0, "safety", "Brådskar"), "inga")


def test_who_may_not_buy_asks_for_nothing(world: World) -> None:
    with pytest.raises(NotAllowed):
        ask(world, line_of(drafted(world, gripper=5)), name="gun")
