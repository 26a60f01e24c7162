"""Coming in through the organisation's identity provider (OpenID Connect): what it says is mapped to roles, or the door stays shut."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from requests import RequestException

from handtag.apps.access.queries import user_for_sign_in
from handtag.apps.organisations.queries import system_viewer
from handtag.domain.attribute_mapping import AttributeMapping
from handtag.files.attribute_mappings import read_mapping
from handtag.usecases.administration.sign_in_from_provider import SignInFromProvider, sign_in_from_provider
from handtag.usecases.base import civil_day, clock, execute, record_stranger
from handtag.web.shell import person_provider
from handtag.web.shell.errors import NOTHING_SAVED, Trouble, error_page

WHY: dict[str, str | Promise] = {
    "no_roles": _("Your sign-in worked, but nothing that your organisation says of you gives a role in Handtag."),
    "no_unit": _("Your sign-in worked, but the unit you are working for now is not registered in Handtag."),
    "closed": _("Your account in Handtag is closed."),
    "name_taken": _("Your sign-in worked, but an account with that name is not linked to your organisation's sign-in."),
    "unmet": _("Your sign-in worked, but it was not as strong as is demanded here. Sign in with your card or another strong method."),
    "weak": _("Your sign-in worked, but it was not strong enough here. Use BankID, Freja or another e-identification of level 3."),
    "unclear": _("What came from your organisation's sign-in does not say who you are."),
    "failed": _("The sign-in at your organisation was not completed."),
}
WHAT_TO_DO = _("Choose the right assignment when you sign in, or ask whoever looks after accounts at your organisation.")
TRY_AGAIN = _("Go back and try again. If it happens again, ask the unit that looks after your devices.")


NO_ANSWER = Trouble(
    503,
    _("You could not be signed in"),
    _("The sign-in of your organisation does not answer now."),
    NOTHING_SAVED,
    _("Try again in a little while, or sign in another way."),
)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Sends the browser to the provider, by POST alone; a GET shows a button."""
    return _while_it_answers(openid_connect.login, request, provider_id)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Where the provider sends the browser back to."""
    return _while_it_answers(openid_connect.callback, request, provider_id)


def _while_it_answers(view: Callable[..., HttpResponseBase], request: HttpRequest, provider_id: str) -> HttpResponseBase:
    try:
        return view(request, provider_id)
    except RequestException:
        return error_page(request, NO_ANSWER)


@cache
def mapping_in(path: str) -> AttributeMapping:
    return read_mapping(Path(path))


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Who comes from the provider is found or made by the use case; nothing of what it says of someone is kept but name and subject."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[Any]:
        """Those of the settings alone: nobody adds a provider in the database."""
        return [app for app in super().list_apps(request, provider, client_id) if app.pk is None]

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.state.get("process", "login") != "login":
            raise _shut(request, "failed")
        claims = _claims(sociallogin.account.extra_data)
        if _provider_of(request) == person_provider.PROVIDER:
            raise _herself(request, claims)
        mapping = mapping_in(settings.OIDC_MAPPING)
        subject = mapping.subject_of(claims)
        if not subject:
            raise _shut(request, "unclear")
        if unmet := mapping.unmet(claims):
            raise _shut(request, "unmet", claim=unmet)
        now = clock()
        asked = SignInFromProvider(subject, mapping.name_of(claims)[:120], mapping.grants(claims))
        answer = execute(sign_in_from_provider, asked, system_viewer(civil_day(now)), now=now, door="page")
        if answer.user_id is None:
            raise _shut(request, answer.refused)
        sociallogin.user = user_for_sign_in(answer.user_id)

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_about: Any) -> None:
        raise _shut(request, "failed")


def _provider_of(request: HttpRequest) -> str:
    return str(request.resolver_match.kwargs.get("provider_id", "")) if request.resolver_match else ""


def _herself(request: HttpRequest, claims: dict[str, Any]) -> Exception:
    """Somebody who comes to see about herself gets no account: the library's own log-in goes no further."""
    answer = person_provider.admitted(request, claims)
    if isinstance(answer, str):
        return _shut(request, answer)
    onwards: Exception = ImmediateHttpResponse(answer)
    return onwards


def _claims(told: dict[str, Any]) -> dict[str, Any]:
    """The ID token's claims with those of the user-info endpoint, which must speak of the same one (OpenID Connect Core 5.3.2)."""
    token, info = told.get("id_token") or {}, told.get("userinfo") or {}
    if token and info and token.get("sub") != info.get("sub"):
        return {}
    return {**info, **token}


def _shut(request: HttpRequest, why: str, **details: str) -> Exception:
    """What to raise so that the door stays shut, with the reason on a page and in the log."""
    record_stranger("access.login_failed", actor="unknown", door="page", factor="provider", reason=why, **details)
    todo = TRY_AGAIN if _provider_of(request) == person_provider.PROVIDER else WHAT_TO_DO
    trouble = Trouble(403, _("You could not be signed in"), WHY[why], NOTHING_SAVED, todo)
    answer: Exception = ImmediateHttpResponse(error_page(request, trouble))
    return answer
