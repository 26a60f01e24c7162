"""Where the role demands it, a password alone opens nothing: a code or a key is set up, and then shown at every sign-in."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.access.models import User
from handtag.apps.audit.models import AuditEntry

WORD = "en-lang-och-bra-fras"


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def anna(world: World, settings: LazySettings) -> User:
    settings.SECOND_FACTOR_ROLES = ["prescriber"]
    user = world.assignments["anna"].user
    user.set_password(WORD)
    user.save()
    return user


def sign_in(client: Client, **typed: str) -> str:
    return str(client.post("/konto/logga-in/", {"login": "anna", "password": WORD} | typed).headers.get("Location", ""))


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def set_up(client: Client) -> str:
    """Through the pages, as she does it; answers the secret her app keeps."""
    page = client.get("/konto/tva-steg/totp/activate/")
    if page.status_code == 302:
        client.post(page["Location"], {"password": WORD})
        page = client.get("/konto/tva-steg/totp/activate/")
    secret = str(page.context["form"].secret)
    assert client.post("/konto/tva-steg/totp/activate/", {"code": code_of(secret)}).status_code == 302
    return secret


@pytest.mark.law("HSLF-FS 2016:40 3 kap. 15 §, ASVS 6.3.3, NIS 2 art. 21.2 j")
def test_a_password_alone_leads_to_setting_it_up_and_nowhere_else(anna: User) -> None:
    client = Client()
    sign_in(client)
    for path in ("/", "/personer/", "/forskrivningar/", "/lager/hjalpmedel/D1001/"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers.get("Location")) == (302, "/konto/tva-steg/"), path
    assert client.get("/konto/tva-steg/").status_code == 200


def test_a_role_of_which_it_is_not_demanded_goes_on(anna: User, world: World) -> None:
    assert signed_in(world, "eva").get("/").status_code == 200


@pytest.mark.law("ASVS 6.3.3")
def test_all_means_every_role(anna: User, world: World, settings: LazySettings) -> None:
    settings.SECOND_FACTOR_ROLES = ["all"]
    assert signed_in(world, "eva").get("/")["Location"] == "/konto/tva-steg/"


def test_whoever_has_set_it_up_shows_a_code_and_is_asked_at_every_sign_in(anna: User) -> None:
    client = Client()
    sign_in(client)
    secret = set_up(client)
    asked = client.get("/")
    assert asked["Location"].startswith("/konto/tva-steg/reauthenticate/?next=%2F")
    cache.clear()  # the code that set it up is used; a minute later there is a new one
    assert client.post(asked["Location"], {"code": code_of(secret)})["Location"] == "/"
    assert client.get("/").status_code == 200
    cache.clear()
    later = Client()
    assert sign_in(later).startswith("/konto/tva-steg/authenticate/")
    assert later.get("/")["Location"].startswith("/konto/logga-in/"), "the password alone signs nobody in"
    later.post("/konto/tva-steg/authenticate/", {"code": code_of(secret)})
    assert later.get("/").status_code == 200


@pytest.mark.law("ASVS 6.5")
def test_a_code_is_good_once(anna: User) -> None:
    client = Client()
    sign_in(client)
    secret = set_up(client)
    cache.clear()
    first, second = Client(), Client()
    used = code_of(secret)
    for other in (first, second):
        sign_in(other)
        other.post("/konto/tva-steg/authenticate/", {"code": used})
    assert (first.get("/").status_code, second.get("/").status_code) == (200, 302)


@pytest.mark.law("ASVS 6.5")
def test_a_recovery_code_lets_her_in_once(anna: User) -> None:
    client = Client()
    sign_in(client)
    set_up(client)
    codes = RecoveryCodes(Authenticator.objects.get(user=anna, type="recovery_codes")).get_unused_codes()
    assert len(codes) == 10
    for times, status in ((1, 200), (2, 302)):
        other = Client()
        sign_in(other)
        other.post("/konto/tva-steg/authenticate/", {"code": codes[0]})
        assert other.get("/").status_code == status, times


@pytest.mark.law("ASVS 6.3.1")
def test_guessing_the_code_is_stopped_and_each_guess_is_logged(anna: User) -> None:
    TOTP.activate(anna, "JBSWY3DPEHPK3PXP")
    client = Client()
    sign_in(client)
    for number in range(8):
        client.post("/konto/tva-steg/authenticate/", {"code": f"{number:06d}"})
    client.post("/konto/tva-steg/authenticate/", {"code": code_of("JBSWY3DPEHPK3PXP")})
    assert client.get("/").status_code == 302, "also the right code comes too late"
    failed = AuditEntry.objects.filter(action="access.login_failed", actor=f"user:{anna.pk}")
    assert 0 < failed.count() <= 8
    assert {entry.details["factor"] for entry in failed} == {"second"}


@pytest.mark.law("ASVS 6.3.8")
def test_a_wrong_user_name_and_a_wrong_password_are_answered_alike(anna: User) -> None:
    answers = []
    for typed in ({"password": "fel-fras-helt"}, {"login": "finnsinte"}):
        page = Client().post("/konto/logga-in/", {"login": "anna", "password": WORD} | typed)
        answers.append((page.status_code, page.context["form"].errors.as_json()))
    assert answers[0] == answers[1]
