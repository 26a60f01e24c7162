"""Persons who have signed in as themselves: what they have, what they ask, and who acts for them."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from tests.support.lending import lend
from tests.support.numbers import personnummer
from tests.support.world import World

from handtag.usecases.own.answer_request import AnswerRequest
from handtag.usecases.own.ask_return import AskReturn, ask_return
from handtag.usecases.own.end_representative import EndRepresentative
from handtag.usecases.own.give_power_of_attorney import GivePowerOfAttorney, give_power_of_attorney
from handtag.usecases.own.open_own import OpenOwn
from handtag.usecases.own.open_own_log import OpenOwnLog
from handtag.usecases.own.record_representative import RecordRepresentative, record_representative
from handtag.usecases.own.report_fault import ReportFault, report_fault
from handtag.usecases.own.sign_in_person import SignInPerson
from handtag.usecases.own.take_back_own_request import TakeBackOwnRequest
from handtag.usecases.own.take_back_power import TakeBackPower

DAY = date(2026, 11, 23)
YEAR_ON = date(2027, 11, 22)
HELPER = personnummer("19700707")  # somebody about whom nothing is kept


def has(world: World, person: str = "asta", number: str = "D1001") -> str:
    """The person has the device, lent by lulea_care."""
    lend(world, number, on=DAY, person=person)
    return number


def fault(world: World, person: str = "asta", *, unsafe: bool = False) -> UUID:
    """Something is wrong with what the person has, and she has said so."""
    number = has(world, person)
    return world.run(report_fault, ReportFault(world.key(person), number, "Bromsen tar inte", is_unsafe=unsafe), person)


def wanted_back(world: World, person: str = "asta") -> UUID:
    number = has(world, person)
    return world.run(ask_return, AskReturn(world.key(person), number), person)


def power(world: World, person: str = "asta", to: str = HELPER, until: date = YEAR_ON) -> UUID:
    return world.run(give_power_of_attorney, GivePowerOfAttorney(to, "Helga Hjälpare", until), person)


def guardian(world: World, person: str = "asta", to: str = HELPER, by: str = "anna", ground: str = "guardian") -> UUID:
    asked = RecordRepresentative(world.key(person), to, "Gunnar God", ground, DAY, YEAR_ON, "Mål Ä 1234-26")
    return world.run(record_representative, asked, by)


Ready = Callable[[World], tuple[Any, str]]
VALID: dict[str, Ready] = {
    "sign_in_person": lambda w: (SignInPerson(w.number("asta")), "timer"),
    "open_own": lambda w: (OpenOwn(w.key("asta")), "asta"),
    "open_own_log": lambda w: (OpenOwnLog(w.key("asta")), "asta"),
    "report_fault": lambda w: (ReportFault(w.key("asta"), has(w), "Bromsen tar inte"), "asta"),
    "ask_return": lambda w: (AskReturn(w.key("asta"), has(w)), "asta"),
    "take_back_own_request": lambda w: (TakeBackOwnRequest(fault(w)), "asta"),
    "answer_request": lambda w: (AnswerRequest(fault(w), "advice", words="Byt batteri"), "cilla"),
    "give_power_of_attorney": lambda w: (GivePowerOfAttorney(HELPER, "Helga Hjälpare", YEAR_ON), "asta"),
    "take_back_power": lambda w: (TakeBackPower(power(w)), "asta"),
    "record_representative": lambda w: (
        RecordRepresentative(w.key("asta"), HELPER, "Gunnar God", "guardian", DAY, YEAR_ON, "Mål Ä 1234-26"),
        "anna",
    ),
    "end_representative": lambda w: (EndRepresentative(guardian(w)), "anna"),
}
