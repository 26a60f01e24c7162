"""A caller of the REST interface: a client that carries one user's token."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.support.world import World

from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.base import execute


class Caller:
    """Calls commands and reads as one user; answers are (status, body)."""

    def __init__(self, token: str) -> None:
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {token}"}

    def command(self, name: str, /, *, key: str | None = None, **body: Any) -> tuple[int, Any]:
        extra = {"Idempotency-Key": key} if key else {}
        answer = self.client.post(f"/api/v1/commands/{name}", body, "application/json", headers=self.headers | extra)
        return answer.status_code, answer.json()

    def get(self, path: str) -> tuple[int, Any]:
        answer = self.client.get(f"/api/v1/{path}", headers=self.headers)
        return answer.status_code, answer.json()


@pytest.fixture
def caller(world: World) -> Callable[[str], Caller]:
    def make(name: str) -> Caller:
        assignment = world.viewer(name).assignment_id
        return Caller(execute(issue_api_token, IssueApiToken(assignment, "test", 30), world.viewer("timer")))

    return make
