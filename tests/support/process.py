"""A valid command for each use case of the prescribing process that is neither its start, its choice nor its end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.support.exceptions import asked, wish
from tests.support.prescribing import lend, ordered, started
from tests.support.world import World

from handtag.usecases.prescribing.answer_exception import AnswerException
from handtag.usecases.prescribing.end_trial import EndTrial
from handtag.usecases.prescribing.offer_alternatives import OfferAlternatives
from handtag.usecases.prescribing.start_trial import StartTrial, start_trial

DAY = date(2026, 11, 23)


def _end_trial(world: World) -> tuple[Any, str]:
    placed = ordered(world)
    lend(world, placed)
    assert placed.prescription is not None
    world.run(start_trial, StartTrial(placed.prescription.key, DAY + timedelta(days=14)), "anna")
    return EndTrial(placed.prescription.key, "kept"), "anna"


VALID: dict[str, Callable[[World], tuple[Any, str]]] = {
    "offer_alternatives": lambda w: (OfferAlternatives(started(w), ("Rollator", "Käpp"), "Käpp", DAY), "anna"),
    "start_trial": lambda w: (StartTrial(started(w), DAY + timedelta(days=14)), "anna"),
    "end_trial": _end_trial,
    "ask_exception": lambda w: (wish(started(w)), "anna"),
    "answer_exception": lambda w: (AnswerException(asked(w), granted=True), "maj"),
}
