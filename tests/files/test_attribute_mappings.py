"""A file of rules is read whole or refused with the line of what is wrong."""

from pathlib import Path

import pytest

from handtag.domain.attribute_mapping import Source
from handtag.files.attribute_mappings import read_mapping
from handtag.files.yaml_documents import DocumentError

GOOD = """subject: employeeHsaId
name: [given_name, family_name]
demands: {acr: loa3}
rules:
  - when: {systemRole: [store, other]}
    role: store_worker
    unit: {claim: careUnitHsaId}
  - when: {systemRole: prescriber}
    role: prescriber
    unit: SE2321000131-U001
    profession: {claim: licence, values: {AT: occupational_therapist}}
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "roles.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    mapping = read_mapping(written(tmp_path, GOOD))
    assert (mapping.subject, mapping.name, mapping.demands) == ("employeeHsaId", ("given_name", "family_name"), {"acr": ("loa3",)})
    assert mapping.rules[0].when == {"systemRole": ("store", "other")}
    assert mapping.rules[0].unit == Source(claim="careUnitHsaId")
    assert mapping.rules[1].profession == Source(claim="licence", values={"AT": "occupational_therapist"})


@pytest.mark.parametrize(
    ("before", "after", "line", "says"),
    [
        ("subject: employeeHsaId\n", "", 1, "subject"),
        ("role: store_worker", "role: king", 6, "king is no role"),
        ("role: store_worker", "role: timer", 6, "timer is no role"),
        ("when: {systemRole: [store, other]}", "when: {}", 5, "let everyone in"),
        ("    unit: {claim: careUnitHsaId}\n", "", 5, "unit"),
        ("{claim: careUnitHsaId}", "{claims: careUnitHsaId}", 7, "claims: unknown"),
        ("    profession: {claim: licence, values: {AT: occupational_therapist}}\n", "", 8, "needs a profession"),
        ("values: {AT: occupational_therapist}", "values: [AT]", 11, "values"),
        ("demands: {acr: loa3}", "demands: loa3", 3, "demands"),
        ("demands: {acr: loa3}", "demand: {acr: loa3}", 3, "demand: unknown"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, before: str, after: str, line: int, says: str) -> None:
    assert before in GOOD
    with pytest.raises(DocumentError) as wrong:
        read_mapping(written(tmp_path, GOOD.replace(before, after)))
    assert says in wrong.value.message
    assert wrong.value.line == line


@pytest.mark.parametrize("text", ["[]", "a", "rules: []\nsubject: x", "subject: x", "subject: x\nrules: {a: b}"])
def test_another_kind_of_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(DocumentError):
        read_mapping(written(tmp_path, text))
