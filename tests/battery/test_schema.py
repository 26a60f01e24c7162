"""The interface does what its description says: calls made from openapi.json, right and wrong, are answered as it tells."""

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.cache import caches
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS
from tests.battery.conftest import Size
from tests.support.strangers import ONE_OF_EACH
from tests.support.world import World

from handtag.api import errors
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.base import load_all

pytestmark = [pytest.mark.both]
DESCRIPTION = Path(errors.__file__).with_name("openapi.json")
# What an answer must be: no crash, a status and a content type that are described, a body of the described shape.
ASKED = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance",
)  # fmt: skip
READER = "cilla"


@pytest.fixture
def keys(world: World) -> Callable[[str], str]:
    """A key for someone who may do what an operation is about; for a read, someone who sees persons."""
    made: dict[str, str] = {}

    def key(operation: str) -> str:
        case = load_all().get(operation)
        able = [name for name in (READER, *ONE_OF_EACH) if case is None or world.viewer(name).may(case.permission)]
        name = next(iter(able), READER)  # what only the system itself does is refused to everyone
        if name not in made:
            made[name] = world.run(issue_api_token, IssueApiToken(world.assignments[name].pk, "prov", 300), "timer")
        return made[name]

    return key


def faults(keys: Callable[[str], str], calls: int, seed: int, only: str = "", every: int = 1) -> tuple[Counter[int], list[str]]:
    """The statuses of the answers, and what was not as it is described."""
    description = schemathesis.openapi.from_dict(_without_doors(json.loads(DESCRIPTION.read_text(encoding="utf-8"))))
    description.app = get_wsgi_application()
    statuses, found = Counter[int](), list[str]()
    for number, one in enumerate(description.get_all_operations()):
        operation = one.ok()
        if only in operation.label and number % every == 0:
            for mode in GenerationMode:
                found += _faults(operation, keys(operation.path.rpartition("/")[2]), mode, calls, seed, statuses)
    return statuses, found


def _without_doors(plain: dict[str, Any]) -> dict[str, Any]:
    """The description without what it says of keys: every wrong call would begin with a wrong key, and come no further."""
    for operations in plain["paths"].values():
        for operation in operations.values():
            operation.pop("security", None)
    return plain


def _faults(operation: Any, key: str, mode: GenerationMode, calls: int, seed: int, statuses: Counter[int]) -> Iterator[str]:
    told = dict[str, str]()

    @seeded(seed)
    @settings(
        max_examples=calls, deadline=None, database=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def call(case: Any) -> None:
        caches["pace"].clear()  # how often one may call is another matter
        answer = case.call(headers={"Authorization": f"Bearer {key}", "Host": "localhost"})
        statuses[answer.status_code] += 1
        for name in ASKED:
            try:
                case.validate_response(answer, checks=CHECKS.get_by_names([name]))
            except BaseExceptionGroup as wrong:
                told.setdefault(name, f"{operation.label} {name}: {answer.status_code} {wrong.exceptions[0]} {answer.content[:200]!r}")

    try:
        call()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE  # what takes nothing cannot be asked wrongly
    except BaseException as crash:
        told["crash"] = f"{operation.label}: {type(crash).__name__} {crash}"[:500]
    yield from told.values()


def test_every_answer_is_as_described(keys: Callable[[str], str], size: Size, done: Callable[[str], None]) -> None:
    calls = size.of(1, 60)
    statuses, found = faults(keys, calls, size.seed, every=1 if size.is_long else 5)
    told = ", ".join(f"{number:,} × {status}" for status, number in sorted(statuses.items()))
    done(f"{statuses.total():,} calls: {told}")
    assert found == []
    assert len(statuses) > 2


def test_an_answer_that_is_not_as_described_is_found(
    keys: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, without: Callable[[str], None]
) -> None:
    without("a refusal's being a problem document")
    monkeypatch.setattr(errors.Problem, "model_dump_json", lambda self: json.dumps({"message": self.title}))
    assert [line for line in faults(keys, 3, 1, "open_person")[1] if "response_schema_conformance" in line]


def test_a_crash_is_found(keys: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, without: Callable[[str], None]) -> None:
    without("the care with odd input")
    from handtag.api import reads

    def crash(*_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(reads, "order_for_page", crash)
    assert faults(keys, 3, 1, "/orders/{number}")[1]
