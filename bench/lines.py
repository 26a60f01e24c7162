"""Many lines decided under an agreement and summed per payer and ISO group: the engine from memory and from Parquet, OpenFisca, zen-engine,
DuckDB, Polars and numpy. All sums are compared first; the slowest work on a part of the lines and are compared on that part."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from bench.harness import Rival, WrongAnswerError, compare
from bench.invented import FACTS, FLAGS, invented, lines
from bench.peers import PAYERS, Arrays, kind_of, numpy_payer, openfisca_payer, polars_payer, sql, zen_batch
from handtag.columns.deciding import LineDecider
from handtag.columns.summing import Sums, sums, sums_of_parquet
from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.schema import Agreement

ROUNDS = 5
PART = 20_000
Totals = list[tuple[str, str, int, int]]


def main(*, quick: bool) -> None:
    for number in (100_000,) if quick else (1_000_000, 10_000_000):
        with tempfile.TemporaryDirectory(prefix="handtag-lines-") as folder:
            _measure(invented(220), number, Path(folder) / "lines.parquet")


def _measure(agreement: Agreement, number: int, file: Path) -> None:
    frame = lines(agreement, number)
    frame.write_parquet(file, row_group_size=1 << 18)
    learnt = _new(agreement)
    learnt.outcome(frame)
    names = [product.iso for product in agreement.products]
    columns, kinds = _arrays(agreement, frame, names)
    group = np.array([sorted({name[:4] for name in names}).index(name[:4]) for name in names])[columns["product"]]
    openfisca, amounts = openfisca_payer(agreement, columns, kinds), frame["amount"].to_numpy()

    def counted(payer: Any) -> Totals:
        return _counted(payer, group, amounts, sorted({name[:4] for name in names}))

    def again() -> Totals:
        total = Sums(learnt, amount="amount")
        total.add(frame)
        return _rows(total.table())

    rivals = [
        Rival("engine, from memory", again, number),
        Rival("engine, from memory, agreement new to it", lambda: _rows(sums(_new(agreement), frame, amount="amount")), number),
        Rival("engine, from Parquet", lambda: _rows(sums_of_parquet(learnt, file, amount="amount")), number),
        Rival("engine, from Parquet, agreement new to it", lambda: _rows(sums_of_parquet(_new(agreement), file, amount="amount")), number),
        Rival("numpy, lookup table made by hand", _table_by_hand(agreement, columns, kinds, counted), number),
        Rival("Polars, when/then and join, 2 threads", lambda: _by_polars(agreement, frame), number),
        Rival("DuckDB, CASE and join, from Parquet", _by_duckdb(agreement, file), number),
        Rival("numpy, rule by rule", lambda: counted(numpy_payer(agreement, columns, kinds)), number),
        Rival("openfisca-core, vectorised", lambda: counted(openfisca()), number),
        Rival(f"zen-engine, {PART:,} lines in a batch", _by_zen(agreement, frame, learnt), min(PART, number)),
    ]
    compare(f"{number:,} lines summed per payer and ISO group, 220 printed rows, per line", rivals, rounds=ROUNDS)


def _new(agreement: Agreement) -> LineDecider:
    return LineDecider(compile_agreement(agreement))


def _rows(table: pl.DataFrame) -> Totals:
    return [(payer, group, number, amount) for payer, _, group, number, amount in table.rows()]


def _arrays(agreement: Agreement, frame: pl.DataFrame, names: list[str]) -> tuple[Arrays, list[str]]:
    """The lines as whole numbers, the form that numpy and OpenFisca are quickest with; making it is not counted."""
    kinds = sorted({kind_of(product) for product in agreement.products})
    product = frame["iso_code"].cast(pl.String).replace_strict(names, range(len(names)), return_dtype=pl.Int32).to_numpy()
    columns: Arrays = {"product": product, "kind": np.array([kinds.index(kind_of(p)) for p in agreement.products])[product]}
    for name in FACTS:
        columns[name] = frame[name].to_numpy() if name == "age" or name in FLAGS else frame[name].to_physical().to_numpy().astype(np.int32)
    columns["age"] = columns["age"].astype(np.int32)
    return columns, kinds


def _counted(payer: Any, group: Any, amounts: Any, groups: list[str]) -> Totals:
    bins = payer * len(groups) + group
    number, total = np.bincount(bins, minlength=len(groups) * len(PAYERS)), np.bincount(bins, amounts, len(groups) * len(PAYERS))
    found = [(PAYERS[n // len(groups)], groups[n % len(groups)], int(number[n]), int(total[n])) for n in np.flatnonzero(number)]
    return sorted(found)


def _table_by_hand(agreement: Agreement, columns: Arrays, kinds: list[str], counted: Callable[[Any], Totals]) -> Callable[[], Totals]:
    """What could be written for these very rules alone: one table over all of them, its keys made on the way."""
    ages = np.searchsorted([18, 80], np.arange(256), side="right")
    sizes = {"kind": len(kinds), "age": 3, "housing": 5, "care_setting": 8, "prescriber_employer": 4, **dict.fromkeys(FLAGS, 2)}
    every = {name: part.reshape(-1) for name, part in zip(sizes, np.indices(tuple(sizes.values())), strict=True)}
    every |= {"age": np.array([0, 18, 80])[every["age"]], **{name: every[name].astype(bool) for name in FLAGS}}
    table = numpy_payer(agreement, every, kinds).astype(np.int8)

    def run() -> Totals:
        key = columns["kind"].astype(np.int32)
        for name, size in list(sizes.items())[1:]:
            key = key * size + (ages[columns["age"]] if name == "age" else columns[name])
        return counted(table[key].astype(np.int64))

    return run


def _by_polars(agreement: Agreement, frame: pl.DataFrame) -> Totals:
    products = pl.LazyFrame({"iso_code": [p.iso for p in agreement.products], "kind": [kind_of(p) for p in agreement.products]})
    known = frame.lazy().join(products.with_columns(pl.col("iso_code").cast(pl.Categorical)), on="iso_code")
    group = pl.col("iso_code").cast(pl.String).str.head(4).alias("iso_group")
    found = known.with_columns(polars_payer(agreement).alias("payer")).group_by("payer", "iso_code").agg(pl.len(), pl.col("amount").sum())
    return sorted(found.group_by("payer", group).agg(pl.col("len").sum(), pl.col("amount").sum()).collect().rows())


def _by_duckdb(agreement: Agreement, file: Path) -> Callable[[], Totals]:
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.execute("CREATE TABLE products (iso_code VARCHAR, kind VARCHAR)")
    connection.executemany("INSERT INTO products VALUES (?, ?)", [(p.iso, kind_of(p)) for p in agreement.products])
    query = f"""SELECT {sql(agreement)} AS payer, substr(iso_code, 1, 4) AS iso_group, count(*), sum(amount)::BIGINT
        FROM read_parquet('{file}') JOIN products USING (iso_code) GROUP BY ALL ORDER BY ALL"""
    return lambda: [tuple(row) for row in connection.execute(query).fetchall()]  # type: ignore[misc]


def _by_zen(agreement: Agreement, frame: pl.DataFrame, decider: LineDecider) -> Callable[[], Totals]:
    """Answers the sums of all lines when those of its part are right."""
    part = frame.head(PART)
    asked = part.drop("amount").to_dicts()
    decide_all = zen_batch(agreement, asked)
    amounts, whole, expected = (
        part["amount"].to_list(),
        _rows(sums(decider, frame, amount="amount")),
        _rows(sums(decider, part, amount="amount")),
    )

    def run() -> Totals:
        totals: dict[tuple[str, str], tuple[int, int]] = {}
        for facts, amount, payer in zip(asked, amounts, decide_all(), strict=True):
            key = (payer, facts["iso_code"][:4])
            number, total = totals.get(key, (0, 0))
            totals[key] = (number + 1, total + amount)
        if sorted((*key, *total) for key, total in totals.items()) != expected:
            raise WrongAnswerError("zen-engine sums its part otherwise")
        return whole

    return run


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)
