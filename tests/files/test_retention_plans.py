"""The file with the plan: errors name file, line, row and field."""

from pathlib import Path

import pytest

from handtag.domain.retention import KINDS
from handtag.files.retention_plans import read_plan
from handtag.files.yaml_documents import DocumentError

EXAMPLE = Path(__file__).resolve().parents[2] / "retention" / "example.yaml"


def changed(folder: Path, old: str, new: str) -> Path:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert old in text
    path = folder / "plan.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_the_example_has_a_row_for_every_kind_and_names_its_decision() -> None:
    plan = read_plan(EXAMPLE)
    assert set(plan.rules) == set(KINDS)
    assert plan.case_number == "EXEMPEL"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("keep: 10 years", "keep: 2 years", "plan.yaml:10: row 1 keep: 2 years is shorter than 10 years"),
        ("then: pseudonymise", "then: burn", "plan.yaml:11: row 1 then: patient_records can be"),
        ("kind: identities", "kind: names", "plan.yaml:13: row 2 kind: names is no kind"),
        ("from: last_entry", "since: 1", "plan.yaml:9: row 1 since: unknown"),
        ("case_number: EXEMPEL", "case_number: ''", "plan.yaml:6: case_number: say who decided"),
        ("case_number: EXEMPEL", "colour: red", "plan.yaml:6: colour: unknown"),
    ],
)
def test_an_error_says_where_it_is(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(DocumentError) as wrong:
        read_plan(changed(tmp_path, old, new))
    assert str(wrong.value).startswith(message)


def test_the_digest_tells_plans_apart_by_what_they_decide(tmp_path: Path) -> None:
    assert read_plan(changed(tmp_path, "keep: 10 years", "keep: 11 years")).digest != read_plan(EXAMPLE).digest
