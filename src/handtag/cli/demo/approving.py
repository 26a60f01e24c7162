"""What the demo county wants approved, and by whom: rules with their source, delegations, and the special approval group with a meeting."""

from datetime import timedelta

from handtag.cli.demo.days import working_day_from
from handtag.cli.demo.world import World
from handtag.usecases.approvals.appoint_member import AppointMember, appoint_member
from handtag.usecases.approvals.call_meeting import CallMeeting, call_meeting
from handtag.usecases.approvals.delegate_approval import DelegateApproval, delegate_approval
from handtag.usecases.approvals.set_appeal_level import SetAppealLevel, set_appeal_level
from handtag.usecases.approvals.set_approval_rule import SetApprovalRule, set_approval_rule

RARE = "Slutrapport om hjälpmedelssamverkan 2021, Länshjälpmedelsgruppens syfte"
ASSUMED = "Antagande i demolänet, inte beslutat"
RULES = (("rare", "group", 30, RARE, "1223", None), ("double", "payer", 10, ASSUMED, "12", 500_000))
LIMIT_ORE = 5_000_000


def leave_approvals(world: World) -> None:
    """From the last day on: powered wheelchairs are tried by the group, and a second costly aid for mobility by whoever pays."""
    strategists = [world.as_(one.user.username) for one in world.having("strategist")]
    for kind, decider, days, source, prefix, over in RULES:
        world.run(set_approval_rule, SetApprovalRule(kind, decider, days, source, world.day, prefix, over), strategists[0])
    world.run(set_appeal_level, SetAppealLevel(1, "Strategisk nivå", "strategist", 30, ASSUMED), strategists[0])
    for viewer in strategists:
        for role in ("municipal_device_officer", "controller"):
            for one in world.having(role):
                if one.viewer.principal_id == viewer.principal_id:
                    given = DelegateApproval(one.viewer.user_id, world.day, limit_ore=LIMIT_ORE)
                    world.run(delegate_approval, given, viewer)
    leads = [world.as_(one.user.username) for one in world.having("consultant")]
    if leads:
        for seat, viewer in (("chair", leads[0]), *(("member", viewer) for viewer in strategists)):
            world.run(appoint_member, AppointMember(viewer.user_id, seat, world.day), leads[0])
        held_on = working_day_from(world.day + timedelta(days=7))
        world.run(call_meeting, CallMeeting(held_on, "Hjälpmedelscentralen"), leads[0])
