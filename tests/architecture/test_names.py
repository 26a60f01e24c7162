"""Everything has a noun of its own: no drawers, and each package says what lives there."""

import ast

from tests.architecture.house import ROOT, SOURCES, modules, name, tree

DRAWERS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "services",
    "service",
    "lib",
    "misc",
    "shared",
    "core",
    "managers",
}
OURS = (SOURCES, ROOT / "tests", ROOT / "tools")


def test_no_module_or_package_is_a_drawer() -> None:
    drawers = [name(path) for path in modules(*OURS) if DRAWERS & set(path.relative_to(ROOT).with_suffix("").parts)]
    assert drawers == []


def test_every_package_says_what_lives_there() -> None:
    folders = {path.parent for path in modules() if path.parent.name != "migrations"}
    silent = [
        name(folder)
        for folder in sorted(folders)
        if not (folder / "__init__.py").exists() or not ast.get_docstring(tree(folder / "__init__.py"))
    ]
    assert silent == []


def test_every_module_says_what_belongs_there() -> None:
    silent = [name(path) for path in modules() if not ("migrations" in path.parts or ast.get_docstring(tree(path)))]
    assert silent == []
