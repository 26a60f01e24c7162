"""`handtag shift`, and the published analysis done again: the list holds who pays what today, the engine says what moves."""

import json
from pathlib import Path
from typing import Any

import pytest

from handtag.cli.shift import run
from handtag.files.agreement_choice import folder_of
from handtag.files.agreements import read_agreement

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "demo" / "gavleborg" / "syntetisk-hjalpmedelslista-2020.csv"
PEOPLE = ROOT / "demo" / "gavleborg" / "invanare-2016.csv"
FROM_TO = ["--from", "gavleborg-current", "--to", "gavleborg-proposal"]
# What the analysis says of its list as a whole: prescribed in the county (chapter 2); own responsibility is counted as the
# municipalities' (chapter 3).
AS_ANALYSED = ["--prescribed-anyway", "100", "--fact", "purpose=personal", "--fact", "registered_in_county=true"]
MILLION = 100_000_000  # öre


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    import contextlib
    import io

    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert run(["--list", str(LIST), *FROM_TO, *AS_ANALYSED, "--populations", str(PEOPLE), "--json"]) == 0
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


@pytest.fixture(scope="module")
def published() -> dict[str, int]:
    document = read_agreement(folder_of("gavleborg-proposal"))
    return {one.id: int(one.values[-1].value) for one in document.parameters if isinstance(one.values[-1].value, int)}


def rounded(ends: list[int], unit: int) -> set[int]:
    """Both ends of a range in whole units, öre rounded as the text rounds."""
    return {round(end / unit) for end in ends}


def test_the_list_holds_todays_costs_as_published(told: dict[str, Any], published: dict[str, int]) -> None:
    total = told["total"]
    assert total["cost_ore"] == published["total_cost"] * 100
    assert total["before.region"] == [published["region_cost_before"] * 100] * 2
    assert total["before.municipality"] == [published["municipality_cost_before"] * 100] * 2
    assert round(total["before.region"][0] * 100 / total["cost_ore"]) == published["region_share"]
    assert round(total["before.municipality"][0] * 100 / total["cost_ore"]) == published["municipality_share"]


def test_the_list_holds_no_answers() -> None:
    heading = LIST.read_text(encoding="utf-8").splitlines()[1]
    assert heading == "ISO-kod;Benämning;Huvudman;Enhet;Kommun;Ålder;Hemsjukvård;Anpassad;Antal;Kostnad 2020 (kr)"
    assert "SYNTETISK" in LIST.read_text(encoding="utf-8").splitlines()[0]
    assert "syntetisk" in LIST.name


def test_the_headline_comes_out_whichever_end_of_the_range_is_true(told: dict[str, Any], published: dict[str, int]) -> None:
    assert rounded(told["headline"]["to_municipality"], MILLION) == {published["shift_total"] // 1_000_000}
    assert rounded(told["headline"]["net_municipality"], MILLION) == {published["shift_total"] // 1_000_000}
    assert rounded(told["total"]["after.region"], MILLION) == {published["region_cost_after"] // 1_000_000}
    assert rounded(told["total"]["after.municipality"], MILLION) == {published["municipality_cost_after"] // 1_000_000}
    before = told["total"]["before.municipality"][0]
    assert {round(end * 100 / before) for end in told["headline"]["net_municipality"]} == {published["municipality_increase"]}


def test_the_unmet_need_gives_the_published_figure(told: dict[str, Any], published: dict[str, int]) -> None:
    (tried,) = [one for one in told["sensitivity"] if (one["setting"], one["value"]) == ("unmet_need", "3/20")]
    assert published["unmet_need"] == 15
    for figure in ("to_municipality", "net_municipality"):
        assert rounded(tried[figure], MILLION) == {published["shift_total_with_unmet_need"] // 1_000_000}


@pytest.mark.parametrize(("category", "figure"), [("mobility", "mobility_shift"), ("home_equipment", "home_equipment_shift")])
def test_the_published_categories_come_out(told: dict[str, Any], published: dict[str, int], category: str, figure: str) -> None:
    (found,) = [one for one in told["by_category"] if one["key"] == category]
    assert rounded(found["flow.region.municipality"], MILLION // 10) == {published[figure] // 100_000}


def test_manual_wheelchairs_move_and_powered_stay(told: dict[str, Any], published: dict[str, int]) -> None:
    by_iso = {one["key"]: one for one in told["by_iso"]}
    assert by_iso["1222"]["flow.region.municipality"] == [published["manual_wheelchair_shift"] * 100] * 2
    assert by_iso["1223"]["after.region"] == [published["powered_wheelchair_cost"] * 100] * 2
    share = by_iso["1223"]["before.region"][0] * 100 / told["total"]["before.region"][0]
    assert round(share) == published["powered_wheelchair_share"]


def test_mobility_moves_most_and_homes_next(told: dict[str, Any]) -> None:
    by_size = sorted(told["by_category"], key=lambda one: -one.get("flow.region.municipality", [0, 0])[1])
    assert [one["key"] for one in by_size[:2]] == ["mobility", "home_equipment"]


def test_smaller_costs_move_the_other_way(told: dict[str, Any], published: dict[str, int]) -> None:
    low, high = told["headline"]["to_region"]
    assert 0 < low <= high < told["headline"]["to_municipality"][0] // 10
    assert {one["key"] for one in told["by_category"] if one.get("flow.municipality.region", [0, 0])[1]} >= {"skills_training"}


def test_all_that_the_region_pays_for_daily_life_moves(told: dict[str, Any]) -> None:
    daily = {"mobility", "home_equipment", "personal_care", "simple_medical_treatment", "cognition", "handling"}
    for one in told["by_category"]:
        if one["key"] in daily:
            assert one["flow.region.municipality"] == one["before.region"], one["key"]


def test_what_the_text_leaves_open_is_a_range(told: dict[str, Any]) -> None:
    shared = next(one for one in told["by_iso"] if one["key"] == "0930")
    assert shared["flow.region.municipality"] == [0, shared["before.region"][0]]
    kinds = [one for one in told["kinds"] if one["confidence"] == "undetermined"]
    assert all(one["after"]["missing"] or one["after"]["open_because"] for one in kinds)
    assert told["total"]["confidence"]["undetermined"] == sum(one["sums"]["cost_ore"] for one in kinds) > 0


def test_ten_municipalities_add_up_and_small_ones_are_more_exposed(told: dict[str, Any]) -> None:
    towns = told["by_municipality"]
    assert len(towns) == 10
    assert sum(one["net.municipality"][0] for one in towns) == told["total"]["net.municipality"][0]
    assert all(one["before_each"] and one["after_each"] for one in towns)
    from fractions import Fraction

    more = {one["name"]: Fraction(one["one_more"]) for one in towns}
    assert more["Ockelbo"] > 10 * more["Gävle"]
    assert told["costliest"]["iso_code"] == "1223"


def test_nobody_pays_against_todays_agreement(told: dict[str, Any]) -> None:
    assert told["misbooked"]["rows"] == 0


def test_every_kind_of_line_is_explained(told: dict[str, Any]) -> None:
    for one in told["kinds"]:
        assert one["after"]["clauses"] or one["after"]["missing"] or one["after"]["open_because"], one


def test_the_script_makes_the_list_that_is_committed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.util

    spec = importlib.util.spec_from_file_location("gavleborg_list", ROOT / "tools" / "gavleborg_list.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    monkeypatch.setattr(module, "LIST", tmp_path / LIST.name)
    module.main()
    assert (tmp_path / LIST.name).read_bytes() == LIST.read_bytes()
    assert (tmp_path / PEOPLE.name).read_bytes() == PEOPLE.read_bytes()


def test_people_read_it_in_swedish(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--list", str(LIST), *FROM_TO, *AS_ANALYSED]) == 0
    out = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Från regionen till kommunerna: 32 250 000,00 kr – 32 350 000,00 kr" in out
    assert "Regionen: 59 000 000,00 kr → " in out


def test_a_refused_row_is_told_and_gives_status_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lista.csv"
    file.write_text("ISO-kod;Kostnad;Vem\n120606;10;region\nxx;5;region\n", encoding="utf-8")
    assert run(["--list", str(file), *FROM_TO, "--map", "payer=Vem"]) == 1
    out = capsys.readouterr().out
    assert "rad 3, ISO-kod ”xx”: Det är ingen ISO-kod" in out
    assert "Rader: 1 räknade, 1 går inte att läsa, 0 tomma" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--map", "payer=Finns inte"], "--map"),
        (["--map", "nonsens=Kostnad"], "--map"),
        (["--fact", "nonsens=1"], "nonsens"),
        (["--unmet-need", "mycket"], "unmet_need"),
        (["--prescribed-anyway", "101"], "prescribed_anyway"),
        (["--sheet", "x"], ""),
    ],
)
def test_wrong_use_is_said_and_nothing_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    file = tmp_path / "lista.csv"
    file.write_text("ISO-kod;Kostnad\n120606;10\n", encoding="utf-8")
    status = run(["--list", str(file), *FROM_TO, *words])
    captured = capsys.readouterr()
    if words[0] == "--sheet":
        assert status == 0  # a CSV file has no sheets
        return
    assert (status, captured.out) == (2, "")
    assert said in captured.err


def test_a_list_without_cost_or_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lista.csv"
    file.write_text("ISO-kod\n120606\n", encoding="utf-8")
    assert run(["--list", str(file), *FROM_TO]) == 2
    assert "kostnad: Peka ut kolumnen" in capsys.readouterr().err
    assert run(["--list", str(tmp_path / "saknas.csv"), *FROM_TO]) == 2
    broken = tmp_path / "invånare.xlsx"
    broken.write_bytes(b"no workbook")
    capsys.readouterr()
    assert run(["--list", str(LIST), *FROM_TO, "--populations", str(broken)]) == 2
    assert "invånare.xlsx: Filen går inte att läsa" in capsys.readouterr().err
    assert run(["--list", str(file), "--from", "saknas", "--to", "saknas"]) == 2
