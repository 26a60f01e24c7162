"""Exceptions from the agreement's answer: Anna asks Maj, the manager of the health centre, to pay for a bed that no list names."""

from uuid import UUID

from tests.support.prescribing import started
from tests.support.world import World

from handtag.usecases.prescribing.answer_exception import AnswerException, answer_exception
from handtag.usecases.prescribing.ask_for_exception import AskForException, ask_for_exception


def wish(key: UUID, article: str = "90001") -> AskForException:
    return AskForException(key, article, "special_need", "Kan inte ligga i egen säng")


def asked(world: World, key: UUID | None = None) -> UUID:
    return world.run(ask_for_exception, wish(key or started(world)), "anna")


def granted(world: World) -> UUID:
    """The prescription whose bed the manager has said yes to."""
    key = started(world)
    world.run(answer_exception, AnswerException(asked(world, key), granted=True), "maj")
    return key
