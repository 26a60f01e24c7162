"""Over which wires the interface answers. Who calls, and what they may, is not decided here."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from handtag.api.errors import problem

Handler = Callable[[HttpRequest], HttpResponseBase]


def encrypted_only(get_response: Handler) -> Handler:
    """Where HTTPS is demanded, a program that calls over plain HTTP is refused before its key is read (OWASP ASVS 5, 4.1.2): led on as
    a browser is, it would go on sending its key in the clear and nobody would notice.
    """

    def handle(request: HttpRequest) -> HttpResponseBase:
        if settings.SECURE_SSL_REDIRECT and request.path.startswith("/api/") and not request.is_secure():
            return problem(403, "The interface is called over HTTPS. Exchange the key, which was sent unencrypted.", "access.plain_http")
        return get_response(request)

    return handle
