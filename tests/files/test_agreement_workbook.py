"""The workbook holds every rule, row, value, clause and case of an agreement as text, and nothing a spreadsheet would run."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tests.support.agreement import document as small_agreement

from handtag.domain.agreement.cases import Case
from handtag.files.agreement_workbook import write_workbook
from handtag.files.agreements import agreement_folders, agreements_root, read_agreement

CASE = Case(id="=1+1", title="@t", facts={"age": 18}, expect={"payer": "region"}, source="+s")


def sheets(path: Path) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_path(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.mark.parametrize("folder", agreement_folders(agreements_root()), ids=lambda folder: folder.name)
def test_every_part_has_its_line(folder: Path, tmp_path: Path) -> None:
    document = read_agreement(folder)
    write_workbook(document, [CASE], tmp_path / "a.xlsx")
    read = sheets(tmp_path / "a.xlsx")
    for table in document.tables:
        assert [line[0] for line in read[table.id][1:]] == [row.id for row in table.rows]
    assert len(read["clauses"]) == 1 + len(document.clauses)
    assert len(read.get("products", [[]])) == 1 + len(document.products)
    assert len(read.get("parameters", [[]])) == 1 + sum(len(parameter.values) for parameter in document.parameters)


def test_nothing_is_a_formula(tmp_path: Path) -> None:
    write_workbook(small_agreement(), [CASE], tmp_path / "a.xlsx")
    assert sheets(tmp_path / "a.xlsx")["cases"][1] == ["=1+1", "@t", "age 18", "payer region", "+s"]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_workbook(small_agreement(), [], tmp_path / "no" / "a.xlsx")
    assert list(tmp_path.iterdir()) == []
