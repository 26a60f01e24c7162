"""Whoever is refused is told why: each code that can be raised has a sentence, and gets what the sentence needs."""

import ast
import re

from tests.architecture.house import modules, name, tree

from handtag.usecases.messages import MESSAGES

KINDS = {"Refused", "NotAllowed", "NotFound", "Conflict"}


def raised() -> list[tuple[str, str, set[str] | None]]:
    """Where, code, and the names given for its sentence; None where they are not written out."""
    found = []
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).split(".")[-1] in KINDS:
                code = node.args[0]
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    names = {keyword.arg for keyword in node.keywords}
                    given = None if None in names else {word for word in names if word}
                    found.append((f"{name(path)}:{node.lineno}", code.value, given))
    return found


def test_every_code_that_is_raised_has_a_sentence() -> None:
    assert {code: where for where, code, _ in raised() if code not in MESSAGES} == {}


def test_every_sentence_is_given_what_it_needs() -> None:
    lacking = {}
    for where, code, given in raised():
        needed = set(re.findall(r"%\((\w+)\)", str(MESSAGES.get(code, ""))))
        if given is not None and needed - given:
            lacking[where] = (code, sorted(needed - given))
    assert lacking == {}


def test_codes_are_found_in_the_code() -> None:
    assert len(raised()) > 20
