"""Who calls: a bearer token bound to one assignment, looked up at every request so that a withdrawn one stops at once."""

from contextlib import suppress

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from ninja.security import HttpBearer

from handtag.api.pace import TooOftenError, count
from handtag.apps.organisations.queries import system_viewer, token_digest, token_to_note, viewer_for_token
from handtag.db import wall
from handtag.db.fields import blind_index
from handtag.domain.access import Viewer
from handtag.domain.values.errors import Unavailable
from handtag.usecases.administration.note_token_use import NoteTokenUse, note_token_use
from handtag.usecases.base import civil_day, clock, execute, record_stranger

WRONG_KEYS_PER_MINUTE = 30


class TokenAuth(HttpBearer):
    """`Authorization: Bearer …`; the viewer is put on the request as `auth`."""

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:
        now = clock()
        viewer = viewer_for_token(token, now, civil_day(now))
        if viewer is None:
            if count(f"address:{get_adapter().get_client_ip(request)}") > WRONG_KEYS_PER_MINUTE:
                raise TooOftenError  # and not another line in the log: whoever guesses would fill it
            record_stranger("access.token_refused", actor="unknown", door="api", token_digest=blind_index("token", token)[:16])
        elif count(f"key:{token_digest(token)}") > settings.API_CALLS_PER_MINUTE:
            raise TooOftenError
        elif (unnoted := token_to_note(token, now)) is not None:
            with suppress(Unavailable):  # while nothing can be changed it is noted later
                execute(note_token_use, NoteTokenUse(unnoted), system_viewer(civil_day(now)), now=now, door="api")
        wall.ask_as(wall.of_viewer(viewer) if viewer else wall.NOBODY)
        return viewer


def viewer_of(request: HttpRequest) -> Viewer:
    """The viewer the token stands for; only endpoints behind TokenAuth ask."""
    viewer = request.auth  # type: ignore[attr-defined]
    assert isinstance(viewer, Viewer)
    return viewer
