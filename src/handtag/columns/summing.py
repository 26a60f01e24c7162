"""Whole öre summed over decided lines: per payer, what else is possible, and group of ISO codes; in memory, or from Parquet a part at a
time. What moves between two agreements is the domain's."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from handtag.columns.deciding import LineDecider
from handtag.columns.lookup import CHUNK, for_each_chunk
from handtag.columns.numbered import Numbers, Values
from handtag.domain.agreement.decide import Decision
from handtag.domain.agreement.facts import FACT_NAMES

PART = 1 << 20  # lines read from a file at a time
# Sums of whole numbers below this are exact in the floating-point numbers that numpy counts with.
EXACT = 1 << 53


class Sums:
    """Lines and amounts per outcome and ISO group, added up frame by frame. An outcome is a payer and every payer that is possible."""

    def __init__(self, decider: LineDecider, *, amount: str, digits: int = 4) -> None:
        self._decider, self._amount, self._digits = decider, amount, digits
        self._groups: dict[str | None, int] = {}
        self._outcomes: dict[tuple[str, tuple[str, ...]], int] = {}
        self._totals = np.zeros((2, 0, 0), np.int64)

    def add(self, frame: pl.DataFrame) -> None:
        """Decides a frame's lines and adds them. Amounts are whole öre, none missing. Raises FactError and ValueError."""
        amounts = _whole(frame[self._amount])
        if not len(frame):
            return
        index, codes = self._decider.outcome(frame)
        outcome = np.array([self._outcome(decision) for decision in self._decider.outcomes], np.int32)
        group = self._grouped(codes)
        width = self._make_room()
        start_of = outcome * np.int32(width)
        places = codes.physical if codes else np.zeros(len(frame), np.uint8)
        parts = [self._totals] * len(range(0, len(frame), CHUNK))

        def work(start: int) -> None:
            lines = slice(start, start + CHUNK)
            bins = np.take(start_of, index[lines], mode="clip") + np.take(group, places[lines], mode="clip")
            parts[start // CHUNK] = _counted(bins, amounts[lines], len(self._outcomes) * width).reshape(2, -1, width)

        for_each_chunk(len(frame), work)
        for part in parts:
            self._totals += part

    def table(self) -> pl.DataFrame:
        """payer, possible (the payers some completion gives, in one text), iso_group, lines, amount in öre; empty ones left out."""
        outcomes, groups = list(self._outcomes), list(self._groups)
        rows = [
            (payer, " ".join(possible), groups[g], int(self._totals[0, o, g]), int(self._totals[1, o, g]))
            for o, (payer, possible) in enumerate(outcomes)
            for g in range(len(groups))
            if self._totals[0, o, g]
        ]
        shape = {"payer": pl.String, "possible": pl.String, "iso_group": pl.String, "lines": pl.Int64, "amount": pl.Int64}
        return pl.DataFrame(rows, schema=shape, orient="row").sort("payer", "possible", "iso_group")

    def _outcome(self, decision: Decision) -> int:
        return self._outcomes.setdefault((decision.payer, decision.possible_payers), len(self._outcomes))

    def _grouped(self, codes: Values | None) -> Numbers:
        """For each place of the codes the number of its ISO group; lines without a code have the group None."""
        if codes is None:
            return np.array([self._groups.setdefault(None, len(self._groups))], np.int32)
        group = np.zeros(len(codes.column.numbers), np.int32)
        for place, code in codes.column.met.items():
            name = None if code is None else str(code).replace(" ", "")[: self._digits]
            group[place] = self._groups.setdefault(name, len(self._groups))
        return group if codes.is_nullable else group[1:]

    def _make_room(self) -> int:
        """Places for all outcomes and groups met; answers how many groups."""
        had, groups = self._totals, len(self._groups)
        self._totals = np.zeros((2, len(self._outcomes), groups), np.int64)
        self._totals[:, : had.shape[1], : had.shape[2]] = had
        return groups


def sums(decider: LineDecider, frame: pl.DataFrame, *, amount: str, digits: int = 4) -> pl.DataFrame:
    """What each payer pays in a frame of lines: `Sums.table`. Raises FactError naming fact and line, ValueError for amounts."""
    total = Sums(decider, amount=amount, digits=digits)
    total.add(frame)
    return total.table()


def sums_of_parquet(decider: LineDecider, path: Path, *, amount: str, digits: int = 4) -> pl.DataFrame:
    """As `sums`, from a file that need not fit in memory: the next part is read while one is decided."""
    total = Sums(decider, amount=amount, digits=digits)
    for part in _parts(path, amount):
        total.add(part)
    return total.table()


def _parts(path: Path, amount: str) -> Iterator[pl.DataFrame]:
    lines = pl.scan_parquet(path)
    wanted = lines.select([name for name in lines.collect_schema().names() if name in FACT_NAMES or name == amount])
    number = lines.select(pl.len()).collect().item()
    with ThreadPoolExecutor(1) as reader:
        coming = reader.submit(wanted.slice(0, PART).collect)
        for start in range(PART, number + PART, PART):
            part = coming.result()
            if start < number:
                coming = reader.submit(wanted.slice(start, PART).collect)
            yield part


def _whole(amounts: pl.Series) -> NDArray[np.int64]:
    if not amounts.dtype.is_integer() or amounts.null_count():
        raise ValueError(
            f"{amounts.name}: amounts are whole öre, none missing; this is {amounts.dtype} with {amounts.null_count()} missing"
        )
    return amounts.cast(pl.Int64).to_numpy()


def _counted(bins: NDArray[np.int32], amounts: NDArray[np.int64], number: int) -> NDArray[np.int64]:
    """Lines and summed amounts in each bin."""
    lines = np.bincount(bins, minlength=number)
    if max(int(amounts.max()), -int(amounts.min())) * len(amounts) < EXACT:
        summed = np.bincount(bins, weights=amounts, minlength=number).astype(np.int64)
    else:
        summed = np.zeros(number, np.int64)
        np.add.at(summed, bins, amounts)
    return np.stack([lines, summed])
