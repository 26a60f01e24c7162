"""Questions for an agreement, whatever its tables ask for: values at every boundary, codes of every kind of row."""

from random import Random
from typing import Any

from tests.support.naive_agreement import Naive

from handtag.domain.agreement.compile import CompiledAgreement, Variable
from handtag.domain.agreement.facts import CHOICES, FLAG_FACTS, HIGHEST, LOWEST

ENDINGS = ("", "03", "99")


def values(variable: Variable) -> list[Any]:
    name, labels = variable.name, variable.labels
    if name in FLAG_FACTS:
        return [False, True]
    if name in LOWEST:
        return sorted({min(HIGHEST[name], max(LOWEST[name], int(label) + step)) for label in labels for step in (-1, 0, 1)})
    if name == "municipality":
        return [*(label for label in labels if label.isdecimal()), "0000"]
    return list(CHOICES.get(name, labels))


def groups_alike(ready: CompiledAgreement, naive: Naive) -> list[list[str]]:
    """Codes that leave no doubt about their row, those with the same attributes together, so that every kind of row is asked often."""
    asked = {code + ending for code in ready.iso_classes for ending in ENDINGS if len(code + ending) in (4, 6)} | {"999999"}
    alike: dict[str, list[str]] = {}
    for code in sorted(asked):
        if not any(other != code and other.startswith(code) for other in ready.iso_classes):
            row = naive.product(code)
            alike.setdefault(repr(row and row.attributes), []).append(code)
    return list(alike.values())


def random_lines(ready: CompiledAgreement, number: int, seed: object) -> list[dict[str, Any]]:
    """Lines as a list of devices has them: any facts known or not, products by code of any length or by word."""
    draw = Random(str(seed))
    given = {variable.name: values(variable) for variable in ready.variables if variable.name != "product_term"}
    codes = sorted({code + ending for code in ready.iso_classes for ending in ENDINGS if 2 <= len(code + ending) <= 8})
    words = sorted(ready.words)
    lines = []
    for _ in range(number):
        line = {name: draw.choice(choices) for name, choices in given.items() if draw.random() < 0.7}
        if draw.random() < 0.9:
            line["iso_code"] = draw.choice(codes)
        if words and draw.random() < 0.2:
            line["product"] = draw.choice(words)
        lines.append(line)
    return lines


def columns(lines: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """The lines turned round: a column for each fact, None where a line does not say."""
    names = dict.fromkeys(name for line in lines for name in line)
    return {name: [line.get(name) for line in lines] for name in names}
