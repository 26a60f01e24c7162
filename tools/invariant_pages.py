"""docs/reference/invariants.md: what must never happen, what refuses it, what looks for it, what shows it. Said in invariants.yaml there.

What refuses in the database is written `a_constraint`, `guard name`, `append-only app.Model`, `second wall app.Model` (on PostgreSQL), or
`kind app.Model.field` with a kind of KINDS.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from tools.law_pages import ROOT, TESTS, table

SAID = ROOT / "docs" / "reference" / "invariants.yaml"
FAMILIES = {
    "L": ("Devices", 12),
    "R": ("Rent, price, invoice", 12),
    "D": ("Responsibility and care", 6),
    "P": ("Persons, log and access", 12),
    "S": ("Platform", 9),
}
IDS = [f"{letter}{number}" for letter, (_, count) in FAMILIES.items() for number in range(1, count + 1)]
KEYS = {"says", "database", "code", "tests", "short", "not yet"}


@dataclass(frozen=True)
class Invariant:
    """`tests` are `path::name`; `short` says what falls short of it; `not_yet` is said when nothing refuses."""

    id: str
    says: str
    database: tuple[str, ...]
    code: tuple[str, ...]
    tests: tuple[str, ...]
    short: str
    not_yet: str

    @property
    def refused_by(self) -> str:
        if not (self.database or self.code):
            return "not yet"
        return "database and code" if self.database and self.code else "database" if self.database else "code"


def read_invariants(path: Path = SAID) -> list[Invariant]:
    """Every one in order. Raises ValueError for a key that is not one of KEYS."""
    found = []
    for name, said in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        if strange := said.keys() - KEYS:
            raise ValueError(f"{path.name}: {name}: what is {', '.join(sorted(strange))}?")
        lists = (tuple(said.get(key, ())) for key in ("database", "code", "tests"))
        found.append(Invariant(name, said["says"], *lists, said.get("short", ""), said.get("not yet", "")))
    return found


def faults(invariants: list[Invariant]) -> list[str]:
    """What does not add up: one missing, a name that leads nowhere, one that nothing refuses or shows and that does not say so."""
    wrong = [f"{missing}: not there" for missing in IDS if missing not in {one.id for one in invariants}]
    walls = database_walls()
    for one in invariants:
        wrong += [f"{one.id}: no {name} in the database" for name in one.database if name not in walls and not _column(name)]
        wrong += [f"{one.id}: no {name} in the code" for name in one.code if not _exists(name)]
        wrong += [f"{one.id}: no test {test}" for test in one.tests if not _is_test(test)]
        if bool(one.not_yet) == bool(one.database or one.code):
            wrong.append(f"{one.id}: either something refuses, or it says `not yet`")
        if not one.not_yet and not one.tests:
            wrong.append(f"{one.id}: no test shows it")
    return wrong


def database_walls() -> set[str]:
    """Every named constraint, guard, append-only table and second wall."""
    from django.apps import apps
    from django.db.migrations.loader import MigrationLoader

    from handtag.db.append_only import AppendOnlyModel
    from handtag.db.guard import Guard
    from handtag.db.second_wall import SecondWall

    models = [model for model in apps.get_models() if model.__module__.startswith("handtag.")]
    migrations = MigrationLoader(None, ignore_no_migrations=True).disk_migrations.values()
    operations = [operation for migration in migrations for operation in migration.operations]
    return {
        *(constraint.name for model in models for constraint in model._meta.constraints),
        *(f"append-only {model._meta.label}" for model in models if issubclass(model, AppendOnlyModel)),
        *(f"guard {operation.name}" for operation in operations if isinstance(operation, Guard)),
        *(f"second wall {operation.model}" for operation in operations if isinstance(operation, SecondWall)),
    }


def _column(name: str) -> bool:
    """Whether `kind app.Model.field` is such a column."""
    from django.apps import apps
    from django.core.exceptions import FieldDoesNotExist

    kind, _, place = name.partition(" ")
    app_model, _, field = place.rpartition(".")
    if kind not in KINDS or app_model.count(".") != 1:
        return False
    try:
        return KINDS[kind](apps.get_model(app_model)._meta.get_field(field))
    except (LookupError, FieldDoesNotExist):
        return False


KINDS: dict[str, Callable[[Any], bool]] = {
    "unique": lambda field: field.unique,
    "required": lambda field: not field.null,
    "amount": lambda field: type(field).__name__ == "OreField",
    "encrypted": lambda field: type(field).__name__ == "EncryptedTextField",
}


def _exists(name: str) -> bool:
    """Whether a dotted name leads to something: a module, and then what is in it."""
    parts = name.split(".")
    for cut in range(len(parts) - 1, 0, -1):
        try:
            thing: Any = importlib.import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            thing = getattr(thing, part, None)
        return thing is not None
    return False


def _is_test(test: str) -> bool:
    path, _, name = test.partition("::")
    file = TESTS.parent / path
    return file.is_file() and f"def {name}(" in file.read_text(encoding="utf-8")


def text() -> str:
    from handtag.cli.verification import CHECKS

    looks: dict[str, list[str]] = {}
    for check, (_, keeps) in CHECKS.items():
        for name in keeps.split():
            looks.setdefault(name, []).append(f"`{check.__name__}`")
    invariants = read_invariants()
    parts = [
        "# Invariants\n\nWhat must never be, whoever asks and however it goes. *The database* refuses it itself, also for SQL by hand; "
        "*code* refuses it at every door; [verify](verify.md) looks for it afterwards, nightly, after each restore and after every "
        "scenario of the tests. Names and tests in this table exist: a test says so.\n\n"
        + table(("refused by", "how many"), _tally(invariants))
    ]
    for letter, (title, _) in FAMILIES.items():
        rows = [_row(one, looks.get(one.id, [])) for one in invariants if one.id[0] == letter]
        parts.append(f"\n## {title}\n\n" + table(("", "what must hold", "refused by", "where", "looked for by", "shown by"), rows))
    return "".join(parts)


def _tally(invariants: list[Invariant]) -> list[tuple[str, int]]:
    kinds = ("database and code", "database", "code", "not yet")
    return [(kind, sum(one.refused_by == kind for one in invariants)) for kind in kinds]


def _row(one: Invariant, looks: list[str]) -> tuple[str, ...]:
    says = f"{one.says}. *Falls short:* {one.short}." if one.short else f"{one.says}."
    where = "<br>".join(f"`{name}`" for name in (*one.database, *one.code))
    tests = "<br>".join(f"`{test}`" for test in one.tests)
    return one.id, says, one.refused_by, where or one.not_yet, "<br>".join(looks), tests
