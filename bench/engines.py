"""One decision from Python with all facts known: the engine, zen-engine with decision tables, a dictionary, plain loops; and whether ten
times as many rows cost more. Raw facts in; payer, right, follow-up and the rule that says who pays out."""

import sys
from collections.abc import Iterator
from typing import Any

from tests.support.naive_agreement import Naive

from bench.harness import Rival, compare
from bench.invented import invented, lines
from bench.peers import zen_decision
from handtag.domain.agreement.compile import CompiledAgreement, compile_agreement
from handtag.domain.agreement.decide import Decision, decide
from handtag.domain.agreement.schema import Agreement

ROUNDS = 7
Question = dict[str, Any]
Answer = tuple[str, ...]


def main(*, quick: bool) -> None:
    number = 200 if quick else 2000
    small, large = invented(220), invented(2200)
    _new_questions(small, number)
    _growth(small, large, number)
    _trace(small, number)


def _new_questions(agreement: Agreement, number: int) -> None:
    """Every round has its own questions; what is kept from earlier ones is warm, as in a server that has worked a while."""
    compiled, naive, zen = _warm(agreement), Naive(agreement), zen_decision(agreement)
    asked = _questions(agreement, number * ROUNDS, 2)
    table = {tuple(facts.values()): _answer(decide(compile_agreement(agreement), facts)) for facts in asked}
    rounds = _parts(asked, number)
    these: list[Question] = []

    def lookup() -> list[Answer]:
        these[:] = next(rounds)  # begins the round
        return [table[tuple(facts.values())] for facts in these]

    def by_zen() -> list[Answer]:
        found = [zen.evaluate(facts)["result"] for facts in these]
        return [(one["payer"], one["may_prescribe"], one["follow_up"], one["rule"]) for one in found]

    def by_loops() -> list[Answer]:
        names = ("payer", "may_prescribe", "follow_up")
        return [(*(naive.answer(name, facts) for name in names), naive.rule("payer", facts)) for facts in these]

    rivals = [
        Rival("dict lookup, key built per call", lookup, number),
        Rival("engine", lambda: [_answer(decide(compiled, facts)) for facts in these], number),
        Rival("zen-engine, decision tables", by_zen, number),
        Rival("plain loops", by_loops, number),
    ]
    compare("A question not asked before, 220 printed rows and 14 rules, per decision", rivals, rounds=ROUNDS)


def _growth(small: Agreement, large: Agreement, number: int) -> None:
    of_small, of_large = _warm(small), _warm(large)
    few, many = _parts(_questions(small, number * ROUNDS, 3), number), _parts(_questions(large, number * ROUNDS, 3), number)
    rivals = [
        Rival("220 rows", lambda: sum(decide(of_small, facts).payer == "" for facts in next(few)), number),
        Rival("2200 rows", lambda: sum(decide(of_large, facts).payer == "" for facts in next(many)), number),
    ]
    compare("Ten times as many printed rows, per decision", rivals, rounds=ROUNDS)


def _trace(agreement: Agreement, number: int) -> None:
    compiled, asked = _warm(agreement), _questions(agreement, number, 4)
    rivals = [
        Rival("decision", lambda: [decide(compiled, facts) for facts in asked], number),
        Rival("decision with its whole trace as plain data", lambda: [decide(compiled, facts).to_dict() for facts in asked], number),
    ]
    compare("With the trace written out, per decision", rivals, rounds=ROUNDS, answer=lambda _found: None)


def _warm(agreement: Agreement) -> CompiledAgreement:
    compiled = compile_agreement(agreement)
    for facts in _questions(agreement, 100 * len(agreement.products), 1):
        decide(compiled, facts)
    return compiled


def _questions(agreement: Agreement, number: int, seed: int) -> list[Question]:
    return lines(agreement, number, seed).drop("amount").to_dicts()


def _answer(decision: Decision) -> Answer:
    return decision.payer, decision.may_prescribe, decision.follow_up, decision.trace[0].rules[0][0]


def _parts(asked: list[Question], number: int) -> Iterator[list[Question]]:
    for start in range(0, len(asked), number):
        yield asked[start : start + number]


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)
