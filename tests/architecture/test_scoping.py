"""Default deny: a query reads a model that has a viewer only through visible_to(viewer)."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Q

from handtag.db.scoping import ScopedModel

SRC = Path(__file__).resolve().parents[2] / "src/handtag"
QUERIES = sorted(SRC.glob("apps/*/queries*.py")) + sorted(SRC.glob("apps/*/queries/*.py"))
SCOPED = {model.__name__ for model in apps.get_models() if issubclass(model, ScopedModel)}


def unscoped_reads(source: str) -> list[str]:
    """`Model.objects.x` where x is not visible_to, for models with a viewer."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "objects":
            model = node.value.value
            if isinstance(model, ast.Name) and model.id in SCOPED and node.attr != "visible_to":
                found.append(f"line {node.lineno}: {model.id}.objects.{node.attr}")
    return found


@pytest.mark.law("GDPR art. 25")
@pytest.mark.parametrize("path", QUERIES, ids=lambda path: str(path.relative_to(SRC)))
def test_queries_read_through_the_viewers_scope(path: Path) -> None:
    assert unscoped_reads(path.read_text()) == []


def test_the_check_sees_a_read_that_forgets_the_viewer() -> None:
    assert unscoped_reads("rows = Person.objects.filter(key=key)") == ["line 1: Person.objects.filter"]
    assert unscoped_reads("rows = Person.objects.visible_to(viewer).filter(key=key)") == []


@pytest.mark.law("GDPR art. 25")
def test_a_scoped_model_says_whom_it_is_for() -> None:
    """Without an own rule nobody sees a row; a model that forgot it is found here."""
    silent = [model.__name__ for model in apps.get_models() if issubclass(model, ScopedModel) and "scope" not in vars(model)]
    assert silent == []
    assert ScopedModel.scope.__func__(ScopedModel, None) == Q(pk__in=())  # type: ignore[attr-defined]
