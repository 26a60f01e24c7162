"""One decision under the agreement of Norrbotten: the engine, a dictionary with the key built per call, and plain loops."""

import random
import sys
from typing import Any

from tests.support.naive_agreement import Naive

from bench.harness import Rival, compare
from handtag.domain.agreement.compile import CompiledAgreement, compile_agreement
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.facts import CHOICES, FLAG_FACTS, LOWEST
from handtag.files.agreements import agreements_root, read_agreement

ANSWERS = ("payer", "may_prescribe", "follow_up")
Question = dict[str, Any]


def questions(compiled: CompiledAgreement, number: int) -> list[Question]:
    """Complete questions about products whose row is certain; the same every time."""
    draw = random.Random(2026)
    codes = sorted(code for code in compiled.iso_classes if not any(c != code and c.startswith(code) for c in compiled.iso_classes))
    asked = []
    for _ in range(number):
        facts: Question = {variable.name: draw.choice(_values(variable.name, variable.labels)) for variable in compiled.variables}
        asked.append({**facts, "iso_code": draw.choice(codes)})
    return asked


def _values(name: str, labels: tuple[str, ...]) -> list[Any]:
    if name in FLAG_FACTS:
        return [False, True]
    if name in LOWEST:
        return [LOWEST[name], *(int(label) for label in labels)]
    if name == "municipality":
        return [*(label for label in labels if label.isdecimal()), "0000"]
    return list(CHOICES[name])


def main(*, quick: bool) -> None:
    document = read_agreement(agreements_root() / "norrbotten")
    compiled, naive = compile_agreement(document), Naive(document)
    asked = questions(compiled, 300 if quick else 2000)
    names = tuple(asked[0])
    table = {tuple(facts[name] for name in names): decide(compiled, facts) for facts in asked}
    few = asked[:50] if quick else asked[:300]

    def by_engine(these: list[Question]) -> list[tuple[str, ...]]:
        return [(d.payer, d.may_prescribe, d.follow_up) for d in [decide(compiled, facts) for facts in these]]

    def by_table(these: list[Question]) -> list[tuple[str, ...]]:
        found = [table[tuple([facts[name] for name in names])] for facts in these]
        return [(d.payer, d.may_prescribe, d.follow_up) for d in found]

    def by_loops(these: list[Question]) -> list[tuple[str, ...]]:
        return [tuple(naive.answer(name, facts) for name in ANSWERS) for facts in these]

    def anew(these: list[Question]) -> list[tuple[str, ...]]:
        for kept in (compiled.decisions, compiled.made, compiled.ranked):
            kept.clear()
        return by_engine(these)

    rivals = [
        Rival("dict lookup, key built per call", lambda: by_table(few), len(few)),
        Rival("engine, asked before", lambda: by_engine(few), len(few)),
        Rival("plain loops", lambda: by_loops(few), len(few)),
    ]
    compare(f"One decision, Norrbotten, {len(document.products)} products, per decision", rivals, rounds=9)
    rivals = [Rival("plain loops", lambda: by_loops(few), len(few)), Rival("engine, nothing kept", lambda: anew(few), len(few))]
    compare("First decision of each kind, trace included", rivals, rounds=5)


if __name__ == "__main__":
    main(quick="--quick" in sys.argv)
