"""Packages as people save them: folders and zips, odd files in them, and bombs."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.support.takeover import SMALL, as_csv

from handtag.domain.takeover.verdicts import Unread
from handtag.domain.values.cells import plain_heading
from handtag.files import takeover
from handtag.files.device_lists import ListFileError
from handtag.files.takeover import Read, headings_of, kind_of, read_package, rows_of
from handtag.files.takeover_rows import FILES
from handtag.files.workbooks import workbook


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


def test_a_folder_and_a_zip_hold_the_same_package(tmp_path: Path) -> None:
    files = {f"{kind}.csv": as_csv(rows).encode() for kind, rows in SMALL.items()}
    folder = tmp_path / "uttag"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    found = read_package(folder)
    assert set(found) == set(SMALL)
    assert found == read_package(zipped(tmp_path / "uttag.zip", {f"uttag/{name}": content for name, content in files.items()}))


@pytest.mark.parametrize("name", ["hjälpmedel.csv", "Hjalpmedel.CSV", "devices.txt", "individer.xlsx"])
def test_a_file_is_known_by_its_name_in_either_language(name: str) -> None:
    assert kind_of(name) == "devices"


@pytest.mark.parametrize("name", ["läs mig.txt", "devices.docx", "devices", ".csv", "devices.csv.bak"])
def test_other_files_are_left_alone(name: str) -> None:
    assert kind_of(name) == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [";", "\t", ","])
def test_any_encoding_and_separator_is_read(tmp_path: Path, encoding: str, sign: str) -> None:
    text = sign.join(("Förråd", "Namn", "Typ")) + "\r\n" + sign.join(("Ö1", "Förråd å", "central_store")) + "\r\n"
    (tmp_path / "förråd.csv").write_bytes(text.encode(encoding))
    [row] = rows_of("places", read_package(tmp_path)["places"])
    assert isinstance(row, Read)
    assert row.values.model_dump() == {"code": "Ö1", "name": "Förråd å", "kind": "central_store"}


def test_a_workbook_is_read_and_its_numbers_are_names_again(tmp_path: Path) -> None:
    rows = [["Artikelnummer", "Förråd", "Antal", "Batch"], [10001, "C", 12, 77]]
    (tmp_path / "saldon.xlsx").write_bytes(workbook([("Blad1", rows)]))
    [row] = rows_of("stock", read_package(tmp_path)["stock"])
    assert isinstance(row, Read)
    assert (row.values.article, row.values.quantity, row.values.lot) == ("10001", 12, "77")  # type: ignore[attr-defined]


def test_the_same_kind_of_thing_in_two_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "devices.csv").write_text("a;b\n1;2\n")
    (tmp_path / "hjälpmedel.csv").write_text("a;b\n1;2\n")
    with pytest.raises(ListFileError) as refusal:
        read_package(tmp_path)
    assert refusal.value.code == "file_twice"


def test_two_files_of_one_name_in_a_zip_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ListFileError) as refusal:
        read_package(zipped(tmp_path / "a.zip", {"a/devices.csv": b"a;b\n1;2\n", "b/devices.csv": b"a;b\n3;4\n"}))
    assert refusal.value.code == "file_twice"


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(tmp_path / "bomb.zip", {"devices.csv": b"a;b\n" * 200_000})
    monkeypatch.setattr(takeover, "LARGEST_TEXT", 500_000)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(ListFileError) as refusal:
        read_package(bomb)
    assert refusal.value.code == "too_large"


def test_a_zip_that_says_it_is_smaller_than_it_is_gives_no_more_than_it_says(tmp_path: Path) -> None:
    path = zipped(tmp_path / "liar.zip", {"devices.csv": b"Individnummer;x\n" + b"1;2\n" * 50_000})
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x01\x02")
    content[at + 24 : at + 28] = (16).to_bytes(4, "little")
    path.write_bytes(bytes(content))
    with pytest.raises(ListFileError):
        read_package(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"\x00\x01\x02", io.BytesIO().getvalue()])
def test_what_is_no_zip_is_said_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "package.zip").write_bytes(content)
    with pytest.raises(ListFileError) as refusal:
        read_package(tmp_path / "package.zip")
    assert refusal.value.code == "unreadable"


def test_a_path_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ListFileError) as refusal:
        read_package(tmp_path / "none")
    assert (refusal.value.code, refusal.value.file) == ("no_such_file", "none")


def test_rows_keep_their_numbers_when_titles_blanks_and_headings_stand_between() -> None:
    table = [["Uttag 2026"], ["Kod", "Namn", "Typ", "Annat"], [], ["A", "a", "central_store"], ["Kod", "Namn", "Typ", "Annat"], ["B"]]
    found = list(rows_of("places", table))
    assert [(type(one), one.row) for one in found] == [(Read, 4), (Unread, 6)]
    assert found[1] == Unread("places", 6, "name", "missing")


@pytest.mark.parametrize("kind", FILES)
def test_no_heading_of_a_file_means_two_things(kind: str) -> None:
    named = headings_of(FILES[kind][0]).items()
    headings = [one for name, of in named for one in {plain_heading(word) for word in (name, *of)}]
    assert sorted(headings) == sorted(set(headings))
