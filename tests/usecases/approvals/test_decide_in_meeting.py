"""The special approval group decides: at its meeting, with a quorum, with a reason, and never about a member's own request."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.approvals import for_group, fresh, meeting, seated, tabled
from tests.support.world import TODAY, World

from handtag.apps.approvals.meetings import Meeting
from handtag.apps.approvals.models import Approval
from handtag.domain.approving import require_quorum
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.approvals.decide_in_meeting import DecideInMeeting, decide_in_meeting
from handtag.usecases.ordering.place_order import PlaceOrder, place_order

REASON = "Enligt riktlinjen, avsnitt 4"


def decision(world: World, verdict: str = "approved") -> tuple[DecideInMeeting, Approval]:
    users, (number, approval) = seated(world), tabled(world)
    return DecideInMeeting(number, approval.key, verdict, REASON, (users["kim"], users["hanna"], users["atle"])), approval


def refused(world: World, data: DecideInMeeting) -> Refused:
    with pytest.raises(Refused) as refusal:
        world.run(decide_in_meeting, data, "kim")
    return refusal.value


def test_what_the_group_approves_can_be_ordered(world: World) -> None:
    data, approval = decision(world)
    world.run(decide_in_meeting, data, "kim")
    assert fresh(approval).state == "approved"
    assert approval.events.latest("pk").note == REASON
    assert Meeting.objects.get().present == sorted(data.present)
    assert world.run(place_order, PlaceOrder(approval.prescription.key, world.points["health_centre"].pk), "anna")


@pytest.mark.parametrize(("verdict", "state"), [("refused", "refused"), ("question", "returned")])
def test_the_group_refuses_and_asks_back(world: World, verdict: str, state: str) -> None:
    data, approval = decision(world, verdict)
    world.run(decide_in_meeting, data, "kim")
    assert fresh(approval).state == state


def test_more_than_half_of_the_seats_are_taken(world: World) -> None:
    data, approval = decision(world)
    assert refused(world, replace(data, present=data.present[:2])).code == "approvals.no_quorum"
    assert refused(world, replace(data, present=(data.present[0],) * 3)).code == "approvals.no_quorum"
    stranger = world.assignments["filip"].user_id
    assert refused(world, replace(data, present=(*data.present, stranger))).code == "approvals.not_in_group"
    assert fresh(approval).state == "asked"


def test_nothing_is_decided_before_the_meeting(world: World) -> None:
    users = seated(world)
    number, approval = tabled(world, TODAY + timedelta(days=1))
    data = DecideInMeeting(number, approval.key, "approved", REASON, (users["kim"], users["hanna"], users["gun"]))
    assert refused(world, data).code == "approvals.meeting_not_yet"


def test_only_what_is_on_the_agenda_is_decided(world: World) -> None:
    users = seated(world)
    data = DecideInMeeting(meeting(world), for_group(world).key, "approved", REASON, (users["kim"], users["hanna"], users["gun"]))
    assert refused(world, data).code == "approvals.not_tabled"


def test_who_asked_takes_no_part_in_deciding(world: World) -> None:
    data, approval = decision(world)
    Approval.objects.filter(pk=approval.pk).update(asked_by=world.viewer("hanna").code)
    assert refused(world, data).code == "approvals.own_request"


def test_a_decision_has_a_reason_and_is_one_of_three(world: World) -> None:
    data, _ = decision(world)
    assert refused(world, replace(data, reason=" ")).field == "reason"
    assert refused(world, replace(data, verdict="kanske")).field == "verdict"


def test_another_meeting_is_not_found_and_other_roles_decide_nothing(world: World) -> None:
    data, _ = decision(world)
    with pytest.raises(NotFound):
        world.run(decide_in_meeting, replace(data, meeting_id=0), "kim")
    with pytest.raises(NotAllowed):
        world.run(decide_in_meeting, data, "gun")


@given(st.dictionaries(st.integers(1, 9), st.sampled_from(["chair", "member", "substitute"]), max_size=9), st.data())
def test_a_minority_never_decides(seats: dict[int, str], data: st.DataObject) -> None:
    present = data.draw(st.lists(st.sampled_from(sorted(seats)), max_size=12)) if seats else []
    seated = sum(1 for one in seats.values() if one != "substitute")
    try:
        require_quorum(seats, present)
    except Refused:
        assert 2 * len(set(present)) <= seated or not seated
    else:
        assert 2 * len(set(present)) > seated > 0
