"""Everything the system can do, as commands: `POST /commands/<use_case>` with the use case's own input as body.

The routes are made from the registry, so a new use case has its route, its schema and its documentation at once.
"""

import inspect
from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Header, Router, Schema
from ninja.params.functions import Body

from handtag.api.auth import viewer_of
from handtag.api.errors import PROBLEMS
from handtag.usecases.base import UseCase, execute, load_all

# Use cases that other programs have no business with, and why.
WITHOUT_ROUTE = {
    "issue_api_token": "its answer is a secret that must not pass through logs of other programs; see `handtag issue_token`",
    "invite_user": "its input holds a password",
    "reset_password": "its input holds a password",
    "rotate_api_token": "its answer is a secret that must not pass through logs of other programs",
    "sign_in_from_provider": "only the log-in itself says who has come from the identity provider",
    "sign_in_person": "only the log-in itself says who has been identified",
    "note_token_use": "only the interface itself notes that a key is used",
}
router = Router(tags=["commands"])
CommandId = Annotated[UUID | None, Header(alias="Idempotency-Key")]


class Answer(Schema):
    """What the use case answered: a number, a key, or a small object."""

    answer: Any = None


def _route(case: UseCase[Any, Any]) -> Callable[..., Answer]:
    def command(request: HttpRequest, data: Any, command_id: CommandId = None) -> Answer:
        return Answer(answer=execute(case, data, viewer_of(request), command_id=command_id, door="api"))

    parameters = dict(inspect.signature(command).parameters)
    parameters["data"] = parameters["data"].replace(annotation=Annotated[case.input_type, Body(...)])
    command.__signature__ = inspect.Signature(list(parameters.values()))  # type: ignore[attr-defined]
    command.__name__ = case.name
    command.__doc__ = inspect.getdoc(case.function)
    return command


for _case in sorted(load_all().values(), key=lambda case: (case.area, case.name)):
    if _case.name not in WITHOUT_ROUTE:
        router.post(
            f"/{_case.name}",
            response={200: Answer, **PROBLEMS},
            operation_id=_case.name,
            summary=_case.name.replace("_", " ").capitalize(),
            tags=[_case.area],
        )(_route(_case))
