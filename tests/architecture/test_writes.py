"""Rows are written in one place per app: store.py. Everything else asks a use case."""

import ast
from pathlib import Path

import pytest
from tests.architecture.house import SOURCES, modules, name, tree

ALWAYS = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "delete",
    "asave",
    "acreate",
    "abulk_create",
    "abulk_update",
    "aget_or_create",
    "aupdate_or_create",
    "adelete",
    "aupdate",
}
# Dictionaries and hashes have .update() too: it counts when what is updated comes out of one of these.
QUERYSET = {"objects", "filter", "exclude", "all", "select_for_update", "using", "order_by", "visible_to"}

# Calls that look like a row write and are none, with the reason: {"src/handtag/…": {"method": "why"}}.
EXCEPTIONS: dict[str, dict[str, str]] = {
    "src/handtag/web/shell/session_store.py": {"save": "the framework's own row of a session, saved as the framework saves it"},
}


def may_write(path: Path) -> bool:
    folders = path.relative_to(SOURCES).parts
    return "migrations" in folders or (folders[0] == "apps" and (path.stem == "store" or "store" in folders))


def writes(module: ast.AST) -> list[tuple[int, str]]:
    """Line and method of every call that writes rows."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            method = node.func.attr
            chain = {part.attr for part in ast.walk(node.func.value) if isinstance(part, ast.Attribute)}
            if method in ALWAYS or (method == "update" and (chain & QUERYSET)):
                found.append((node.lineno, method))
    return found


@pytest.mark.law("ASVS 1.1–1.2")
def test_rows_are_written_only_in_store_and_migrations() -> None:
    astray = [
        f"{name(path)}:{line} .{method}("
        for path in modules()
        if not may_write(path)
        for line, method in writes(tree(path))
        if method not in EXCEPTIONS.get(name(path), {})
    ]
    assert astray == []


@pytest.mark.parametrize(
    ("code", "method"),
    [
        ("Device.objects.create(number='1')", "create"),
        ("device.save()", "save"),
        ("Device.objects.filter(pk=1).update(state='lent')", "update"),
        ("device.delete()", "delete"),
        ("Device.objects.bulk_create(rows)", "bulk_create"),
    ],
)
def test_a_row_write_is_recognised(code: str, method: str) -> None:
    assert writes(ast.parse(code)) == [(1, method)]


def test_a_dictionary_and_a_hash_may_be_updated() -> None:
    assert writes(ast.parse("facts.update(more); digest.update(b'x'); context.update(title='x')")) == []
