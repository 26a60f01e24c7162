"""What is summed over columns is what adding line by line gives, to the öre, also from files that are read in parts."""

from pathlib import Path

import polars as pl
import pytest
from bench.invented import invented, lines

from handtag.columns import lookup, summing
from handtag.columns.deciding import LineDecider
from handtag.columns.summing import sums, sums_of_parquet
from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.decide import decide

AGREEMENT = invented(60)
COMPILED = compile_agreement(AGREEMENT)


def some_lines(number: int) -> pl.DataFrame:
    """Lines of which some lack an age, a housing or a code."""
    frame = lines(AGREEMENT, number)
    gone = (pl.int_range(pl.len()) % every == 0 for every in (7, 11, 13))
    return frame.with_columns(pl.when(~some).then(name) for some, name in zip(gone, ("age", "housing", "iso_code"), strict=True))


def line_by_line(frame: pl.DataFrame, digits: int = 4) -> dict[tuple[object, ...], tuple[int, int]]:
    totals: dict[tuple[object, ...], tuple[int, int]] = {}
    for line in frame.to_dicts():
        amount = line.pop("amount")
        decision = decide(COMPILED, line)
        key = (decision.payer, " ".join(decision.possible_payers), line["iso_code"] and line["iso_code"][:digits])
        number, total = totals.get(key, (0, 0))
        totals[key] = (number + 1, total + amount)
    return totals


def as_dict(table: pl.DataFrame) -> dict[tuple[object, ...], tuple[int, int]]:
    return {row[:3]: row[3:] for row in table.rows()}  # type: ignore[misc]


@pytest.mark.parametrize("digits", [2, 4])
def test_sums_are_those_of_the_lines(digits: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "CHUNK", 700)
    monkeypatch.setattr(summing, "CHUNK", 700)
    frame = some_lines(3000)
    assert as_dict(sums(LineDecider(COMPILED), frame, amount="amount", digits=digits)) == line_by_line(frame, digits)


@pytest.mark.parametrize("kind", [pl.Categorical, pl.String])
def test_a_file_is_read_in_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: type[pl.DataType]) -> None:
    monkeypatch.setattr(summing, "PART", 512)
    frame = some_lines(2048 + 100).with_columns(pl.col("iso_code").cast(kind), extra=pl.lit("left alone"))
    frame.write_parquet(tmp_path / "lines.parquet", row_group_size=300)
    found = sums_of_parquet(LineDecider(COMPILED), tmp_path / "lines.parquet", amount="amount")
    assert found.equals(sums(LineDecider(COMPILED), frame, amount="amount"))
    assert found["lines"].sum() == 2148


def test_amounts_beyond_floating_point_are_exact() -> None:
    frame = pl.DataFrame({"iso_code": ["040301"] * 3, "amount": [2**53, 1, 2**53]})
    assert sums(LineDecider(COMPILED), frame, amount="amount")["amount"].to_list() == [2**54 + 1]


@pytest.mark.parametrize("amounts", [[1.5, 2.0], [1, None]], ids=str)
def test_amounts_are_whole_and_none_is_missing(amounts: list[float | None]) -> None:
    with pytest.raises(ValueError, match="amounts are whole öre, none missing"):
        sums(LineDecider(COMPILED), pl.DataFrame({"iso_code": ["040301"] * 2, "amount": amounts}), amount="amount")


def test_lines_without_codes_have_no_group() -> None:
    found = sums(LineDecider(COMPILED), pl.DataFrame({"age": [3, 30], "amount": [1, 2]}), amount="amount")
    assert found["iso_group"].to_list() == [None, None]


def test_an_empty_frame_sums_to_nothing() -> None:
    assert sums(LineDecider(COMPILED), lines(AGREEMENT, 0), amount="amount").is_empty()
