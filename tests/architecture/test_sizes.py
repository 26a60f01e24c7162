"""Modules, functions, views and templates stay small enough to be read in one sitting."""

import ast
from pathlib import Path

from tests.architecture.house import ROOT, SOURCES, Function, files, functions, is_migration, modules, name

MODULE_LINES = 400
FUNCTION_STATEMENTS = 50
VIEW_LINES = 25
TEMPLATE_LINES = 200

# What is allowed to be larger, with the reason: {"src/handtag/…": "why"}. Expected to stay empty.
EXCEPTIONS: dict[str, str] = {}


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def statements(function: Function) -> int:
    return sum(isinstance(node, ast.stmt) for child in function.body for node in ast.walk(child))


def view_lines(function: Function) -> int:
    """Lines from `def` to the end, without the docstring."""
    first = function.body[0]
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    prose = (first.end_lineno or 0) - first.lineno + 1 if is_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - prose


def is_view(function: Function) -> bool:
    return bool(function.args.args) and function.args.args[0].arg == "request"


def test_no_module_is_longer_than_400_lines() -> None:
    ours = modules(SOURCES, ROOT / "tests", ROOT / "tools")
    large = {name(path): lines(path) for path in ours if not is_migration(path) and lines(path) > MODULE_LINES}
    assert large.keys() - EXCEPTIONS.keys() == set(), large


def test_no_function_has_more_than_50_statements() -> None:
    large = [
        f"{name(path)}:{function.lineno} {function.name}: {statements(function)}"
        for path in modules(SOURCES, ROOT / "tools")
        for function in functions(path)
        if statements(function) > FUNCTION_STATEMENTS and name(path) not in EXCEPTIONS
    ]
    assert large == []


def test_no_view_is_longer_than_25_lines() -> None:
    large = [
        f"{name(path)}:{function.lineno} {function.name}: {view_lines(function)}"
        for path in modules(SOURCES / "web")
        if path.stem == "views" or "views" in path.parts
        for function in functions(path)
        if is_view(function) and view_lines(function) > VIEW_LINES and name(path) not in EXCEPTIONS
    ]
    assert large == []


def test_no_template_is_longer_than_200_lines() -> None:
    large = {name(path): lines(path) for path in files(".html") if lines(path) > TEMPLATE_LINES}
    assert large.keys() - EXCEPTIONS.keys() == set(), large


def test_every_exception_is_still_needed() -> None:
    assert [path for path in EXCEPTIONS if not (ROOT / path).exists()] == []
