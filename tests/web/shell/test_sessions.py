"""How long a sign-in lasts, where one is signed in, and what ends it."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.usersessions.models import UserSession
from django.conf import LazySettings
from django.test import Client
from tests.support.clock import stands
from tests.support.pages import signed_in

from handtag.apps.audit.models import AuditEntry

if TYPE_CHECKING:
    from tests.support.world import World

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PAGE = "/lager/artiklar/"


class Clock:
    """The time of day, moved by hand."""

    def __init__(self) -> None:
        self.now = AT

    def __call__(self) -> datetime:
        return self.now

    def moves(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    stands(monkeypatch, clock)
    return clock


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


@pytest.mark.law("WCAG 2.2.1, ASVS 7.3")
def test_who_does_nothing_is_signed_out_and_told_why(world: "World", time: Clock, settings: LazySettings) -> None:
    client = signed_in(world, "filip")
    assert is_in(client)
    time.moves(minutes=settings.SESSION_IDLE_MINUTES)
    assert is_in(client), "the limit itself is still in time"
    time.moves(minutes=settings.SESSION_IDLE_MINUTES, seconds=1)
    answer = client.get("/", follow=True)
    assert answer.redirect_chain[0][0].startswith("/konto/logga-in/?next=")
    assert "Du har loggats ut" in answer.content.decode() or "You were signed out" in answer.content.decode()
    assert not is_in(client)
    entry = AuditEntry.objects.get(action="access.signed_out")
    assert (entry.actor, entry.details) == (world.viewer("filip").code, {"why": "idle"})


@pytest.mark.law("ASVS 7.3")
def test_who_works_on_is_signed_out_at_the_absolute_limit(world: "World", time: Clock, settings: LazySettings) -> None:
    client = signed_in(world, "filip")
    for _quarter in range(settings.SESSION_HOURS * 4 + 1):
        assert is_in(client)
        time.moves(minutes=15)
    assert not is_in(client)


def test_being_active_is_written_once_a_minute_at_most(world: "World", time: Clock) -> None:
    client = signed_in(world, "filip")
    client.get("/")
    first = client.session["seen_at"]
    time.moves(seconds=59)
    client.get("/")
    assert client.session["seen_at"] == first
    time.moves(seconds=1)
    client.get("/")
    assert client.session["seen_at"] == first + 60


def test_what_ends_a_users_sessions_ends_all_of_them_at_the_next_request_and_none_later(world: "World", time: Clock) -> None:
    parallel, other = [signed_in(world, "filip") for _ in range(10)], signed_in(world, "eva")
    assert all(is_in(client) for client in [*parallel, other])
    time.moves(minutes=1)
    user = world.assignments["filip"].user
    user.sessions_ended_at = time.now
    user.save()
    assert [is_in(client) for client in parallel] == [False] * 10
    assert is_in(other)
    time.moves(seconds=1)
    assert is_in(signed_in(world, "filip")), "who signs in anew is in"


@pytest.mark.law("ASVS 7.5")
def test_everyone_sees_where_they_are_signed_in_and_ends_the_others(world: "World") -> None:
    here, there = signed_in(world, "filip"), signed_in(world, "filip")
    for client, browser in ((here, "Firefox"), (there, "Chrome")):
        client.get("/", headers={"user-agent": f"Mozilla/5.0 (Windows NT 10.0) {browser}/140.0"})
    assert UserSession.objects.filter(user=world.assignments["filip"].user).count() == 2
    page = here.get("/konto/inloggningar/").content.decode()
    assert "Firefox" in page
    assert "Chrome" in page
    here.post("/konto/inloggningar/")
    assert (is_in(here), is_in(there)) == (True, False)


@pytest.mark.law("ASVS 7.5")
def test_one_sign_in_is_ended_and_the_others_go_on(world: "World") -> None:
    here, lost, other = [signed_in(world, "filip") for _ in range(3)]
    assert all(is_in(client) for client in (here, lost, other))
    session = UserSession.objects.get(session_key=lost.session.session_key)
    assert f"/konto/inloggningar/{session.pk}/" in here.get("/konto/inloggningar/").content.decode()
    assert here.post(f"/konto/inloggningar/{session.pk}/").status_code == 303
    assert [is_in(client) for client in (here, lost, other)] == [True, False, True]
    entry = AuditEntry.objects.get(action="access.signed_out")
    assert (entry.actor, entry.details) == (world.viewer("filip").code, {"why": "elsewhere"})
    assert here.post(f"/konto/inloggningar/{session.pk}/").status_code == 404


@pytest.mark.law("ASVS 7.5")
def test_nobody_ends_someone_elses_sign_in_nor_by_looking_nor_the_one_that_asks(world: "World") -> None:
    mine, theirs = signed_in(world, "filip"), signed_in(world, "eva")
    assert (is_in(mine), is_in(theirs)) == (True, True)
    here, there = (UserSession.objects.get(session_key=client.session.session_key) for client in (mine, theirs))
    assert mine.post(f"/konto/inloggningar/{there.pk}/").status_code == 404
    assert mine.post(f"/konto/inloggningar/{here.pk}/").status_code == 404
    assert theirs.get(f"/konto/inloggningar/{there.pk}/").status_code == 405
    assert mine.get(f"/konto/inloggningar/{here.pk}/").status_code == 405
    assert (is_in(mine), is_in(theirs)) == (True, True)


@pytest.mark.law("ASVS 7.5")
def test_a_session_list_shows_no_one_elses(world: "World") -> None:
    mine, theirs = signed_in(world, "filip"), signed_in(world, "eva")
    theirs.get("/", headers={"user-agent": "Mozilla/5.0 (X11; Linux) OndBrowser/1.0"})
    mine.get("/")
    assert "OndBrowser" not in mine.get("/konto/inloggningar/").content.decode()


@pytest.mark.law("ASVS 7.4")
def test_a_new_password_ends_every_other_session(world: "World") -> None:
    here, there = signed_in(world, "filip"), signed_in(world, "filip")
    user = world.assignments["filip"].user
    user.set_password("en-lang-och-gammal-fras")
    user.save()
    here.force_login(user)
    there.force_login(user)
    typed = {"oldpassword": "en-lang-och-gammal-fras", "password1": "en-lang-och-ny-fras-9", "password2": "en-lang-och-ny-fras-9"}
    assert here.post("/konto/losenord/", typed).status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)
