"""The shipped tables are one expression for other engines: Ibis sums the lines on DuckDB, and on Spark where it is installed, as we do."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ibis
import polars as pl
import pytest
from bench.invented import FACTS, invented, lines
from bench.one_expression import summed

from handtag.columns.deciding import LineDecider
from handtag.columns.shipping import ship
from handtag.columns.summing import sums
from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.decide import decide

AGREEMENT = invented(60)
COMPILED = compile_agreement(AGREEMENT)
SHIPPED = ship(COMPILED, [product.iso for product in AGREEMENT.products], FACTS)
LINES = lines(AGREEMENT, 4000)
TEXTS = [name for name, kind in LINES.schema.items() if isinstance(kind, pl.Categorical | pl.Enum)]
OURS = sums(LineDecider(COMPILED), LINES, amount="amount").drop("possible").rows()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    LINES.with_columns(pl.col(TEXTS).cast(pl.String), pl.col("age").cast(pl.Int64)).write_parquet(tmp_path / "lines.parquet")
    SHIPPED.codes.write_parquet(tmp_path / "codes.parquet")
    SHIPPED.answers.with_columns(pl.col("age").cast(pl.Int64)).write_parquet(tmp_path / "answers.parquet")
    return tmp_path


@pytest.fixture
def spark() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="requirements/spark.txt is not installed")
    session = sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    yield session
    session.stop()


def by_engine(connection: Any, files: Path) -> list[tuple[Any, ...]]:
    tables = [connection.read_parquet(str(files / f"{name}.parquet"), table_name=name) for name in ("lines", "codes", "answers")]
    found = connection.to_pyarrow(summed(*tables, SHIPPED)).to_pylist()
    return sorted(tuple(row[name] for name in ("payer", "iso_group", "lines", "amount")) for row in found)


@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")
def test_one_expression_on_duckdb_sums_as_we_do(files: Path) -> None:
    assert by_engine(ibis.duckdb.connect(), files) == OURS


@pytest.mark.filterwarnings("ignore")  # Spark and pandas disagree about what is deprecated
def test_one_expression_on_spark_sums_as_we_do(files: Path, spark: Any) -> None:
    assert by_engine(ibis.pyspark.connect(spark), files) == OURS


def test_every_shipped_answer_is_a_decision() -> None:
    example = {row["kind"]: row["iso_code"] for row in SHIPPED.codes.to_dicts()}
    for row in SHIPPED.answers.sample(200, seed=1).to_dicts():
        payer, kind = row.pop("payer"), row.pop("kind")
        assert decide(COMPILED, {**row, "iso_code": example[kind]}).payer == payer


def test_codes_whose_rows_say_the_same_are_one_kind() -> None:
    assert len(SHIPPED.codes) == 60
    kinds = SHIPPED.codes["kind"].n_unique()
    assert 6 <= kinds < 30
    assert len(SHIPPED.answers) == kinds * 3 * 5 * 8 * 4 * 2**3
