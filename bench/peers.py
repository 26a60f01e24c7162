"""The invented agreement's rules said again in other engines' own ways, from the same cells: SQL, Polars, numpy, zen-engine, OpenFisca."""

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl

from bench.invented import FACTS
from handtag.domain.agreement.facts import CHOICES
from handtag.domain.agreement.schema import Agreement, Cell, Product, Row

PAYERS = ("region", "municipality", "shared", "own_responsibility", "undetermined")
VALUES = {"adult_age": 18}


def payer_rows(agreement: Agreement) -> tuple[Row, ...]:
    return agreement.tables[0].rows


def kind_of(product: Product) -> str:
    return product.attributes["kind"][0]


def column_of(name: str) -> str:
    return name.removeprefix("row.")


def flag(value: str) -> bool | str:
    return {"true": True, "false": False}.get(value, value)


# SQL


def sql(agreement: Agreement) -> str:
    """Who pays as one CASE over the lines joined with the products."""
    whens = [
        f"WHEN {' AND '.join(_sql(n, c) for n, c in row.when.items()) or 'TRUE'} THEN '{row.then['payer']}'"
        for row in payer_rows(agreement)
    ]
    return f"CASE {' '.join(whens)} ELSE 'undetermined' END"


def _sql(name: str, cell: Cell) -> str:
    column = column_of(name)
    if cell.kind == "range":
        low, high = cell.span(VALUES)
        return " AND ".join([*([f"{column} >= {low}"] if low is not None else []), *([f"{column} <= {high}"] if high is not None else [])])
    if cell.values in (("true",), ("false",)):
        return column if cell.values == ("true",) else f"NOT {column}"
    return f"{column} {'NOT ' if cell.kind == 'none_of' else ''}IN ({', '.join(repr(v) for v in cell.values)})"


# Polars


def polars_payer(agreement: Agreement) -> pl.Expr:
    said: Any = pl
    for row in payer_rows(agreement):
        said = said.when(pl.all_horizontal([_polars(n, c) for n, c in row.when.items()] or [pl.lit(value=True)])).then(
            pl.lit(row.then["payer"])
        )
    return said.otherwise(pl.lit("undetermined"))  # type: ignore[no-any-return]


def _polars(name: str, cell: Cell) -> pl.Expr:
    column = pl.col(column_of(name))
    if cell.kind == "range":
        low, high = cell.span(VALUES)
        return (column >= (low if low is not None else 0)) & (column <= (high if high is not None else 255))
    if cell.values in (("true",), ("false",)):
        return column if cell.values == ("true",) else ~column
    held = column.is_in(list(cell.values))
    return ~held if cell.kind == "none_of" else held


# numpy: columns are whole numbers, the place of each value in its list

Arrays = dict[str, np.ndarray[Any, Any]]


def numpy_payer(agreement: Agreement, columns: Arrays, kinds: list[str]) -> np.ndarray[Any, Any]:
    """The place of the payer in PAYERS, the first rule that holds."""
    rows = payer_rows(agreement)
    tests = []
    for row in rows:
        held = np.ones(len(columns["age"]), bool)
        for name, cell in row.when.items():
            held &= _numpy(columns, name, cell, kinds)
        tests.append(held)
    return np.select(tests, [PAYERS.index(row.then["payer"]) for row in rows], PAYERS.index("undetermined"))


def _numpy(columns: Arrays, name: str, cell: Cell, kinds: list[str]) -> np.ndarray[Any, Any]:
    column = columns[column_of(name)]
    if cell.kind == "range":
        low, high = cell.span(VALUES)
        return (column >= (low if low is not None else 0)) & (column <= (high if high is not None else 255))
    if column.dtype == bool:
        return column if cell.values == ("true",) else ~column
    known = kinds if name == "row.kind" else list(CHOICES[name])
    held = np.isin(column, [known.index(value) for value in cell.values])
    return ~held if cell.kind == "none_of" else held


# zen-engine


def zen_content(agreement: Agreement, *, with_rights: bool) -> str:
    """Two decision tables, one after the other: the product's row, then the rules; with the right and the follow-up in a third."""
    products = [
        {"_id": p.id, "i": json.dumps(p.iso), "o": json.dumps(kind_of(p)), "e": json.dumps(list(p.attributes["employers"]))}
        for p in agreement.products
    ]
    first = _table("products", ["iso_code"], {"o": "kind", "e": "employers"}, products, {"iso_code": "i"})
    rules = [_zen_rule(row) for row in payer_rows(agreement)]
    names = [*FACTS, "kind"]
    second = _table("payer", names, {"o": "payer", "r": "rule"}, rules, {name: name for name in names})
    tables = [first, second]
    if with_rights:
        right = [
            {
                "_id": "may",
                "employers": "contains($, prescriber_employer)",
                "payer": "",
                "m": '"yes"',
                "f": 'payer == "municipality" or payer == "shared" ? "municipality" : "prescriber"',
            },
            {
                "_id": "may-not",
                "employers": "",
                "payer": "",
                "m": '"no"',
                "f": 'payer == "municipality" or payer == "shared" ? "municipality" : "prescriber"',
            },
        ]
        tables.append(
            _table(
                "right",
                ["employers", "payer"],
                {"m": "may_prescribe", "f": "follow_up"},
                right,
                {"employers": "employers", "payer": "payer"},
            )
        )
    nodes = [{"id": "in", "type": "inputNode", "name": "in"}, *tables, {"id": "out", "type": "outputNode", "name": "out"}]
    ids = [str(node["id"]) for node in nodes]
    edges = [{"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in pairwise(ids)]
    return json.dumps({"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges})


def _table(name: str, inputs: list[str], outputs: dict[str, str], rules: list[dict[str, str]], ids: dict[str, str]) -> dict[str, Any]:
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": ids[field], "name": field, "field": field} for field in inputs],
        "outputs": [{"id": key, "name": field, "field": field} for key, field in outputs.items()],
        "rules": rules,
        "passThrough": True,
        "inputField": None,
        "outputPath": None,
        "executionMode": "single",
    }
    return {"id": name, "type": "decisionTableNode", "name": name, "content": content}


def _zen_rule(row: Row) -> dict[str, str]:
    rule = {"_id": row.id, "o": json.dumps(row.then["payer"]), "r": json.dumps(row.id), **dict.fromkeys((*FACTS, "kind"), "")}
    for name, cell in row.when.items():
        if cell.kind == "range":
            low, high = cell.span(VALUES)
            rule[column_of(name)] = f"[{low or 0}..{255 if high is None else high}]"
        else:
            values = ", ".join(json.dumps(flag(value)) for value in cell.values)
            rule[column_of(name)] = f"not($ in [{values}])" if cell.kind == "none_of" else values
    return rule


def zen_decision(agreement: Agreement) -> Any:
    import zen

    return zen.ZenEngine().create_decision(zen_content(agreement, with_rights=True))


def zen_batch(agreement: Agreement, asked: list[dict[str, Any]]) -> Callable[[], list[str]]:
    """Who pays for each line, in one call."""
    import zen

    content = zen.ZenDecisionContent(zen_content(agreement, with_rights=False))  # prepared once: its best form
    engine = zen.ZenEngine({"loader": lambda _key: content})
    requests = [{"key": "payer", "context": facts} for facts in asked]
    return lambda: [one["data"]["result"]["payer"] for one in engine.evaluate_batch(requests)]


# OpenFisca


def openfisca_payer(agreement: Agreement, columns: Arrays, kinds: list[str]) -> Callable[[], np.ndarray[Any, Any]]:
    """The rules as vectorised formulas over a simulation; the product rows as a table inside the formula, its best form."""
    from openfisca_core.entities import Entity
    from openfisca_core.periods import MONTH
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    entity = Entity("line", "lines", "", "")
    system = TaxBenefitSystem([entity])
    kind_table = np.array([kinds.index(kind_of(p)) for p in agreement.products])

    def variable(name: str, kind: type, formula: Any = None) -> None:
        said = {"value_type": kind, "entity": entity, "definition_period": MONTH, **({"formula": formula} if formula else {})}
        system.add_variable(type(name, (Variable,), said))

    for name, column in columns.items():
        if name != "kind":
            variable(name, bool if column.dtype == bool else int)
    variable("kind", int, lambda line, period: kind_table[line("product", period)])

    def payer(line: Any, period: Any) -> Any:
        return numpy_payer(agreement, {name: line(name, period) for name in (*FACTS, "kind")}, kinds)

    variable("payer", int, payer)

    def run() -> np.ndarray[Any, Any]:
        simulation = SimulationBuilder().build_default_simulation(system, len(columns["age"]))
        for name, column in columns.items():
            if name != "kind":
                simulation.set_input(name, "2026-01", column)
        found: np.ndarray[Any, Any] = simulation.calculate("payer", "2026-01")
        return found

    return run
