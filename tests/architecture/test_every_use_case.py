"""Everything the system can do is tested, audited, documented, translated and reachable from other programs."""

import ast
import dataclasses
import re
from typing import Any

import pytest
from tests.architecture.house import ROOT, SOURCES, modules, tree

from handtag.api.api import api
from handtag.api.commands import WITHOUT_ROUTE
from handtag.domain.access import ROLE_PERMISSIONS
from handtag.usecases.base import REGISTRY, UseCase, load_all

CODE = re.compile(r"[a-z_]+\.[a-z_]+")

PATHS = api.get_openapi_schema()["paths"]
CASES = sorted(load_all().values(), key=lambda case: (case.area, case.name))
FILES = [path for path in modules(SOURCES / "usecases") if path.parent.name != "usecases" and path.stem != "__init__"]
each = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def test_every_file_in_usecases_is_one_registered_use_case() -> None:
    registered = {case.function.__module__.removeprefix("handtag.usecases.") for case in CASES}
    assert {f"{path.parent.name}.{path.stem}" for path in FILES} == registered
    assert len(CASES) == len(FILES) > 0


@each
def test_file_function_and_input_share_one_name(case: UseCase[Any, Any]) -> None:
    assert case.function.__module__ == f"handtag.usecases.{case.area}.{case.name}"
    assert case.input_type.__name__ == "".join(word.capitalize() for word in case.name.split("_"))
    assert dataclasses.is_dataclass(case.input_type)
    assert case.input_type.__dataclass_params__.frozen  # type: ignore[attr-defined]


@each
def test_it_has_a_test_file_of_its_own(case: UseCase[Any, Any]) -> None:
    path = ROOT / "tests" / "usecases" / case.area / f"test_{case.name}.py"
    assert path.exists(), f"write {path.relative_to(ROOT)}"
    tests = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    assert tests


@each
def test_its_first_line_of_documentation_says_the_rule(case: UseCase[Any, Any]) -> None:
    assert (case.function.__doc__ or "").strip()


@each
def test_it_names_the_audit_codes_it_may_write(case: UseCase[Any, Any]) -> None:
    assert case.audits
    assert [code for code in case.audits if not CODE.fullmatch(code)] == []


@each
def test_some_role_holds_its_permission(case: UseCase[Any, Any]) -> None:
    assert any(case.permission in permissions for permissions in ROLE_PERMISSIONS.values())


@each
def test_other_programs_reach_it_or_there_is_a_reason(case: UseCase[Any, Any]) -> None:
    assert (f"/api/v1/commands/{case.name}" in PATHS) != (case.name in WITHOUT_ROUTE), "a reason is for one without a route"


@pytest.mark.law("ASVS 2.1")
@each
def test_it_is_in_the_reference_documentation(case: UseCase[Any, Any]) -> None:
    page = ROOT / "docs" / "reference" / "use-cases.md"
    assert page.exists(), "run `make docs`"
    assert f"`{case.name}`" in page.read_text(encoding="utf-8"), "run `make docs`"


def test_every_reason_names_a_use_case() -> None:
    assert sorted(WITHOUT_ROUTE.keys() - REGISTRY.keys()) == []
    assert all(WITHOUT_ROUTE.values())
