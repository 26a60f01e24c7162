"""Signing in and choosing in which role, at which unit, to work."""

from datetime import date, timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from tests.support.world import GIVEN, World

from handtag.apps.access.models import User
from handtag.apps.organisations.models import Assignment
from handtag.domain.access import Permission, Viewer
from handtag.domain.values.errors import NotAllowed
from handtag.web.shell.assignment import signed_in, today

WORD = "a-long-enough-password"


def user(name: str) -> User:
    return User.objects.get(username=name)


@pytest.fixture
def two(world: World) -> User:
    """Anna, who also works at the order desk."""
    anna, desk = user("anna"), user("eva")
    other = Assignment.objects.get(user=desk)
    Assignment.objects.create(user=anna, unit=other.unit, role="desk", valid_from=date(2026, 1, 1), **GIVEN)
    anna.set_password(WORD)
    anna.save()
    return anna


def ask(who: User, client: Client) -> HttpRequest:
    request = RequestFactory().get("/personer/?sida=2")
    request.user = who
    request.session = client.session
    return request


@signed_in(Permission.PRESCRIBE)
def prescribing_page(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return HttpResponse(viewer.role.value)


def test_who_is_not_signed_in_is_sent_to_sign_in_and_back(client: Client, world: World) -> None:
    answer = client.get("/uppdrag/")
    assert answer["Location"] == "/konto/logga-in/?next=/uppdrag/"


def test_signing_in_leads_to_the_choice(client: Client, two: User) -> None:
    assert client.post("/konto/logga-in/", {"login": "anna", "password": "wrong-password"}).status_code == 200
    answer = client.post("/konto/logga-in/", {"login": "anna", "password": WORD})
    assert answer["Location"] == "/uppdrag/"
    page = client.get("/uppdrag/").content.decode()
    assert page.count('name="assignment"') == 2


def test_who_holds_one_assignment_is_never_asked(client: Client, world: World) -> None:
    client.force_login(user("filip"))
    assert client.get("/uppdrag/?next=/lager/")["Location"] == "/lager/"


@pytest.mark.law("ASVS 7.2")
def test_the_choice_decides_role_and_unit(client: Client, two: User) -> None:
    client.force_login(two)
    desk = Assignment.objects.get(user=two, role="desk")
    answer = client.post("/uppdrag/", {"assignment": str(desk.pk), "next": "/lager/"})
    assert (answer.status_code, answer["Location"]) == (303, "/lager/")
    assert desk.unit.name in client.get("/uppdrag/").content.decode().split("me-unit")[1]
    with pytest.raises(NotAllowed):
        prescribing_page(ask(two, client))


def test_nobody_can_choose_another_persons_assignment(client: Client, two: User) -> None:
    client.force_login(two)
    foreign = Assignment.objects.get(user=user("gun"))
    for wanted in (str(foreign.pk), "999999", "x", ""):
        assert client.post("/uppdrag/", {"assignment": wanted}).status_code == 200
    assert "assignment" not in client.session


def test_a_withdrawn_assignment_stops_at_the_next_page(client: Client, two: User) -> None:
    client.force_login(two)
    mine = Assignment.objects.get(user=two, role="prescriber")
    client.post("/uppdrag/", {"assignment": str(mine.pk)})
    assert prescribing_page(ask(two, client)).content == b"prescriber"
    Assignment.objects.create(user=two, unit=mine.unit, role="store_worker", valid_from=date(2026, 1, 1), **GIVEN)
    Assignment.objects.filter(pk=mine.pk).update(valid_to=today() - timedelta(days=1))
    answer = prescribing_page(ask(two, client))
    assert answer["Location"] == "/uppdrag/?next=%2Fpersoner%2F%3Fsida%3D2"


def test_a_role_without_the_permission_is_refused(client: Client, world: World) -> None:
    with pytest.raises(NotAllowed):
        prescribing_page(ask(user("filip"), client))


def test_without_any_assignment_the_page_says_whom_to_ask(client: Client, world: World) -> None:
    Assignment.objects.filter(user=user("filip")).delete()
    client.force_login(user("filip"))
    page = client.get("/uppdrag/")
    assert page.status_code == 200
    assert 'name="assignment"' not in page.content.decode()
    assert "empty-state" in page.content.decode()
