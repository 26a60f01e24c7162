"""Columns are decided line for line as decide answers each alone, in every kind of column, and errors name fact and line."""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.agreement.test_decide_many import BORN, COMPILED, LINES
from tests.support.questions import columns, random_lines

from handtag.columns import combinations, lookup
from handtag.columns.deciding import LineDecider, decide_lines
from handtag.domain.agreement.compile import compile_agreement
from handtag.domain.agreement.decide import decide, possible_payers
from handtag.domain.agreement.facts import CHOICES, FLAG_FACTS, FactError
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement

KINDS = {"text": pl.String, "categories": pl.Categorical}


def read(name: str, value: Any) -> Any:
    """A value as its column holds it."""
    if not isinstance(value, str):
        return value
    if name in FLAG_FACTS:
        return value == "true"
    return int(value) if name == "age" else date.fromisoformat(value) if name == "date" else value


def typed(lines: list[dict[str, Any]], kind: Any) -> pl.DataFrame:
    """A frame as a list has it: whole numbers, Booleans, dates, texts of one kind; nothing but nulls stays a column of nulls."""
    made = [pl.Series(name, [read(name, value) for value in values]) for name, values in columns(lines).items()]
    return pl.DataFrame([column.cast(kind) if column.dtype == pl.String else column for column in made])


@pytest.mark.parametrize("kind", KINDS)
@settings(deadline=None, max_examples=50)
@given(lines=LINES.filter(bool))
def test_every_line_is_decided_as_it_would_be_alone(kind: str, lines: list[dict[str, Any]]) -> None:
    decided = decide_lines(COMPILED, typed(lines, KINDS[kind]))
    assert [decided.decisions[n] for n in decided.index] == [decide(COMPILED, line) for line in lines]
    assert [decided.possible[n] for n in decided.index] == [possible_payers(COMPILED, line) for line in lines]


@pytest.mark.parametrize("folder", agreement_folders(agreements_root()), ids=lambda folder: folder.name)
def test_every_agreement_decides_columns_as_lines(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "CHUNK", 128)
    compiled = compile_agreement(read_agreement(folder))
    lines = random_lines(compiled, 600, folder.name)
    decided = decide_lines(compiled, typed(lines, pl.Categorical))
    assert [decided.decisions[n] for n in decided.index] == [decide(compiled, line) for line in lines]


def test_more_combinations_than_one_table_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(combinations, "MOST_ENTRIES", 40)
    monkeypatch.setattr(combinations, "EXPECTED", 4)
    monkeypatch.setattr(lookup, "CHUNK", 50)
    compiled = compile_agreement(read_agreement(agreements_root() / "norrbotten"))
    lines = random_lines(compiled, 1000, "many")
    decided = decide_lines(compiled, typed(lines, pl.Categorical))
    assert [decided.decisions[n] for n in decided.index] == [decide(compiled, line) for line in lines]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(BORN, st.dates(date(2026, 1, 1), date(2028, 12, 31))), min_size=1, max_size=30))
def test_birth_dates_become_ages(lines: list[tuple[date | None, date]]) -> None:
    frame = pl.DataFrame(
        {"birth_date": [born for born, _ in lines], "date": [day for _, day in lines]}, schema={"birth_date": pl.Date, "date": pl.Date}
    )
    decided = decide_lines(COMPILED, frame.with_columns(iso_code=pl.lit("120606")))
    alone = [decide(COMPILED, {"birth_date": born, "date": day, "iso_code": "120606"}) for born, day in lines]
    assert [decided.decisions[n] for n in decided.index] == alone


def test_later_frames_use_what_was_learnt_and_may_hold_new_values() -> None:
    decider = LineDecider(COMPILED)
    first = pl.DataFrame({"iso_code": ["120606", "122203"], "age": [3, 30]}).cast({"iso_code": pl.Categorical})
    second = pl.DataFrame({"iso_code": ["091203", "120606", "990303"], "age": [130, 3, 15]}).cast({"iso_code": pl.Categorical})
    for frame in (first, second):
        index = decider.index(frame)
        assert [decider.decisions[n] for n in index] == [decide(COMPILED, line) for line in frame.to_dicts()]


def test_a_frame_of_another_shape_is_refused() -> None:
    decider = LineDecider(COMPILED)
    decider.index(pl.DataFrame({"age": [3]}))
    with pytest.raises(ValueError, match="the columns differ"):
        decider.index(pl.DataFrame({"iso_code": ["12"]}))
    with pytest.raises(ValueError, match="age: was Int64, now UInt8"):
        decider.index(pl.DataFrame({"age": [3]}, schema={"age": pl.UInt8}))


def test_a_frame_without_facts_has_one_decision() -> None:
    decided = decide_lines(COMPILED, pl.DataFrame({"amount": [1, 2, 3]}))
    assert np.array_equal(decided.index, [0, 0, 0])
    assert decided.decisions == (decide(COMPILED, {}),)


@pytest.mark.parametrize(
    ("column", "field", "message"),
    [
        (pl.Series("housing", ["ordinary", "palace"]), "housing", "line 2: 'palace' is not a valid value"),
        (pl.Series("age", [1, -3]), "age", "line 2: -3 is no value of this fact"),
        (pl.Series("age", [1, 131]), "age", "line 2: 131 is not a whole number from 0 to 130"),
        (pl.Series("age", [1.0, 2.0]), "age", "cannot be read from a column of Float64"),
        (pl.Series("main_payer", ["region", "county"]), "main_payer", "line 2: 'county' is not a valid value"),
        (pl.Series("product", ["rollator", "rolator"]), "product", "line 2: 'rolator' is not in the word list"),
        (pl.Series("birth_date", [date(2010, 1, 1), None]), "date", "line 1: birth_date needs the day"),
    ],
    ids=str,
)
def test_a_value_that_cannot_be_read_is_named_with_its_line(column: pl.Series, field: str, message: str) -> None:
    with pytest.raises(FactError) as caught:
        decide_lines(COMPILED, pl.DataFrame({"iso_code": ["120606", "120606"], column.name: column}))
    assert caught.value.field == field
    assert caught.value.message.startswith(message)


def test_an_age_that_disagrees_with_the_birth_date_is_refused() -> None:
    frame = pl.DataFrame({"birth_date": [date(2010, 1, 1)] * 2, "date": [date(2026, 1, 1)] * 2, "age": [16, 15]})
    with pytest.raises(FactError, match="line 2: 15 disagrees with birth_date"):
        decide_lines(COMPILED, frame)


def test_a_fixed_list_of_texts_can_be_decided() -> None:
    housing = pl.Enum(CHOICES["housing"])
    frame = pl.DataFrame({"housing": CHOICES["housing"], "iso_code": ["120606"] * 5, "age": [40] * 5}).cast({"housing": housing})
    decided = decide_lines(COMPILED, frame)
    assert [decided.decisions[n] for n in decided.index] == [decide(COMPILED, line) for line in frame.to_dicts()]
