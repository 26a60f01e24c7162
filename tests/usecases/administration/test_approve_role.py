"""A role is given by two: one proposes, another approves, neither gets it; whoever withdraws it needs nobody."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.support.strangers import add_strangers
from tests.support.world import World

from handtag.apps.access.models import User
from handtag.apps.audit.models import AuditEntry
from handtag.apps.organisations.models import Assignment
from handtag.apps.organisations.queries import assignments_for_user, viewer_for_assignment
from handtag.apps.organisations.queries_staff import assignments_on
from handtag.apps.organisations.queries_users import user_for_page, users_for_list, waiting_for_approval
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.administration.approve_role import ApproveRole, approve_role
from handtag.usecases.administration.grant_role import GrantRole, grant_role
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.administration.reset_password import ResetPassword, reset_password
from handtag.usecases.administration.revoke_role import RevokeRole, revoke_role


def proposed(world: World, user: str = "filip", by: str = "ivan", begins: date | None = None) -> int:
    asked = GrantRole(user, world.units["health_centre"].pk, "prescriber", begins or world.today, "nurse")
    return world.run(grant_role, asked, by)


def works(world: World, assignment: int, name: str = "filip") -> bool:
    return viewer_for_assignment(assignment, world.assignments[name].user_id, world.today) is not None


@pytest.mark.law("PDL 4 kap. 2 §")
def test_what_one_proposes_has_no_effect_until_another_has_approved_it(world: World) -> None:
    given, filip = proposed(world), world.viewer("filip").user_id
    assert not works(world, given)
    assert given not in {viewer.assignment_id for viewer in assignments_for_user(filip, world.today)}
    assert given not in {row.pk for row in assignments_on(world.viewer("ivan"), world.today)}
    shown = users_for_list(world.viewer("ivan"), "filip").get()
    assert given not in {row.pk for row in shown.held}  # type: ignore[attr-defined]
    world.run(approve_role, ApproveRole(given), "ylva")
    assert works(world, given)
    row = Assignment.objects.get(pk=given)
    assert (row.created_by, row.approved_by) == (world.viewer("ivan").code, world.viewer("ylva").code)
    assert AuditEntry.objects.filter(action="administration.role_approved", actor=world.viewer("ylva").code).count() == 1


def test_who_proposed_it_does_not_approve_it_in_another_session_or_by_another_name(world: World) -> None:
    given = proposed(world)
    User.objects.filter(pk=world.viewer("ivan").user_id).update(name="Någon annan", username="annan")
    with pytest.raises(Refused, match="own_proposal"):
        world.run(approve_role, ApproveRole(given), "ivan")
    assert not works(world, given)


def test_who_gets_it_does_not_approve_it(world: World) -> None:
    given = proposed(world, "ylva")
    with pytest.raises(Refused, match="own_account"):
        world.run(approve_role, ApproveRole(given), "ylva")
    assert not works(world, given, "ylva")


@pytest.mark.law("ASVS 2.3.5, KL 6 kap.")
def test_the_database_itself_refuses_one_person_and_the_receiver(world: World) -> None:
    given, filip = proposed(world), f"user:{world.viewer('filip').user_id}"
    for wrong in ({"approved_by": world.viewer("ivan").code}, {"approved_by": filip}, {"created_by": filip}, {"created_by": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assignment.objects.filter(pk=given).update(**wrong)


def test_a_proposal_waits_for_seven_days_and_not_a_second_more(world: World) -> None:
    late, in_time = proposed(world), proposed(world, "gun")
    edge = world.now + timedelta(days=7)
    assert len(waiting_for_approval(world.viewer("ylva"), edge)) == 2
    world.run(approve_role, ApproveRole(in_time), "ylva", now=edge)
    with pytest.raises(Refused, match="not_waiting"):
        world.run(approve_role, ApproveRole(late), "ylva", now=edge + timedelta(seconds=1))
    assert waiting_for_approval(world.viewer("ylva"), edge + timedelta(seconds=1)) == []


def test_it_is_approved_once(world: World) -> None:
    given = proposed(world)
    world.run(approve_role, ApproveRole(given), "ylva")
    with pytest.raises(Refused, match="not_waiting"):
        world.run(approve_role, ApproveRole(given), "ylva")


@pytest.mark.parametrize("days", [0, 30])
def test_one_person_alone_withdraws_it_at_once_and_it_cannot_be_approved_then(world: World, days: int) -> None:
    given = proposed(world, begins=world.today + timedelta(days=days))
    world.run(revoke_role, RevokeRole(given, world.today - timedelta(days=1)), "ivan")
    assert waiting_for_approval(world.viewer("ylva"), world.now) == []
    with pytest.raises(Refused, match="withdrawn"):
        world.run(approve_role, ApproveRole(given), "ylva")


def test_one_person_alone_makes_no_role_last_longer(world: World) -> None:
    nils = world.assignments["nils"].pk
    world.run(revoke_role, RevokeRole(nils, world.today), "ivan")
    with pytest.raises(Refused, match="longer_is_a_new_role"):
        world.run(revoke_role, RevokeRole(nils, world.today + timedelta(days=1)), "ivan")


def test_a_role_that_waits_gives_no_key_and_no_hold_on_the_user(world: World) -> None:
    add_strangers(world)
    given = proposed(world, "far_desk")
    with pytest.raises(Refused, match="role_waits"):
        world.run(issue_api_token, IssueApiToken(given, "prov", 30), "ylva")
    with pytest.raises(NotFound):
        world.run(reset_password, ResetPassword(world.assignments["far_desk"].user_id, "en-lang-och-ny-fras"), "ivan")


def test_an_administrator_of_another_county_neither_sees_nor_approves_it(world: World) -> None:
    add_strangers(world)
    given = proposed(world)
    assert waiting_for_approval(world.viewer("far_administrator"), world.now) == []
    with pytest.raises(NotFound):
        world.run(approve_role, ApproveRole(given), "far_administrator")


def test_what_waits_says_who_asked_and_who_may_say_yes(world: World) -> None:
    proposed(world)
    for name, may in (("ivan", False), ("ylva", True)):
        (one,) = waiting_for_approval(world.viewer(name), world.now)
        assert (one.user, one.role, one.created_by, one.may_approve) == ("Filip", "prescriber", world.viewer("ivan").code, may)
    held = user_for_page(world.viewer("ylva"), world.viewer("filip").user_id, world.now).held
    assert [one.waits for one in held] == [True, False]
