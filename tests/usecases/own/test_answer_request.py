"""The unit or the desk answers: the person is told what happens, and when."""

from datetime import date

import pytest
from tests.support.own import fault, wanted_back
from tests.support.world import World

from handtag.apps.own.models import RequestAnswer
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.ordering.place_collection_order import PlaceCollectionOrder, place_collection_order
from handtag.usecases.own.answer_request import AnswerRequest, answer_request
from handtag.usecases.own.open_own import OpenOwn, open_own

ON = date(2026, 11, 25)


def test_the_person_reads_the_answer(world: World) -> None:
    world.run(answer_request, AnswerRequest(fault(world), "visit", ON, "Tekniker kommer före lunch"), "eva")
    told = world.run(open_own, OpenOwn(), "asta").requests[0]
    assert (told.outcome, told.on, told.answer) == ("visit", ON, "Tekniker kommer före lunch")


def test_fetching_is_said_only_once_it_is_ordered_and_its_day_is_the_orders(world: World) -> None:
    key = wanted_back(world)
    with pytest.raises(Refused, match=r"own\.not_fetched"):
        world.run(answer_request, AnswerRequest(key, "collect", ON), "cilla")
    number = world.run(place_collection_order, PlaceCollectionOrder("D1001", world.points["lulea_care"].pk), "cilla")
    world.run(answer_request, AnswerRequest(key, "collect"), "cilla")
    answer = RequestAnswer.objects.get()
    assert answer.order_number == number
    assert answer.on is not None


def test_one_answer_from_those_whose_it_is(world: World) -> None:
    key = fault(world)
    with pytest.raises(NotFound):
        world.run(answer_request, AnswerRequest(key, "advice"), "anna")
    world.run(answer_request, AnswerRequest(key, "advice"), "cilla")
    with pytest.raises(Refused, match=r"own\.answered_already"):
        world.run(answer_request, AnswerRequest(key, "advice"), "eva")
