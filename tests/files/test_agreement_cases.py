"""Case files are read whole or refused with file, line, case and field."""

from pathlib import Path

import pytest

from handtag.files.agreement_cases import cases_of
from handtag.files.yaml_documents import DocumentError

GOOD = """- id: one
  title: En
  facts: {iso_code: "1222", age: 18}
  expect: {payer: region}
  source: s
"""


def folder_with(tmp_path: Path, text: str) -> Path:
    (tmp_path / "small" / "cases").mkdir(parents=True)
    (tmp_path / "small" / "cases" / "a.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "small"


def test_cases_are_read_in_order(tmp_path: Path) -> None:
    found = cases_of(folder_with(tmp_path, GOOD + GOOD.replace("one", "two")))
    assert [case.id for case in found] == ["one", "two"]
    assert found[0].facts == {"iso_code": "1222", "age": 18}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (GOOD + GOOD, "a.yaml:6: case one stands twice"),
        (GOOD.replace("  source: s\n", ""), "case one: needs id, title, facts, expect, source"),
        (GOOD.replace("{payer: region}", "region"), "a.yaml:4: case one: expect needs names with values"),
        (GOOD.replace("payer: region", "winner: region"), "a.yaml:4: case one: winner is not an answer"),
        (GOOD.replace("age: 18", "age: old"), "a.yaml:3: case one: age: 'old' is not a whole number"),
        ("one: 1\n", "needs a list of cases"),
    ],
)
def test_a_broken_case_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DocumentError) as refused:
        cases_of(folder_with(tmp_path, text))
    assert message in str(refused.value)
