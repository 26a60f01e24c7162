"""A user can log in, and by itself do nothing."""

import pytest
from tests.support.world import World

from handtag.apps.access.models import User
from handtag.apps.audit.models import AuditEntry
from handtag.apps.organisations.queries import assignments_for_user
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.administration.invite_user import InviteUser, invite_user
from handtag.usecases.base import execute


def test_a_new_user_has_a_password_and_no_rights(world: World) -> None:
    made = execute(invite_user, InviteUser("nora", "Nora Ny", "ett-langt-losenord"), world.viewer("ivan"))
    user = User.objects.get(pk=made)
    assert user.check_password("ett-langt-losenord")
    assert assignments_for_user(made, world.today) == []


def test_without_a_password_nobody_logs_in_as_the_user(world: World) -> None:
    made = execute(invite_user, InviteUser("nora", "Nora Ny"), world.viewer("ivan"))
    assert not User.objects.get(pk=made).has_usable_password()


def test_the_password_is_in_no_log(world: World) -> None:
    data = InviteUser("nora", "Nora Ny", "ett-langt-losenord")
    execute(invite_user, data, world.viewer("ivan"))
    assert "ett-langt-losenord" not in repr(data)
    assert not [entry for entry in AuditEntry.objects.all() if "ett-langt-losenord" in str(entry.details)]


@pytest.mark.parametrize("username", ["anna", "", "  "])
def test_a_taken_or_empty_name_is_refused(world: World, username: str) -> None:
    before = User.objects.count()
    with pytest.raises(Refused) as refusal:
        execute(invite_user, InviteUser(username, "Någon"), world.viewer("ivan"))
    assert refusal.value.field == "username"
    assert User.objects.count() == before


def test_a_prescriber_invites_nobody(world: World) -> None:
    with pytest.raises(NotAllowed):
        execute(invite_user, InviteUser("nora", "Nora Ny"), world.viewer("anna"))


def test_one_hsa_id_belongs_to_one_user(world: World) -> None:
    execute(invite_user, InviteUser("kajsa", "Kajsa", subject="SE2321000131-P900"), world.viewer("ivan"))
    with pytest.raises(Refused) as refusal:
        execute(invite_user, InviteUser("kaj", "Kaj", subject="SE2321000131-P900"), world.viewer("ivan"))
    assert refusal.value.field == "subject"


@pytest.mark.law("ASVS 6.2.1–6.2.11")
@pytest.mark.parametrize("word", ["kort", "password1234", "annabellas1"])
def test_a_weak_password_is_refused_and_nobody_is_made(world: World, word: str) -> None:
    with pytest.raises(Refused) as refusal:
        execute(invite_user, InviteUser("annabellas1", "Annabella", word), world.viewer("ivan"))
    assert refusal.value.field == "password"
    assert not User.objects.filter(username="annabellas1").exists()


@pytest.mark.law("ASVS 6.4.1")
@pytest.mark.parametrize(
    ("word", "own_choice", "given"), [("ett-langt-losenord", False, True), ("ett-langt-losenord", True, False), (None, False, False)]
)
def test_a_first_password_is_marked_as_given_unless_the_user_chose_it(
    world: World, word: str | None, own_choice: bool, given: bool
) -> None:
    made = execute(invite_user, InviteUser("nora", "Nora Ny", word, own_choice=own_choice), world.viewer("ivan"))
    assert User.objects.get(pk=made).password_is_given is given
