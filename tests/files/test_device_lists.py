"""Files as counties have them, good and bad."""

import io
import resource
import zipfile

import pytest
import xlsxwriter

from handtag.domain.cost_shift.headings import guess, heading_row
from handtag.domain.cost_shift.reading import read_list
from handtag.files.device_lists import ListFileError, read_csv, read_table, write_csv
from handtag.files.populations import places_in

MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
TABLE = [["ISO-kod", "Kostnad"], ["12 06 06", "1 234,50"], ["", ""], ["122203", "5"]]


def book(*rows: list[object], sheet: str = "Lista") -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        workbook.add_worksheet("Tom")
        page = workbook.add_worksheet(sheet)
        for number, cells in enumerate(rows):
            page.write_row(number + 1, 0, cells)
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_a_csv_is_read_whatever_saved_it(encoding: str, sign: str) -> None:
    text = sign.join(("ISO-kod", "Kommun")) + "\r\n" + sign.join(("120606", "Luleå")) + "\r\n"
    assert read_table("lista.csv", text.encode(encoding)) == [["ISO-kod", "Kommun"], ["120606", "Luleå"]]


def test_what_is_written_is_read_the_same() -> None:
    table = [["a;b", 'c"d', "e\nf"], ["", "1,5", " "]]
    assert read_csv(write_csv(table)) == table


def test_the_first_sheet_with_anything_is_read_and_rows_keep_their_numbers() -> None:
    table = read_table("lista.xlsx", book(["ISO-kod", "Kostnad", "Antal"], [40306, 1234.5, 2.0], ["122203", "12", True]))
    assert table == [["", "", ""], ["ISO-kod", "Kostnad", "Antal"], ["40306", "1234.500000", "2"], ["122203", "12", "ja"]]
    found = read_list(table[:3], guess(table[1]))
    assert [(one.number, one.case.iso_code, one.cost_ore, one.volume) for one in found.rows] == [(3, "040306", 123450, 2)]


def test_a_formula_is_text_and_harmless() -> None:
    table = read_table("lista.csv", b"ISO-kod;Kostnad\n=HYPERLINK(1);5\n")
    assert read_list(table, guess(table[0])).faults[0].code == "not_a_code"


@pytest.mark.law("ASVS 5.2")
@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b" \n \n", "empty"),
        ("a.csv", b";;;\n;;\n", "empty"),
        ("a.csv", b"\x00\x01\x02", "unreadable"),
        ("a.xlsx", b"PK\x03\x04 broken", "unreadable"),
        ("a.xlsx", b"<html>an error page</html>", "unreadable"),
        ("a.ods", b"\xd0\xcf\x11\xe0 broken", "unreadable"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_reason(name: str, content: bytes, code: str) -> None:
    with pytest.raises(ListFileError) as refused:
        read_table(name, content)
    assert refused.value.code == code


def test_a_sheet_that_is_not_there_is_said() -> None:
    with pytest.raises(ListFileError, match="no_such_sheet"):
        read_table("a.xlsx", book(["x"]), "Blad 9")


@pytest.mark.law("ASVS 1.5")
def test_a_packed_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handtag.files.device_lists.LARGEST_UNPACKED", 1000)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "0" * 5000)
    with pytest.raises(ListFileError, match="too_large"):
        read_table("a.xlsx", file.getvalue())


def packed_file(parts: int, size: int) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(parts):
            packed.writestr(f"xl/part{number}.xml", "0" * size)
    return file.getvalue()


@pytest.mark.law("ASVS 5.2")
@pytest.mark.parametrize(("parts", "size"), [(2_001, 1), (1, 20_000_001)])
def test_too_many_parts_or_too_steep_a_packing_is_refused_before_anything_is_unpacked(
    parts: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handtag.files.device_lists.calamine.CalamineWorkbook.from_filelike", None)
    with pytest.raises(ListFileError, match="too_large"):
        read_table("a.xlsx", packed_file(parts, size))


@pytest.mark.law("ASVS 5.2")
@pytest.mark.parametrize("corner", ["XFD1048576", "ZZ100000"])
def test_two_cells_in_opposite_corners_are_refused_and_take_no_memory(corner: str) -> None:
    """A file of a few kilobytes that asks for a table of gigabytes; the reader it ends is not this process."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as workbook:
        page = workbook.add_worksheet()
        page.write("A1", 1)
        page.write(corner, 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ListFileError, match="too_large"):
        read_table("a.xlsx", file.getvalue())
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KiB


def test_a_table_larger_than_a_request_may_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handtag.files.device_lists.LARGEST_TABLE", 1000)
    with pytest.raises(ListFileError, match="too_large"):
        read_table("a.xlsx", book(["x" * 1100]))


@pytest.mark.law("ASVS 5.2")
def test_a_workbook_that_takes_too_long_is_refused_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handtag.files.device_lists.LONGEST_READING", 0.01)
    with pytest.raises(ListFileError) as refused:
        read_table("lista.xlsx", book(["x"]))
    assert (refused.value.code, refused.value.file) == ("too_slow", "lista.xlsx")


def test_a_lawful_workbook_of_a_whole_county_is_read() -> None:
    table = read_table("lista.xlsx", book(*(["12 06 06", f"Rollator {number}", 1, 1.5] for number in range(20_000))))
    assert len(table) == 20_001
    assert table[-1] == ["12 06 06", "Rollator 19999", "1", "1.500000"]


@pytest.mark.law("ASVS 5.2")
@pytest.mark.parametrize("content", [b"a\n" + b"\n" * 1_048_577, b"a\r" * 1_048_577, b";" * 5_000_001, b"a;b;c;d;e;f\n" * 840_000])
def test_a_text_of_nothing_but_separators_is_refused_before_it_is_taken_apart(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handtag.files.device_lists.csv.reader", None)
    with pytest.raises(ListFileError, match="too_large") as refused:
        read_table("lista.csv", content)
    assert refused.value.file == "lista.csv"


@pytest.mark.law("ASVS 5.2")
def test_a_text_larger_than_a_process_may_hold_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handtag.files.device_lists.LARGEST_TEXT", 1000)
    with pytest.raises(ListFileError, match="too_large"):
        read_table("lista.csv", b"x" * 1001)


@pytest.mark.parametrize("length", [32_768, 140_000])
def test_a_quotation_mark_that_nobody_closed_is_told_with_its_row(length: int) -> None:
    with pytest.raises(ListFileError) as refused:
        read_table("lista.csv", b'ISO-kod;Namn\n120606;Gott\n120607;"' + b"x" * length)
    assert (refused.value.code, refused.value.row) == ("long_cell", 3)
    assert read_table("lista.csv", b"ISO-kod\n" + b"x" * 32_767)[1] == ["x" * 32_767]


def test_ods_is_read() -> None:
    content = (
        '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        '<office:body><office:spreadsheet><table:table table:name="Blad"><table:table-row><table:table-cell office:value-type="string">'
        "<text:p>ISO-kod</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", content)
        packed.writestr("META-INF/manifest.xml", MANIFEST)
    assert read_table("a.ods", file.getvalue()) == [["ISO-kod"]]


def test_headings_are_found_in_a_file() -> None:
    assert heading_row([["Rapport"], *TABLE]) == 1


def test_inhabitants_are_those_of_the_latest_year() -> None:
    places = places_in([["kommunkod", "kommun", "invånare", "år"], ["580", "Prov", "1 000", "2019"], ["0580", "Prov", "2000", "2020"]])
    assert (places.find("prov").inhabitants, places.find("0580").name, places.find("Provs kommun").code) == (2000, "Prov", "0580")
    assert places.find("Annan").inhabitants is None


@pytest.mark.parametrize(
    ("table", "said"), [([["kod", "namn"]], "population"), ([["kod", "namn", "invånare"], ["1", "x", "många"]], "row 2")]
)
def test_an_unreadable_list_of_inhabitants_says_where(table: list[list[str]], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        places_in(table)
