"""What a person has asked is hers to take back until it is answered."""

import pytest
from tests.support.own import fault
from tests.support.world import World

from handtag.apps.own.models import RequestAnswer
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.own.answer_request import AnswerRequest, answer_request
from handtag.usecases.own.open_own import OpenOwn, open_own
from handtag.usecases.own.report_fault import ReportFault, report_fault
from handtag.usecases.own.take_back_own_request import TakeBackOwnRequest, take_back_own_request


def test_taken_back_it_waits_no_longer_and_can_be_asked_again(world: World) -> None:
    key = fault(world)
    world.run(take_back_own_request, TakeBackOwnRequest(key), "asta")
    page = world.run(open_own, OpenOwn(), "asta")
    assert page.devices[0].waits == ()
    assert [one.outcome for one in page.requests] == ["withdrawn"]
    world.run(report_fault, ReportFault(world.key("asta"), "D1001", "Igen"), "asta")


def test_what_is_answered_and_what_is_anothers_is_not_taken_back(world: World) -> None:
    key = fault(world)
    with pytest.raises(NotFound):
        world.run(take_back_own_request, TakeBackOwnRequest(key), "bror")
    world.run(answer_request, AnswerRequest(key, "advice"), "cilla")
    with pytest.raises(Refused, match=r"own\.answered_already"):
        world.run(take_back_own_request, TakeBackOwnRequest(key), "asta")
    assert RequestAnswer.objects.count() == 1
