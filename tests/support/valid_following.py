"""A valid command for every use case of follow-ups and of what is told about them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.support.following import out
from tests.support.prescribing import lend, ordered
from tests.support.world import NOW, World

from handtag.usecases.following.agree_follow_up import AgreeFollowUp
from handtag.usecases.following.flag_ownerless import FlagOwnerless
from handtag.usecases.following.follow_up import FollowUp
from handtag.usecases.following.reassign_cases import ReassignCases
from handtag.usecases.following.remind_follow_ups import RemindFollowUps
from handtag.usecases.following.send_questions import SendQuestions
from handtag.usecases.following.set_follow_up_rule import SetFollowUpRule
from handtag.usecases.ordering.send_digests import SendDigests

DAY = (NOW + timedelta(days=12)).date()  # that of every command


def _follow_up(world: World) -> tuple[Any, str]:
    placed = ordered(world)
    lend(world, placed)
    assert placed.prescription is not None
    return FollowUp(placed.prescription.key, "goal_reached", "", None), "anna"


FOLLOWING: dict[str, Callable[[World], tuple[Any, str]]] = {
    "follow_up": _follow_up,
    "agree_follow_up": lambda w: (AgreeFollowUp(out(w).key, DAY + timedelta(days=60)), "anna"),
    "send_questions": lambda w: (SendQuestions(out(w).key), "anna"),
    "reassign_cases": lambda w: (ReassignCases((out(w).key,), w.assignments["nils"].pk), "maj"),
    "remind_follow_ups": lambda w: (RemindFollowUps(), "timer"),
    "send_digests": lambda w: (SendDigests(), "timer"),
    "flag_ownerless": lambda w: (FlagOwnerless(), "timer"),
    "set_follow_up_rule": lambda w: (SetFollowUpRule(w.county.code, "1206", 30, 180, "Beslut § 4", DAY), "ivan"),
}
