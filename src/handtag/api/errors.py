"""One translation of coded outcomes into problem documents (RFC 9457): the same codes as pages and commands, in the caller's language."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from handtag.api.pace import TooOftenError
from handtag.domain.agreement.facts import FactError
from handtag.domain.values.errors import Conflict, HandtagError, NotAllowed, NotFound, Refused, Unavailable
from handtag.usecases.messages import sentence

STATUS: dict[type[HandtagError], int] = {Refused: 422, NotAllowed: 403, NotFound: 404, Conflict: 409, Unavailable: 503}


class Problem(Schema):
    """What happened, in words and as a code; nothing was saved."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    field: str | None = None
    params: dict[str, Any] = {}


PROBLEMS: dict[Any, Any] = dict.fromkeys((400, 401, 403, 404, 409, 422, 429, 503), Problem)
PROBLEM_TYPE = "application/problem+json"


def problem(status: int, title: str, code: str, *, field: str | None = None, params: dict[str, Any] | None = None) -> HttpResponse:
    body = Problem(title=title, status=status, code=code, field=field, params=params or {})
    return HttpResponse(body.model_dump_json(), status=status, content_type=PROBLEM_TYPE)


def add_handlers(api: NinjaAPI) -> None:
    """Every outcome that is not an answer becomes a problem document."""

    def coded(request: HttpRequest, error: HandtagError) -> HttpResponse:
        params = {name: str(value) for name, value in error.params.items()}
        answer = problem(STATUS[type(error)], str(sentence(error)), error.code, field=error.field, params=params)
        if isinstance(error, Unavailable):
            answer.headers["Retry-After"] = str(60 * int(params.get("minutes", "1")))
        return answer

    def unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
        first = error.errors[0]
        place = ".".join(str(part) for part in first["loc"][1:] if part != "data") or None
        return problem(422, str(first["msg"]), "input.unreadable", field=place)

    def unparsed(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, str(error), "input.unreadable")

    def unknown_fact(request: HttpRequest, error: FactError) -> HttpResponse:
        return problem(422, str(error), "facts.unreadable", field=error.field, params={"valid": list(error.valid)})

    for outcome in STATUS:
        api.exception_handler(outcome)(coded)
    api.exception_handler(ValidationError)(unreadable)
    api.exception_handler(FactError)(unknown_fact)
    api.exception_handler(HttpError)(unparsed)
    _add_doors(api)


def _add_doors(api: NinjaAPI) -> None:
    """Who does not come in at all."""

    def stranger(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        return problem(401, "A valid bearer token is needed.", "access.no_token")

    def too_often(request: HttpRequest, error: TooOftenError) -> HttpResponse:
        answer = problem(429, "Too many calls. Wait a minute.", "access.too_often")
        answer.headers["Retry-After"] = "60"
        return answer

    api.exception_handler(TooOftenError)(too_often)
    api.exception_handler(AuthenticationError)(stranger)
