"""Who calls: a bearer token bound to one assignment, looked up at every request so that a withdrawn one stops at once."""

from django.http import HttpRequest
from ninja.security import HttpBearer

from handtag.apps.organisations.queries import viewer_for_token
from handtag.db.fields import blind_index
from handtag.domain.access import Viewer
from handtag.usecases.base import civil_day, clock, record_stranger


class TokenAuth(HttpBearer):
    """`Authorization: Bearer …`; the viewer is put on the request as `auth`."""

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:
        now = clock()
        viewer = viewer_for_token(token, now, civil_day(now))
        if viewer is None:
            record_stranger("access.token_refused", actor="unknown", door="api", token_digest=blind_index("token", token)[:16])
        return viewer


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer the token stands for; only endpoints behind TokenAuth ask."""
    viewer = request.auth  # type: ignore[attr-defined]
    assert isinstance(viewer, Viewer)
    return viewer
