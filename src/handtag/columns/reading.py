"""Columns of facts as a list has them, read as the domain reads facts: values that are none are refused, birth dates become ages."""

import polars as pl

from handtag.columns.numbered import no_column
from handtag.domain.agreement.decide_many import AGE_PARTS
from handtag.domain.agreement.facts import FACT_NAMES, FactError, parse_facts


def read_all(series: pl.Series) -> None:
    """Reads a column that the agreement does not ask for. Raises FactError as `decide` would."""
    if series.dtype.is_nested() or series.dtype.is_float():
        raise no_column(series)
    for value in series.unique().to_list():
        try:
            parse_facts({series.name: value})
        except FactError:
            line = int((series == value).arg_true()[0])
            raise _unreadable({series.name: value}, line) from None


def with_age(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns that are facts, birth dates as ages. Raises FactError where a birth date has no day, or age and birth date disagree."""
    facts = frame.select([name for name in frame.columns if name in FACT_NAMES])
    if "birth_date" not in facts.columns:
        return facts
    whole = facts.with_columns(pl.lit(None, pl.Date).alias("date")) if "date" not in facts.columns else facts
    born, day = (pl.col(name).cast(pl.Date, strict=True) for name in AGE_PARTS[:2])
    had = (day.dt.month() < born.dt.month()) | ((day.dt.month() == born.dt.month()) & (day.dt.day() < born.dt.day()))
    aged = whole.with_columns((day.dt.year() - born.dt.year() - had.cast(pl.Int32)).alias("_age"))
    said = pl.col("age") if "age" in facts.columns else pl.lit(None, pl.Int32)
    wrong = aged.select(born.is_not_null() & (day.is_null() | (said.cast(pl.Int32) != pl.col("_age")).fill_null(value=False))).to_series()
    if wrong.any():
        line = int(wrong.arg_true()[0])
        parts = {name: whole[name][line] for name in AGE_PARTS if name in whole.columns}
        raise _unreadable(parts, line)
    return (
        aged.with_columns(pl.coalesce(said.cast(pl.Int32), "_age").alias("age"))
        .drop("_age", "birth_date")
        .select([*(name for name in facts.columns if name not in {"birth_date", "age"}), "age"])
    )


def _unreadable(facts: dict[str, object], line: int) -> FactError:
    """Why these facts of a line cannot be read."""
    try:
        parse_facts(facts)
    except FactError as error:
        return FactError(error.field, f"line {line + 1}: {error.message}", error.valid)
    raise AssertionError(facts)
