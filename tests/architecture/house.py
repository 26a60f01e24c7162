"""The source tree as the architecture tests read it: files, modules and functions. No rules; those are the tests'."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "handtag"
VENDORED = SOURCES / "web" / "static"

Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(suffix: str, *folders: Path) -> list[Path]:
    """Every file of ours with this ending under the folders (src/handtag when none is given), sorted."""
    found = (path for folder in folders or (SOURCES,) for path in folder.rglob(f"*{suffix}"))
    return sorted(path for path in found if VENDORED not in path.parents and "__pycache__" not in path.parts)


def modules(*folders: Path) -> list[Path]:
    return files(".py", *folders)


def name(path: Path) -> str:
    """The path as it is written in lists of exceptions and in failures."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    yield from (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def is_migration(path: Path) -> bool:
    return "migrations" in path.parts
