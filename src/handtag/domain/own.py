"""What a person may do herself about the devices she has, and who may do it for her. No rows, no clock."""

from dataclasses import dataclass
from datetime import date

from handtag.domain.values.errors import Refused

GROUNDS = ("custodian", "guardian", "power_of_attorney")
HERS = "own"  # the ground on which a person reads about herself
OF_AGE = 18
LONGEST_DAYS = 5 * 366  # then whether somebody still acts for the person is asked again
LONGEST_TEXT = 500
REQUESTS = ("fault", "return")
OUTCOMES = {"fault": ("visit", "collect", "exchange", "advice"), "return": ("collect", "bring", "keep")}
WITHDRAWN = "withdrawn"  # by the person herself
DAYS_TOLD = {"visit", "exchange", "bring"}  # what happens on a day that the person is told


@dataclass(frozen=True)
class Acting:
    """Somebody acts for a person on a ground, from a day to a day (both inclusive), or until it was ended."""

    ground: str
    valid_from: date
    valid_to: date
    is_ended: bool = False

    def holds_on(self, day: date, *, born: date) -> bool:
        """Nobody has custody of who has come of age (Föräldrabalken 6 kap. 2 §); otherwise from the first day to the last."""
        is_child = day < comes_of_age(born)
        return not self.is_ended and self.valid_from <= day <= self.valid_to and (is_child or self.ground != "custodian")


def comes_of_age(born: date) -> date:
    """The day on which somebody becomes eighteen; who is born on 29 February on 1 March."""
    try:
        return born.replace(year=born.year + OF_AGE)
    except ValueError:
        return date(born.year + OF_AGE, 3, 1)


def require_acting(ground: str, first: date, last: date, *, born: date, today: date, is_herself: bool) -> None:
    """Somebody else acts for a person on a ground of law or a power of attorney, for a stated time (Föräldrabalken 6 and 11 kap.;
    Avtalslagen 1915:218 2 kap.). Custody is of children, and children give no power of attorney. Raises Refused naming the field.
    """
    if ground not in GROUNDS:
        raise Refused("own.unknown_ground", field="ground", value=ground, valid=GROUNDS)
    if is_herself:
        raise Refused("own.herself", field="personnummer")
    if ground == "custodian" and today >= comes_of_age(born):
        raise Refused("own.of_age", field="ground")
    if ground == "power_of_attorney" and today < comes_of_age(born):
        raise Refused("own.child_gives_none", field="ground")
    if last < max(first, today) or (last - first).days >= LONGEST_DAYS:
        raise Refused("own.acting_days", field="valid_to", longest=5)


def require_words(text: str, *, field: str = "words") -> str:
    """What is told is told in some words, and not too many. Raises Refused."""
    told = " ".join(text.split())
    if not told or len(told) > LONGEST_TEXT:
        raise Refused("own.words", field=field, longest=LONGEST_TEXT)
    return told


def require_request(kind: str, *, is_waiting: bool, is_fetched: bool) -> None:
    """A person asks once while she waits for an answer, and not for what is under way. Raises Refused."""
    if is_waiting:
        raise Refused("own.asked_already", field="device_number")
    if kind == "return" and is_fetched:
        raise Refused("own.fetched_already", field="device_number")


def require_answer(kind: str, outcome: str, on: date | None, *, today: date, is_fetched: bool) -> None:
    """The person is told what happens now: nobody says that something is fetched before it is ordered, or that somebody comes
    without saying when. Raises Refused naming the field.
    """
    if outcome not in OUTCOMES[kind]:
        raise Refused("own.unknown_outcome", field="outcome", valid=OUTCOMES[kind])
    if outcome == "collect" and not is_fetched:
        raise Refused("own.not_fetched", field="outcome")
    if outcome in DAYS_TOLD and (on is None or on < today):
        raise Refused("own.answer_day", field="on")
