"""Language and colours, chosen by each person and kept in cookies, so that they also hold before log-in and on error pages."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

SCHEME_COOKIE = "handtag_scheme"
SCHEMES = {"auto": _("Automatic"), "light": _("Light"), "dark": _("Dark")}
YEAR = 365 * 24 * 60 * 60


def scheme_of(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(SCHEME_COOKIE, "auto")
    return chosen if chosen in SCHEMES else "auto"


def language_of(request: HttpRequest) -> str:
    """Swedish until someone chooses otherwise: the browser's own language is not asked."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def safe_next(request: HttpRequest, default: str = "/") -> str:
    """The address in `next`, when it is on this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or default
    allowed = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wanted if allowed else default


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    answer = HttpResponseRedirect(safe_next(request))
    if (chosen := request.POST.get("language", "")) in dict(settings.LANGUAGES):
        _remember(answer, settings.LANGUAGE_COOKIE_NAME, chosen)
    return answer


@require_POST
def set_scheme(request: HttpRequest) -> HttpResponse:
    answer = HttpResponseRedirect(safe_next(request))
    if (chosen := request.POST.get("scheme", "")) in SCHEMES:
        _remember(answer, SCHEME_COOKIE, chosen)
    return answer


def _remember(answer: HttpResponse, name: str, value: str) -> None:
    answer.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True)
