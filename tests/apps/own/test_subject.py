"""What a person has asked, and who may act for her, stand in the extract of the register."""

import pytest
from tests.support import register
from tests.support.own import fault, guardian, power
from tests.support.world import World

from handtag.usecases.own.answer_request import AnswerRequest, answer_request


@pytest.mark.law("GDPR art. 15")
def test_the_extract_tells_what_she_asked_and_who_acts_for_her(world: World) -> None:
    key = fault(world, "dagny")
    world.run(answer_request, AnswerRequest(key, "advice", words="Byt batteri"), "cilla")
    power(world, "dagny", to=world.number("bror"))
    guardian(world, "dagny", by="cilla")
    told = register.sections(register.opened(world, register.extract(world)))
    assert [(row[1], row[3], row[5], row[6]) for row in told["own_requests"].rows] == [
        ("fault", "Bromsen tar inte", "advice", "Byt batteri")
    ]
    assert [(row[0], row[1]) for row in told["representatives"].rows] == [
        ("Helga Hjälpare", "power_of_attorney"), ("Gunnar God", "guardian")
    ]  # fmt: skip
