"""Every agreement folder can be read, has no error, and answers its own worked cases; the agreed examples are the contract."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from handtag.domain.agreement.check import check
from handtag.domain.agreement.compile import CompiledAgreement, compile_agreement
from handtag.domain.agreement.decide import decide
from handtag.domain.agreement.facts import parse_facts
from handtag.domain.agreement.load import agreement_from_json
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement
from handtag.files.yaml_documents import read_yaml

FOLDERS = agreement_folders(agreements_root())
CASES = [
    pytest.param(folder, case, id=f"{folder.name}/{file.stem}/{case['id']}")
    for folder in FOLDERS
    for file in sorted(folder.glob("cases/*.yaml"))
    for case in read_yaml(file).content  # type: ignore[union-attr, attr-defined]
]
SETS = {"notes", "missing"}


@cache
def compiled(folder: Path) -> CompiledAgreement:
    return compile_agreement(read_agreement(folder))


def differences(expected: dict[str, Any], got: dict[str, Any]) -> list[str]:
    """Only the fields a case names: notes and missing have to contain what is named, groups agree part by part, the rest is equal."""
    wrong = []
    for name, value in expected.items():
        actual = got["open_because"] is not None if name == "open" else got[name]
        if name in SETS:
            held = set(value) <= set(actual)
        elif isinstance(value, dict):
            held = all(actual.get(part) == wanted for part, wanted in value.items())
        else:
            held = actual == value
        if not held:
            wrong.append(f"{name}: agreed {value!r}, decided {actual!r}")
    return wrong


@pytest.mark.parametrize(("folder", "case"), CASES)
def test_the_agreed_example_is_decided_as_agreed(folder: Path, case: dict[str, Any]) -> None:
    decision = decide(compiled(folder), parse_facts(case["facts"])).to_dict()
    assert not differences(case["expect"], decision), decision


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_agreement_has_no_error_and_cases(folder: Path) -> None:
    assert [str(problem) for problem in check(read_agreement(folder)) if problem.severity == "error"] == []
    assert list(folder.glob("cases/*.yaml")), "an agreement without worked cases is nobody's agreement"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_stored_document_is_the_read_one(folder: Path) -> None:
    document = read_agreement(folder)
    stored = agreement_from_json(document.canonical_json())
    assert stored == document
    assert stored.document_hash == document.document_hash


def test_case_ids_are_unique() -> None:
    ids = [param.id for param in CASES]
    assert len(ids) == len(set(ids))


def test_a_difference_is_noticed() -> None:
    got = {"payer": "region", "notes": ["a"], "missing": [], "open_because": None, "trust_prescription": {"allowed": "no"}}
    assert differences({"payer": "region", "notes": ["a"], "open": False, "trust_prescription": {"allowed": "no"}}, got) == []
    for wrong in ({"payer": "other"}, {"notes": ["b"]}, {"missing": ["age"]}, {"open": True}, {"trust_prescription": {"allowed": "yes"}}):
        assert len(differences(wrong, got)) == 1
