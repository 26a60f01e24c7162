"""`handtag verify` finds who asked without a ground, answers that fit nothing, and who acts for herself."""

from datetime import timedelta

import pytest
from tests.support.own import HELPER, fault, guardian, has, power
from tests.support.tampering import open_the_walls
from tests.support.world import NOW, World

from handtag.apps.own import checks
from handtag.apps.own.models import OwnRequest, Representation, RequestAnswer
from handtag.db.fields import blind_index
from handtag.domain.access import own_viewer
from handtag.usecases.base import execute
from handtag.usecases.own.answer_request import AnswerRequest, answer_request
from handtag.usecases.own.report_fault import ReportFault, report_fault

pytestmark = pytest.mark.damaged


def asked_for(world: World) -> None:
    """Helga has asked for Asta, with a power of attorney."""
    power(world)
    helga = own_viewer(blind_index("person", HELPER), "Helga", NOW, world.today)
    execute(report_fault, ReportFault(world.key("asta"), has(world), "Bromsen"), helga, now=NOW)
    open_the_walls("own")


def test_a_request_on_a_ground_that_did_not_hold_is_found(world: World) -> None:
    asked_for(world)
    assert list(checks.requests_without_a_ground()) == []
    Representation.objects.update(valid_from=world.today - timedelta(days=9), valid_to=world.today - timedelta(days=1))
    assert len(list(checks.requests_without_a_ground())) == 1


def test_a_request_by_another_than_who_may_is_found(world: World) -> None:
    asked_for(world)
    OwnRequest.objects.update(made_by="user:1")
    assert len(list(checks.requests_without_a_ground())) == 1


def test_a_request_of_a_person_herself_in_anothers_name_is_found(world: World) -> None:
    fault(world)
    assert list(checks.requests_without_a_ground()) == []
    open_the_walls("own")
    OwnRequest.objects.update(made_by=world.viewer("bror").code)
    assert len(list(checks.requests_without_a_ground())) == 1


def test_an_answer_that_does_not_fit_is_found(world: World) -> None:
    world.run(answer_request, AnswerRequest(fault(world), "advice"), "cilla")
    assert list(checks.answers_off_their_requests()) == []
    open_the_walls("own")
    for change in ({"outcome": "bring"}, {"answered_at": NOW - timedelta(days=1)}, {"answered_by": "own:x"}):
        before = RequestAnswer.objects.values(*change).get()
        RequestAnswer.objects.update(**change)
        assert len(list(checks.answers_off_their_requests())) == 1, change
        RequestAnswer.objects.update(**before)


def test_who_acts_for_herself_is_found(world: World) -> None:
    guardian(world)
    assert list(checks.persons_who_act_for_themselves()) == []
    open_the_walls("own")
    Representation.objects.update(index=world.viewer("asta").identity)
    assert len(list(checks.persons_who_act_for_themselves())) == 1
