"""Sign-in and security pages: all on our frame, nothing by e-mail, guessing is stopped."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from handtag.apps.access.models import User

if TYPE_CHECKING:
    from tests.support.world import World

WORD = "a-long-enough-password"


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def anna(world: "World", client: Client) -> User:
    user = User.objects.get(username="anna")
    user.set_password(WORD)
    user.save()
    return user


def sign_in(client: Client, password: str = WORD) -> int:
    return client.post("/konto/logga-in/", {"login": "anna", "password": password}).status_code


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account_inactive", "shell:forgotten_password"])
def test_pages_before_sign_in_stand_on_our_frame(client: Client, db: None, name: str) -> None:
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert 'class="entrance"' in page.content.decode()


@pytest.mark.parametrize("name", ["account_reset_password", "account_email", "account_confirm_email"])
def test_nothing_goes_by_email(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.law("ASVS 6.3.2")
def test_nobody_registers_themselves(client: Client, world: "World") -> None:
    before = User.objects.count()
    client.post(reverse("account_signup"), {"username": "mallory", "password1": WORD, "password2": WORD})
    assert User.objects.count() == before


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_list_webauthn", "account_change_password", "usersessions_list"]
)
def test_security_pages_stand_on_our_frame(client: Client, anna: User, name: str) -> None:
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": WORD})
    page = client.get(reverse(name))
    assert page.status_code == 200
    text = page.content.decode()
    assert "tab-links" in text
    assert "placeholder" not in text, "allauth's placeholders repeat the labels"
    assert 'class="ds-input"' in text or "<input" not in text.split("<main")[1].split("</main")[0]


@pytest.mark.law("ASVS 7.4")
def test_a_signed_out_person_is_out(client: Client, anna: User) -> None:
    assert sign_in(client) == 302
    assert client.get(reverse("account_logout")).status_code == 200, "a link never signs anyone out"
    assert client.get("/uppdrag/")["Location"] != "/konto/logga-in/?next=/uppdrag/"
    client.post(reverse("account_logout"))
    assert client.get("/uppdrag/")["Location"] == "/konto/logga-in/?next=/uppdrag/"


@pytest.mark.law("ASVS 6.3.1")
def test_guessing_is_stopped_even_when_the_guess_is_right_at_last(client: Client, anna: User) -> None:
    for _attempt in range(10):
        sign_in(client, "not-the-password")
    assert sign_in(client) != 302


def test_a_withdrawn_account_cannot_sign_in(client: Client, anna: User) -> None:
    User.objects.filter(pk=anna.pk).update(is_active=False)
    sign_in(client)
    assert "_auth_user_id" not in client.session


def test_too_many_calls_are_told_to_wait(client: Client, db: None) -> None:
    for _attempt in range(40):
        answer = client.post("/konto/logga-in/", {"login": f"user{_attempt}", "password": "x"})
    assert answer.status_code == 429
    assert 'class="entrance"' in answer.content.decode()


@pytest.mark.law("ASVS 6.4.1")
def test_a_password_that_an_administrator_chose_leads_to_choosing_ones_own_and_nowhere_else(client: Client, anna: User) -> None:
    User.objects.filter(pk=anna.pk).update(password_is_given=True)
    assert sign_in(client) == 302
    for path in ("/", "/personer/", "/forskrivningar/", "/fakturor/"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers.get("Location")) == (302, reverse("account_change_password")), path
    typed = {"oldpassword": WORD, "password1": WORD, "password2": WORD}
    assert client.post(reverse("account_change_password"), typed).status_code == 200, "the same one is not one's own"
    assert client.get("/").status_code == 302
    own = typed | {"password1": "mitt-eget-langa-ord", "password2": "mitt-eget-langa-ord"}
    assert client.post(reverse("account_change_password"), own).status_code == 302
    assert client.get("/").status_code == 200
    again = Client()
    assert sign_in(again, "mitt-eget-langa-ord") == 302
    assert again.get("/").status_code == 200


def test_who_comes_in_without_the_given_password_is_not_asked_for_another(client: Client, anna: User) -> None:
    User.objects.filter(pk=anna.pk).update(password_is_given=True)
    client.force_login(anna)
    assert client.get("/").status_code == 200
