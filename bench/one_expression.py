"""Lines re-decided and summed as one Ibis expression over the shipped tables: the same on DuckDB, Spark and what else Ibis speaks to."""

from typing import Any

from handtag.columns.shipping import Shipped


def summed(lines: Any, codes: Any, answers: Any, shipped: Shipped) -> Any:
    """payer, iso_group, lines, amount; `lines` are complete, `codes` and `answers` are the shipped tables in the same engine."""
    import ibis

    facts = [name for name in shipped.answers.columns if name not in {"kind", "payer"}]
    banded = lines.mutate(**{f"{name}_band": _band(ibis, lines[name], shipped.bands[name]) for name in shipped.bands})
    known = banded.join(codes, "iso_code")
    same = [known["kind"] == answers["kind"], *(known[f"{n}_band" if n in shipped.bands else n] == answers[n] for n in facts)]
    decided = known.join(answers, same)
    grouped = decided.mutate(iso_group=decided["iso_code"].substr(0, 4)).group_by("payer", "iso_group")
    return grouped.aggregate(lines=lambda table: table.count(), amount=lambda table: table["amount"].sum().cast("int64"))


def _band(ibis: Any, column: Any, begins: tuple[int, ...]) -> Any:
    """Where the band begins that a number lies in, as a CASE."""
    branches = [(column >= begin, begin) for begin in reversed(begins[1:])]
    return ibis.cases(*branches, else_=begins[0]).cast("int64") if branches else ibis.literal(begins[0], "int64")
