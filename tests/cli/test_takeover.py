"""`handtag takeover`: tried, taken over and compared from a folder; the exit status says whether anything is left to do."""

import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from tests.support.clock import stands
from tests.support.takeover import ASTA, SMALL, as_csv, changed, empty_county
from tests.support.world import NOW, World

from handtag.apps.stock.models import Device
from handtag.cli.main import PAST_THE_WALL

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    stands(monkeypatch, NOW)
    return empty_county()


def folder(path: Path, tables: dict[str, list] = SMALL) -> Path:  # type: ignore[type-arg]
    path.mkdir()
    for kind, rows in tables.items():
        (path / f"{kind}.csv").write_text(as_csv(rows), encoding="utf-8")
    return path


def run(*words: object) -> tuple[int, str]:
    """Exit status and what was said."""
    out = StringIO()
    try:
        call_command("takeover", *map(str, words), "--as", "tova", stdout=out)
    except SystemExit as left:
        return int(left.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_it_is_tried_taken_and_compared_until_it_is_zero(county: World, tmp_path: Path) -> None:
    package = folder(tmp_path / "uttag")
    assert run("check", package)[0] == 0
    assert not Device.objects.exists()
    assert run("compare", package)[0] == 1
    assert run("apply", package)[0] == 0
    assert Device.objects.count() == 4
    assert run("apply", package)[0] == 0
    status, said = run("compare", package)
    assert (status, said.splitlines()[-1]) == (0, "0 differences, 0 totals of 15, 0 rows not read")


def test_refused_rows_are_said_and_stop_it_until_they_are_left_out(county: World, tmp_path: Path) -> None:
    package = folder(tmp_path / "uttag", changed("holdings", 1, "Betalare", "556012-5790"))
    status, said = run("check", package)
    assert status == 1
    assert "Betalare" in said
    with pytest.raises(CommandError):
        run("apply", package)
    assert not Device.objects.exists()
    assert run("apply", package, "--leave-refused")[0] == 1
    assert Device.objects.count() == 3


def test_the_report_is_a_workbook_of_texts_without_persons_and_is_never_written_over(county: World, tmp_path: Path) -> None:
    tables = changed("places", 1, "Förråd", "=1+1")
    tables = {kind: [["=1+1" if cell == "GC" else cell for cell in row] for row in rows] for kind, rows in tables.items()}
    package, report = folder(tmp_path / "uttag", tables), tmp_path / "report.xlsx"
    assert run("compare", package, "--report", report)[0] == 1
    with zipfile.ZipFile(report) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")}
    assert "=1+1" in parts["xl/sharedStrings.xml"]
    assert not [name for name, text in parts.items() if "<f>" in text]
    assert ASTA not in "".join(parts.values())
    with pytest.raises(CommandError):
        run("compare", package, "--report", report)


@pytest.mark.parametrize("words", [("check", "nowhere"), ("check", ".", "--as", "nobody")])
def test_it_says_why_it_does_nothing(county: World, words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        call_command("takeover", *words, *(() if "--as" in words else ("--as", "tova")))


def test_somebody_without_the_right_is_refused(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stands(monkeypatch, NOW)
    with pytest.raises(CommandError):
        call_command("takeover", "check", str(folder(tmp_path / "uttag")), "--as", "eva")


def test_it_works_past_the_second_wall() -> None:
    assert "takeover" in PAST_THE_WALL
