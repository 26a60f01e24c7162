"""Strict YAML: what is a flag, a number, a text; what is refused and on which line."""

from pathlib import Path

import pytest

from handtag.files.agreements import read_clauses
from handtag.files.yaml_documents import DocumentError, read_yaml


def read(folder: Path, text: str) -> object:
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    return read_yaml(folder / "x.yaml").content


@pytest.mark.law("ASVS 1.5")
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("False", "False"),
        ("no", "no"),
        ("12", 12),
        ("-3", -3),
        ("0403", "0403"),
        ('"12"', "12"),
        ("1.5", "1.5"),
        ("2026-01-01", "2026-01-01"),
        ("~", "~"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("1e3", "1e3"),
    ],
)
def test_only_true_false_and_plain_whole_numbers_are_not_text(tmp_path: Path, written: str, value: object) -> None:
    read_value = read(tmp_path, f"a: {written}")
    assert read_value == {"a": value}
    assert type(read_value["a"]) is type(value)  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "a stands twice"),
        ("a: [1, 2\n", 2, "expected"),
        ("", 1, "empty"),
        ("a: 1\n[1, 2]: 3\n", 2, "name has to be a text"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(tmp_path: Path, text: str, line: int, word: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read(tmp_path, text)
    assert (refused.value.file, refused.value.line) == ("x.yaml", line)
    assert word in str(refused.value)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(b"a: \xff\xfe")
    with pytest.raises(DocumentError):
        read_yaml(tmp_path / "x.yaml")


def test_the_line_of_a_part_is_known(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a:\n  - b: 1\n    c: 2\n", encoding="utf-8")
    document = read_yaml(tmp_path / "x.yaml")
    assert document.line_of(("a", 1, "c")) == 3
    assert document.line_of(("a", 1, "unknown")) == 2


@pytest.mark.parametrize("text", ["# D\n## c1 – S\n", "## c1 – S\n> q\n", "# D\n## c1\n> q\n"])
def test_a_clause_needs_document_section_and_quotation(tmp_path: Path, text: str) -> None:
    (tmp_path / "t.md").write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError):
        list(read_clauses(tmp_path / "t.md", tmp_path))


def test_a_quotation_over_several_lines_is_one(tmp_path: Path) -> None:
    (tmp_path / "t.md").write_text("# D\nprose\n## c1 – S, 2 st\n> one\n> two\nprose\n## c2 – T\n> three\n", encoding="utf-8")
    first, second = read_clauses(tmp_path / "t.md", tmp_path)
    assert (first.id, first.document, first.section, first.quote) == ("c1", "D", "S, 2 st", "one two")
    assert second.quote == "three"
