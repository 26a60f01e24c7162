"""The prescriber's start page: person search first, then my work."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.prescriptions.models import FollowUp, Prescription
from handtag.domain.access import ROLE_PERMISSIONS, Role
from handtag.web.shell.assignment import today


def test_the_search_is_first_and_posts(world: World) -> None:
    page = signed_in(world, "anna").get("/").content.decode()
    main = page[page.index("<main") :]
    assert main.index('name="personnummer"') < main.index("<ul") if "<ul" in main else 'name="personnummer"' in main
    assert '<form method="post" action="/personer/"' in main
    assert "data-search" in main


def test_an_empty_start_page_says_what_to_do(world: World) -> None:
    page = signed_in(world, "anna").get("/")
    assert [page.context[name] for name in ("follow_ups", "unfinished", "orders")] == [[], [], []]
    assert page.content.decode().count("empty-state") == 3


@pytest.mark.law("HSLF-FS 2021:52 follow-up")
def test_my_follow_ups_come_most_overdue_first_and_only_mine(world: World) -> None:
    days = {}
    for name, person, ahead in (("anna", "bror", 5), ("anna", "asta", -3), ("nils", "frida", -9)):
        signed_in(world, name).post(
            f"/forskrivningar/ny/{world.key(person)}/",
            {"need": "Behov", "goal": "Mål", "priority": "2", "command_id": str(uuid4())},
        )
        days[person] = today() + timedelta(days=ahead)
        FollowUp.objects.create(prescription=Prescription.objects.get(person=world.persons[person]), due_on=days[person])
    due = signed_in(world, "anna").get("/").context["follow_ups"]
    assert [(row.due_on, row.is_overdue) for row in due] == [(days["asta"], True), (days["bror"], False)]


@pytest.mark.parametrize("name", ["anna", "eva", "filip", "gun", "hanna", "ivan"])
def test_every_role_has_a_start_page(world: World, name: str) -> None:
    assert signed_in(world, name).get("/").status_code == 200
    assert set(ROLE_PERMISSIONS) == set(Role)
