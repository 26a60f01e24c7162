"""The workbook of a shift: exact sums as numbers, and no text that a spreadsheet would calculate."""

from tests.domain.cost_shift.test_shift import NEW, OLD, row

from handtag.domain.cost_shift.deciding import Judge
from handtag.domain.cost_shift.report import report
from handtag.domain.cost_shift.rows import DeviceList, Fault
from handtag.domain.cost_shift.shift import shift
from handtag.domain.cost_shift.words import ENGLISH, SWEDISH
from handtag.files.device_lists import read_table
from handtag.files.shift_workbook import shift_workbook


def test_it_holds_every_table_and_exact_sums() -> None:
    listed = DeviceList((row(2, 123_45, "region"), row(3, 100, town="=1+1")), (Fault(4, "cost", "not_a_number", "=HYPERLINK(1)"),))
    plain = report(shift(listed.rows, Judge(OLD, NEW)), listed)
    content = shift_workbook(plain, SWEDISH)
    overview = read_table("x.xlsx", content, "Översikt")
    assert overview[1] == ["Från regionen till kommunerna", "123.450000", "124.450000"]
    assert read_table("x.xlsx", content, "Ej räknade rader")[1] == ["4", "kostnad", "=HYPERLINK(1)", "Det är inget tal."]
    assert {line[1] for line in read_table("x.xlsx", content, "Kommuner")[1:]} == {"2580", "=1+1"}
    assert len(read_table("x.xlsx", content, "Rader och regler")) == 3
    assert read_table("x.xlsx", shift_workbook(plain, ENGLISH), "Overview")[1][0] == ENGLISH["line.to_municipality"]
