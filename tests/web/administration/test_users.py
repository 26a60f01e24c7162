"""The administrator's pages: users, roles, passwords and keys, all by buttons; for one county and never for oneself."""

import re

import pytest
from django.test import Client
from tests.support.pages import signed_in
from tests.support.strangers import add_strangers
from tests.support.world import GIVEN, World

from handtag.apps.access.models import User
from handtag.apps.organisations.models import ApiToken, Assignment
from handtag.domain.access import Permission
from handtag.usecases.base import civil_day, clock
from handtag.web.administration.permissions import PERMISSION_NAMES

WORD, OWN_WORD = "en-lang-och-ny-fras", "en-annan-och-egen-fras-9"


@pytest.fixture
def ivan(world: World) -> Client:
    return signed_in(world, "ivan")


@pytest.fixture
def ylva(world: World) -> Client:
    """The second administrator, who approves."""
    return signed_in(world, "ylva")


def page_of(world: World, name: str) -> str:
    return f"/anvandare/{world.assignments[name].user_id}/"


def new_key(text: str) -> str:
    found = re.search(r'id="new-key">([^<]+)<', text)
    assert found
    return found.group(1)


def approve_key(path: str, second: Client) -> None:
    """The latest key's approval by the button on the user's page."""
    approve = f"{path}nyckel/{ApiToken.objects.latest('pk').pk}/godkann/"
    assert approve in second.get(path).content.decode()
    assert second.post(approve).status_code == 303


def test_users_are_found_by_name_and_those_of_other_counties_are_not(world: World, ivan: Client) -> None:
    add_strangers(world)
    text = ivan.get("/anvandare/?q=ann").content.decode()
    assert ("Anna" in text, "Filip" in text) == (True, False)
    everyone = ivan.get("/anvandare/").content.decode()
    assert "Far_desk" not in everyone
    assert ivan.get(page_of(world, "far_desk")).status_code == 404


def test_only_administrators_come_here(world: World) -> None:
    for name in ("anna", "eva", "gun", "lova"):
        client = signed_in(world, name)
        assert {client.get(path).status_code for path in ("/anvandare/", "/anvandare/ny/", page_of(world, "filip"))} == {403}


def test_a_user_is_made_given_a_role_by_two_and_can_sign_in(world: World, ivan: Client, ylva: Client) -> None:
    made = ivan.post("/anvandare/ny/", {"username": "kajsa", "name": "Kajsa Kvist", "password": WORD, "subject": ""})
    assert made.status_code == 303
    role = {"role": "store_worker", "unit_id": world.units["store"].pk, "valid_from": str(civil_day(clock())), "profession": ""}
    assert ivan.post(made["Location"] + "roll/", role).status_code == 303
    kajsa, user = Client(), made["Location"]
    kajsa.post("/konto/logga-in/", {"login": "kajsa", "password": WORD})
    assert kajsa.get("/lager/")["Location"] == "/konto/losenord/", "somebody else chose the password"
    assert kajsa.post("/konto/losenord/", {"oldpassword": WORD, "password1": OWN_WORD, "password2": OWN_WORD}).status_code == 302
    assert kajsa.get("/lager/")["Location"].startswith("/uppdrag/"), "proposed only"
    approve = f"{user}uppdrag/{Assignment.objects.latest('pk').pk}/godkann/"
    assert approve not in ivan.get("/anvandare/").content.decode()
    assert ivan.post(approve).status_code == 422
    assert approve in ylva.get("/anvandare/").content.decode()
    assert approve in ylva.get(user).content.decode()
    assert ylva.post(approve).status_code == 303
    assert kajsa.get("/lager/").status_code == 200
    assert "godkann" not in ylva.get("/anvandare/").content.decode()


def test_who_made_a_proposal_withdraws_it_and_nobody_is_signed_out_for_that(world: World, ivan: Client, ylva: Client) -> None:
    filip, path = signed_in(world, "filip"), page_of(world, "filip")
    role = {"role": "buyer", "unit_id": world.units["store"].pk, "valid_from": str(civil_day(clock())), "profession": ""}
    assert ivan.post(path + "roll/", role).status_code == 303
    given = Assignment.objects.latest("pk").pk
    assert ivan.post(f"{path}uppdrag/{given}/avsluta/").status_code == 303
    assert ylva.post(f"{path}uppdrag/{given}/godkann/").status_code == 422
    assert filip.get("/").status_code == 200


def test_what_is_wrong_stands_at_its_field(world: World, ivan: Client) -> None:
    short = ivan.post("/anvandare/ny/", {"username": "kajsa", "name": "Kajsa", "password": "kort", "subject": ""})
    assert (short.status_code, "password" in short.context["form"].errors) == (422, True)
    role = {"role": "prescriber", "unit_id": world.units["store"].pk, "valid_from": str(civil_day(clock())), "profession": ""}
    wrong = ivan.post(page_of(world, "filip") + "roll/", role)
    assert (wrong.status_code, "profession" in wrong.context["grant"].errors) == (422, True)
    assert ivan.post(page_of(world, "filip") + "losenord/", {"password": "kort"}).status_code == 422


def test_a_role_is_taken_away_by_a_button_and_the_user_is_out_in_every_session(world: World, ivan: Client) -> None:
    sessions = [signed_in(world, "filip") for _ in range(5)]
    assert {session.get("/").status_code for session in sessions} == {200}
    assignment = world.assignments["filip"]
    assert ivan.post(f"{page_of(world, 'filip')}uppdrag/{assignment.pk}/avsluta/").status_code == 303
    assert Assignment.objects.get(pk=assignment.pk).withdrawn_at is not None
    assert {session.get("/")["Location"] for session in sessions} == {"/konto/logga-in/?next=/"}


def test_a_new_password_and_a_closed_user_throw_out_every_session_and_key(world: World, ivan: Client, ylva: Client) -> None:
    filip, path = world.assignments["filip"], page_of(world, "filip")
    issued = ivan.post(f"{path}uppdrag/{filip.pk}/nyckel/", {"name": "prov", "days": "30"}).content.decode()
    approve_key(path, ylva)
    headers = {"Authorization": f"Bearer {new_key(issued)}"}
    session, program = signed_in(world, "filip"), Client()
    assert (session.get("/").status_code, program.get("/api/v1/devices/D1001", headers=headers).status_code) == (200, 200)
    assert ivan.post(f"{path}losenord/", {"password": WORD}).status_code == 303
    assert (session.get("/").status_code, program.get("/api/v1/devices/D1001", headers=headers).status_code) == (302, 401)
    assert ivan.post(f"{path}stang/").status_code == 303
    assert not User.objects.get(pk=filip.user_id).is_active
    assert ivan.post(f"{path}oppna/").status_code == 303
    assert User.objects.get(pk=filip.user_id).is_active
    assert program.get("/api/v1/devices/D1001", headers=headers).status_code == 401, "old keys stay revoked"


def test_a_key_is_shown_once_scoped_exchanged_and_revoked(world: World, ivan: Client, ylva: Client) -> None:
    gun, path = world.assignments["gun"], page_of(world, "gun")
    first = new_key(
        ivan.post(f"{path}uppdrag/{gun.pk}/nyckel/", {"name": "ekonomi", "days": "30", "permissions": ["read_invoice"]}).content.decode()
    )
    assert first not in ivan.get(path).content.decode()
    token, program = ApiToken.objects.get(), Client()
    assert token.permissions == ["read_invoice"]
    assert ivan.post(f"{path}nyckel/{token.pk}/godkann/").status_code == 422
    assert program.get("/api/v1/invoices?month=2026-11", headers={"Authorization": f"Bearer {first}"}).status_code == 401
    approve_key(path, ylva)
    assert program.get("/api/v1/invoices?month=2026-11", headers={"Authorization": f"Bearer {first}"}).status_code == 200
    assert program.get("/api/v1/devices/D1001", headers={"Authorization": f"Bearer {first}"}).status_code == 403
    second = new_key(ivan.post(f"{path}nyckel/{token.pk}/byt/", {"days": "90", "overlap_days": "0"}).content.decode())
    approve_key(path, ylva)
    reads = [
        program.get("/api/v1/invoices?month=2026-11", headers={"Authorization": f"Bearer {key}"}).status_code for key in (first, second)
    ]
    assert reads == [401, 200]
    assert ivan.post(f"{path}nyckel/{ApiToken.objects.latest('pk').pk}/aterkalla/").status_code == 303
    assert program.get("/api/v1/invoices?month=2026-11", headers={"Authorization": f"Bearer {second}"}).status_code == 401


def test_nobody_changes_what_they_may_do_themselves(world: World, ivan: Client) -> None:
    path = page_of(world, "ivan")
    text = ivan.get(path).content.decode()
    assert "/roll/" not in text
    assert "/losenord/" not in text.split("<main")[1]
    role = {"role": "prescriber", "unit_id": world.units["store"].pk, "valid_from": str(civil_day(clock())), "profession": "nurse"}
    assert ivan.post(path + "roll/", role).status_code == 422
    assert ivan.post(path + "losenord/", {"password": WORD}).status_code == 422
    assert ivan.post(path + "stang/").status_code == 422
    assert Assignment.objects.filter(user=world.assignments["ivan"].user).count() == 1


@pytest.mark.law("ASVS 8.4.1")
def test_another_countys_users_roles_and_keys_cannot_be_reached_by_number(world: World, ivan: Client) -> None:
    add_strangers(world)
    far = world.assignments["far_desk"]
    token = ApiToken.objects.create(assignment=far, digest="d", name="x", created_at=clock(), expires_at=clock(), **GIVEN)
    path = page_of(world, "far_desk")
    tried = [
        "roll/",
        f"uppdrag/{far.pk}/avsluta/",
        f"uppdrag/{far.pk}/godkann/",
        f"nyckel/{token.pk}/godkann/",
        "losenord/",
        "stang/",
        "oppna/",
        f"nyckel/{token.pk}/aterkalla/",
        f"nyckel/{token.pk}/byt/",
    ]
    assert {ivan.post(path + rest, {"password": WORD}).status_code for rest in tried} == {404}
    mine = page_of(world, "filip")
    assert ivan.post(f"{mine}uppdrag/{far.pk}/avsluta/").status_code == 404
    assert ivan.get(f"{mine}uppdrag/{far.pk}/nyckel/").status_code == 404
    assert ivan.post(f"{mine}nyckel/{token.pk}/aterkalla/").status_code == 404


def test_what_a_key_opens_is_said_in_words(world: World, ivan: Client) -> None:
    gun, path = world.assignments["gun"], page_of(world, "gun")
    issue = f"{path}uppdrag/{gun.pk}/nyckel/"
    asked = ivan.get(issue).content.decode()
    words = str(PERMISSION_NAMES[Permission.READ_INVOICE])
    assert words in asked
    shown = ivan.post(issue, {"name": "ekonomi", "days": "30", "permissions": ["read_invoice"]}).content.decode()
    assert words in shown
    assert "read_invoice" not in shown
    assert set(PERMISSION_NAMES) == set(Permission)
