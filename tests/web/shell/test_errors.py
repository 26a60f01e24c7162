"""Error pages: what happened, whether anything was saved, what to do, a reference number; and the headers of every page."""

import re
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import path
from django.utils import translation

from handtag.apps.access.models import User
from handtag.domain.values.errors import Conflict, HandtagError, NotAllowed, NotFound, Refused
from handtag.web.shell import errors
from handtag.web.urls import urlpatterns as site

if TYPE_CHECKING:
    from tests.support.world import World

REFERENCE = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}")
OUTCOMES: dict[str, Exception] = {
    "refused": Refused("identity.invalid"),
    "not-allowed": NotAllowed("access.refused"),
    "not-found": NotFound("people.not_found"),
    "conflict": Conflict("command.used_with_other_content"),
    "broken": ZeroDivisionError("secret detail"),
}


def fail(request: HttpRequest, kind: str) -> None:
    raise OUTCOMES[kind]


urlpatterns = [*site, path("fel/<str:kind>/", fail)]
handler403, handler404, handler500 = errors.forbidden, errors.not_found, errors.server_error


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("kind", "status", "trouble"),
    [
        ("refused", 422, errors.REFUSED),
        ("not-allowed", 403, errors.FORBIDDEN),
        ("not-found", 404, errors.NOT_FOUND),
        ("conflict", 409, errors.CONFLICT),
        ("broken", 500, errors.BROKEN),
    ],
)
def test_each_outcome_has_its_page(client: Client, kind: str, status: int, trouble: errors.Trouble) -> None:
    client.raise_request_exception = False
    answer = client.get(f"/fel/{kind}/", headers={"cookie": "handtag_language=en"})
    page = answer.content.decode()
    assert answer.status_code == status
    with translation.override("en"):
        for part in (trouble.title, trouble.happened, trouble.saved, trouble.todo):
            assert str(part) in page
    assert answer["X-Request-Id"] in page
    assert REFERENCE.fullmatch(answer["X-Request-Id"])
    assert "secret detail" not in page


@pytest.mark.urls(__name__)
def test_what_one_may_not_see_looks_exactly_like_what_does_not_exist(client: Client) -> None:
    def words(address: str) -> str:
        return REFERENCE.sub("", re.sub(r'value="[^"]*"|"X-CSRFToken": "\w+"', "", client.get(address).content.decode()))

    assert words("/fel/not-found/") == words("/no/such/page/")


@pytest.mark.law("ASVS 16.3")
@pytest.mark.urls(__name__)
def test_a_broken_page_is_logged_by_route_and_reference_and_never_by_address(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.raise_request_exception = False
    answer = client.get("/fel/broken/?personnummer=201001122389")
    ours = [record.getMessage() for record in caplog.records if record.name == "handtag.web"]
    assert any(answer["X-Request-Id"] in line and "fel/<str:kind>/" in line for line in ours)
    assert all("2389" not in line for line in ours)


def test_an_expired_form_says_that_nothing_was_saved() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/sprak/", {"language": "en"}, headers={"cookie": "handtag_language=en"})
    assert answer.status_code == 403
    with translation.override("en"):
        assert str(errors.CSRF.saved) in answer.content.decode()


def test_the_page_for_a_broken_system_needs_neither_user_nor_database() -> None:
    request = RequestFactory().get("/")
    assert not hasattr(request, "user")
    assert errors.server_error(request).status_code == 500


def test_every_kind_of_coded_outcome_has_a_page() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    for kind in HandtagError.__subclasses__():
        assert errors.coded_outcome(request, kind("access.refused")).status_code in {403, 404, 409, 422, 503}


@pytest.mark.law("ASVS 14.3")
def test_pages_of_signed_in_people_are_kept_nowhere(client: Client, world: "World") -> None:
    assert "no-store" not in client.get("/_ui/").get("Cache-Control", "")
    client.force_login(User.objects.get(username="anna"))
    assert client.get("/_ui/")["Cache-Control"] == "no-store"


@pytest.mark.law("ASVS 3.4")
def test_pages_allow_only_our_own_scripts_and_styles(client: Client) -> None:
    answer = client.get("/_ui/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "camera=(self)" in answer["Permissions-Policy"]
