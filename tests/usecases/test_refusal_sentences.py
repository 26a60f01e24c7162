"""Every sentence is some outcome's, and no outcome is raised with a code that a test cannot read."""

import ast

from tests.architecture.house import modules, name, tree

from handtag.usecases.messages import MESSAGES

OUTCOMES = {"Refused", "NotAllowed", "NotFound", "Conflict"}


def code_places() -> list[tuple[str, ast.expr]]:
    """Where an outcome is made, and what is given as its code."""
    return [
        (f"{name(path)}:{node.lineno}", node.args[0])
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).split(".")[-1] in OUTCOMES
    ]


def is_passed_on(code: ast.expr) -> bool:
    """Another outcome's code, told again, or a choice between codes that are written out."""
    if isinstance(code, ast.IfExp):
        return isinstance(code.body, ast.Constant) and isinstance(code.orelse, ast.Constant)
    return isinstance(code, ast.Name) or (isinstance(code, ast.Attribute) and code.attr == "code")


def words() -> set[str]:
    """Every text constant of the source outside the list of sentences itself."""
    return {
        node.value
        for path in modules()
        if not path.name.startswith("messages")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_sentence_is_used() -> None:
    assert sorted(MESSAGES.keys() - words()) == []


def test_codes_are_written_out_where_they_are_raised() -> None:
    """A code put together from parts would slip past the tests of sentences; a name stands for a constant, found by `words`."""
    made_up = [where for where, code in code_places() if not (isinstance(code, ast.Constant) or is_passed_on(code))]
    assert made_up == []
    assert len(code_places()) > 60
