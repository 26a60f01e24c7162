"""An agreement as tables that any engine can join: which kind each code is, where the bands of a number begin, and who pays for each
combination. Every answer is the domain's `decide`; the joining is the engine's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import polars as pl

from handtag.columns.walking import Walking
from handtag.domain.agreement.compile import CompiledAgreement
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.decide_many import Reduction
from handtag.domain.agreement.facts import CHOICES, FLAG_FACTS, LOWEST


@dataclass(frozen=True, slots=True)
class Shipped:
    """codes: iso_code, kind. bands: for each number, where its bands begin. answers: kind, every fact (a number by its band), payer."""

    codes: pl.DataFrame
    bands: Mapping[str, tuple[int, ...]]
    answers: pl.DataFrame


def ship(compiled: CompiledAgreement, codes: Iterable[str], facts: Sequence[str]) -> Shipped:
    """The tables for lines that state a code and these facts and nothing else, all of them known. Facts that the agreement does not ask
    for are left out. Raises FactError for a code that cannot be read, KeyError for a fact that has no list of values."""
    reduction, walking = Reduction(compiled, is_dated=False), Walking(compiled)
    kinds: dict[object, int] = {}
    kind_of = {code: kinds.setdefault(walking.alike(reduction.class_of("iso_code", code)), len(kinds)) for code in dict.fromkeys(codes)}
    examples = {kind: code for code, kind in kind_of.items()}
    asked = {v.name: v.labels for v in compiled.variables if v.name in facts}
    bands = {name: tuple(map(int, labels)) for name, labels in asked.items() if name in LOWEST}
    values = {name: bands.get(name) or ((False, True) if name in FLAG_FACTS else CHOICES[name]) for name in asked}
    rows = []
    for kind, code in examples.items():
        for chosen in product(*values.values()):
            said = dict(zip(values, chosen, strict=True))
            rows.append((kind, *chosen, decide(compiled, {**said, "iso_code": code}).payer))
    return Shipped(
        pl.DataFrame({"iso_code": list(kind_of), "kind": list(kind_of.values())}, schema={"iso_code": pl.String, "kind": pl.Int32}),
        bands,
        pl.DataFrame(rows, schema=["kind", *values, "payer"], orient="row").with_columns(pl.col("kind").cast(pl.Int32)),
    )
