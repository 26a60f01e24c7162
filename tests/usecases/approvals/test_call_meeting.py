"""Meetings of the special approval group."""

from datetime import timedelta

import pytest
from tests.support.approvals import meeting
from tests.support.world import TODAY, World

from handtag.apps.approvals.meetings import Meeting
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.approvals.call_meeting import CallMeeting, call_meeting


def test_a_meeting_is_the_countys(world: World) -> None:
    found = Meeting.objects.get(pk=meeting(world))
    assert (found.county, found.held_on, found.present) == (world.county, TODAY, [])


def test_the_group_meets_once_a_day_and_not_in_the_past(world: World) -> None:
    meeting(world)
    for on, code in ((TODAY, "approvals.meeting_that_day"), (TODAY - timedelta(days=1), "approvals.day_passed")):
        with pytest.raises(Refused) as refusal:
            meeting(world, on)
        assert (refusal.value.code, refusal.value.field) == (code, "held_on")


def test_a_meeting_has_a_place_and_is_called_by_who_leads(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(call_meeting, CallMeeting(TODAY, " "), "kim")
    assert refusal.value.field == "place"
    with pytest.raises(NotAllowed):
        world.run(call_meeting, CallMeeting(TODAY, "Luleå"), "gun")
