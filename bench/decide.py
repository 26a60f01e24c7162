"""One decision under the agreement of Norrbotten: the engine, a dictionary with the key built per call, and plain loops.

The facts are raw, as a form or an interface gives them: reading them is part of the engine's time.
"""

import random
import sys
from collections.abc import Iterator
from typing import Any

from tests.support.naive_agreement import Naive

from bench.harness import Rival, compare
from handtag.domain.agreement.compile import CompiledAgreement, compile_agreement
from handtag.domain.agreement.decide import Decision, decide
from handtag.domain.agreement.facts import CHOICES, FLAG_FACTS, HIGHEST, LOWEST
from handtag.domain.agreement.schema import Agreement
from handtag.files.agreements import agreements_root, read_agreement

ROUNDS = 7
ANSWERS = ("payer", "may_prescribe", "follow_up")
# What differs from case to case in an ordinary day's prescribing; everything else is as it mostly is.
DRAWN = ("age", "housing", "activity", "care_setting", "prescriber_profession", "prescriber_employer", "product_area", "care_responsible")
MOSTLY: dict[str, Any] = {"purpose": "personal", "part_kind": "main", "registered_in_county": True}
Question = dict[str, Any]
Answer = tuple[str, ...]


def questions(compiled: CompiledAgreement, number: int, seed: int) -> list[Question]:
    """Different questions, each with all facts, about products whose printed row is certain; the same every time."""
    draw = random.Random(seed)
    codes = sorted(code for code in compiled.iso_classes if not any(c != code and c.startswith(code) for c in compiled.iso_classes))
    asked: dict[tuple[Any, ...], Question] = {}
    while len(asked) < number:
        facts = {v.name: _drawn(draw, v.name) if v.name in DRAWN else MOSTLY.get(v.name, False) for v in compiled.variables}
        question = {**facts, "iso_code": draw.choice(codes)}
        asked.setdefault(tuple(question.values()), question)
    return list(asked.values())


def _drawn(draw: random.Random, name: str) -> Any:
    if name in FLAG_FACTS:
        return draw.random() < 0.5
    return draw.randint(LOWEST[name], HIGHEST[name]) if name in LOWEST else draw.choice(CHOICES[name])


def main(*, quick: bool) -> None:
    document = read_agreement(agreements_root() / "norrbotten")
    number = 150 if quick else 1000
    title = f"under the agreement of Norrbotten, {len(document.products)} printed rows, per decision"
    _asked_before(document, number, title)
    _new_questions(document, number, title)
    _facts_missing(document, number, title)
    _first_ever(document, title)


def _asked_before(document: Agreement, number: int, title: str) -> None:
    compiled = compile_agreement(document)
    asked = questions(compiled, number, 1)
    table = _table(document, asked)
    _by_engine(compiled, asked)
    rivals = [
        Rival("dict lookup, key built per call", lambda: _by_table(table, asked), number),
        Rival("engine", lambda: _by_engine(compiled, asked), number),
    ]
    compare(f"A question asked before, {title}", rivals, rounds=ROUNDS)


def _new_questions(document: Agreement, number: int, title: str) -> None:
    """Every round has its own questions, none of them asked before; the process has answered others."""
    compiled, naive = compile_agreement(document), Naive(document)
    asked = questions(compiled, number * (ROUNDS + 2), 2)
    table = _table(document, asked)
    _by_engine(compiled, asked[: 2 * number])
    rounds = _parts(asked[2 * number :], number)
    these: list[Question] = []

    def lookup() -> list[Answer]:
        """Begins the round."""
        these[:] = next(rounds)
        return _by_table(table, these)

    rivals = [
        Rival("dict lookup, key built per call", lookup, number),
        Rival("engine, with reasons", lambda: _by_engine(compiled, these), number),
        Rival("plain loops, no reasons", lambda: [tuple(naive.answer(name, facts) for name in ANSWERS) for facts in these], number),
    ]
    compare(f"A new question, {title}", rivals, rounds=ROUNDS)


def _facts_missing(document: Agreement, number: int, title: str) -> None:
    """As on the page where a device is chosen: what is not recorded and not yet asked is not known."""
    compiled = compile_agreement(document)
    unasked = {"activity", "care_responsible", "consumable", "discharge_after_short_stay", "handed_over", "product_area", "care_setting"}
    whole = questions(compiled, number * (ROUNDS + 2), 3)
    asked = list({tuple(sorted(q.items())): q for q in ({k: v for k, v in one.items() if k not in unasked} for one in whole)}.values())
    number = len(asked) // (ROUNDS + 2)
    table = _table(document, asked)
    _by_engine(compiled, asked[: 2 * number])
    rounds = _parts(asked[2 * number :], number)
    these: list[Question] = []

    def lookup() -> list[Answer]:
        """Begins the round."""
        these[:] = next(rounds)
        return _by_table(table, these)

    rivals = [
        Rival("dict lookup, key built per call", lookup, number),
        Rival("engine, with what is missing", lambda: _by_engine(compiled, these), number),
    ]
    compare(f"A new question with {len(unasked)} facts missing, {title}", rivals, rounds=ROUNDS)


def _first_ever(document: Agreement, title: str) -> None:
    """One question for each printed row, in a process that has answered nothing; compiling the document is not counted."""
    naive = Naive(document)
    [like] = questions(compile_agreement(document), 1, 4)
    classes = compile_agreement(document).iso_classes
    certain = [p.iso for p in document.products if not any(c != p.iso and c.startswith(p.iso) for c in classes)]
    asked = [{**like, "iso_code": iso} for iso in certain]
    fresh = iter([compile_agreement(document) for _ in range(ROUNDS)])
    rivals = [
        Rival("plain loops, no reasons", lambda: [tuple(naive.answer(name, facts) for name in ANSWERS) for facts in asked], len(asked)),
        Rival("engine", lambda: _by_engine(next(fresh), asked), len(asked)),
    ]
    compare(f"The first question ever about each row, {title}", rivals, rounds=ROUNDS)


def _table(document: Agreement, asked: list[Question]) -> dict[tuple[Any, ...], Decision]:
    """Every answer known beforehand, found by a copy of the engine so that the one measured has seen none of the questions."""
    copy = compile_agreement(document)
    return {tuple(facts.values()): decide(copy, facts) for facts in asked}


def _by_table(table: dict[tuple[Any, ...], Decision], these: list[Question]) -> list[Answer]:
    found = [table[tuple(facts.values())] for facts in these]
    return [(d.payer, d.may_prescribe, d.follow_up) for d in found]


def _by_engine(compiled: CompiledAgreement, these: list[Question]) -> list[Answer]:
    return [(d.payer, d.may_prescribe, d.follow_up) for d in [decide(compiled, facts) for facts in these]]


def _parts(asked: list[Question], number: int) -> Iterator[list[Question]]:
    for start in range(0, len(asked) - number + 1, number):
        yield asked[start : start + number]


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)
