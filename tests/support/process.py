"""A valid command for each use case of the prescribing process that is neither its start, its choice nor its end."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tests.support.exceptions import asked, wish
from tests.support.keeping import kept, photo
from tests.support.prescribing import chosen, lend, ordered, started
from tests.support.world import World

from handtag.usecases.prescribing.answer_exception import AnswerException
from handtag.usecases.prescribing.end_trial import EndTrial
from handtag.usecases.prescribing.fill_in_form import FillInForm
from handtag.usecases.prescribing.offer_alternatives import OfferAlternatives
from handtag.usecases.prescribing.open_file import OpenFile
from handtag.usecases.prescribing.remove_file import RemoveFile
from handtag.usecases.prescribing.start_trial import StartTrial, start_trial

DAY = date(2026, 11, 23)
CHECKED = {"height": True, "brakes": True, "thresholds": False, "care": True}


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
    "fill_in_form": lambda w: (FillInForm(chosen(w), "rollator-checklist", 1, CHECKED), "anna"),
    "keep_file": lambda w: (photo(started(w)), "anna"),
    "open_file": lambda w: (OpenFile(*kept(w)), "anna"),
    "remove_file": lambda w: (RemoveFile(*kept(w)), "anna"),
    "ask_for_exception": lambda w: (wish(started(w)), "anna"),
    "answer_exception": lambda w: (AnswerException(asked(w), granted=True), "maj"),
}
