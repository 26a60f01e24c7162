"""More digits of a code are more knowledge: they never take a definite answer back, and a code that nothing in the agreement names
answers as its group."""

import random
from pathlib import Path
from typing import Any

import pytest
from tests.support.questions import random_lines

from handtag.domain.agreement.compile import CompiledAgreement, compile_agreement
from handtag.domain.agreement.decide import decide, possible_payers
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement

FOLDERS = agreement_folders(agreements_root())
ANSWERS = ("payer", "may_prescribe", "follow_up", "trust_allowed", "cost_approval")


def without_product(ready: CompiledAgreement, number: int, seed: str) -> list[dict[str, Any]]:
    return [{k: v for k, v in line.items() if k not in {"iso_code", "product"}} for line in random_lines(ready, number, seed)]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_more_digits_never_take_a_definite_answer_back(folder: Path) -> None:
    ready = compile_agreement(read_agreement(folder))
    draw = random.Random(folder.name)
    deeper = [code for code in ready.iso_classes if len(code) >= 4] or ["120606"]
    for facts in without_product(ready, 300, folder.name):
        code = draw.choice(deeper)
        group = code[: draw.randrange(2, len(code), 2)]
        less, more = decide(ready, {**facts, "iso_code": group}), decide(ready, {**facts, "iso_code": code})
        for name in ANSWERS:
            definite = getattr(less, name)
            assert definite in {"undetermined", getattr(more, name)}, (group, code, facts)
        assert set(more.possible_payers) <= set(less.possible_payers), (group, code, facts)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_code_without_a_row_of_its_own_answers_as_its_group(folder: Path) -> None:
    ready = compile_agreement(read_agreement(folder))
    named = set(ready.iso_classes)
    ends = [code for code in named if 2 <= len(code) <= 6 and not any(other != code and other.startswith(code) for other in named)]
    draw = random.Random(folder.name)
    for facts in without_product(ready, 200 if ends else 0, folder.name):
        code = draw.choice(sorted(ends))
        alone, below = ({**facts, "iso_code": one} for one in (code, code + "97"))
        assert decide(ready, alone) is decide(ready, below)
        assert possible_payers(ready, alone) == possible_payers(ready, below)
