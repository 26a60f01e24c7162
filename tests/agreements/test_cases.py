"""Every agreement folder can be read, has no error, and answers its own worked cases; the agreed examples are the contract."""

from functools import cache
from pathlib import Path

import pytest

from handtag.domain.agreement.cases import Case, try_case
from handtag.domain.agreement.check import check
from handtag.domain.agreement.compile import CompiledAgreement, compile_agreement
from handtag.domain.agreement.load import agreement_from_json
from handtag.files.agreement_cases import cases_of
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement

FOLDERS = agreement_folders(agreements_root())
CASES = [pytest.param(folder, case, id=f"{folder.name}/{case.id}") for folder in FOLDERS for case in cases_of(folder)]


@cache
def compiled(folder: Path) -> CompiledAgreement:
    return compile_agreement(read_agreement(folder))


@pytest.mark.parametrize(("folder", "case"), CASES)
def test_the_agreed_example_is_decided_as_agreed(folder: Path, case: Case) -> None:
    assert try_case(compiled(folder), case) == ()


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
