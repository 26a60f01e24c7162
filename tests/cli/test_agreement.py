"""`handtag agreement`: show, cases, diff, export and check on a small agreement in two versions; what cannot be done is said."""

from pathlib import Path

import pytest

from handtag.cli.agreement import run
from handtag.files.agreements import ROOT_VARIABLE

AGREEMENT = """
id: prov
title: Provavtal
version: "{version}"
valid_from: "{since}"
tables: [payer]
parameters:
  - {{id: adult_age, title: Vuxen från, unit: år, values: [{{since: "2020-01-01", value: 18}}], clause: c1}}
"""
PAYER = """
id: payer
title: Vem som betalar
rows:
  - {{id: child, when: {{age: {{below: {age}}}}}, then: {{payer: region}}, clause: c1}}
  - {{id: adult, when: {{age: {{from: {age}}}}}, then: {{payer: municipality}}, clause: c1}}
"""
CASE = """
- id: nineteen
  title: Nitton år
  facts: {age: 19}
  expect: {payer: municipality}
  source: c1
"""


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, version, since, age in (("old", "1", "2020-01-01", 18), ("new", "2", "2026-01-01", 20)):
        made = tmp_path / name
        for part in ("tables", "texts", "cases"):
            (made / part).mkdir(parents=True)
        (made / "agreement.yaml").write_text(AGREEMENT.format(version=version, since=since), encoding="utf-8")
        (made / "tables" / "payer.yaml").write_text(PAYER.format(age=age), encoding="utf-8")
        (made / "texts" / "a.md").write_text("# Avtal\n\n## c1 – Ålder\n> Vuxna hör till kommunen.\n", encoding="utf-8")
        (made / "cases" / "a.yaml").write_text(CASE, encoding="utf-8")
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    return tmp_path


def test_show_prints_values_rules_and_clauses_of_the_newest_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "prov"]) == 0
    out = capsys.readouterr().out
    assert "Provavtal (prov 2, 2026-01-01 –" in out
    assert "adult: when age 20– → payer municipality [c1]" in out
    assert "clause c1: ”Vuxna hör till kommunen.” (Avtal, Ålder)" in out
    assert run(["show", "prov@1", "--find", "CHILD region"]) == 0
    assert capsys.readouterr().out == "  child: when age under 18 → payer region [c1]\n"


def test_cases_tells_which_do_not_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["cases", "prov@1"]) == 0
    assert capsys.readouterr().out == "old: 1 cases, 0 do not hold\n"
    assert run(["cases"]) == 1
    told = capsys.readouterr()
    assert "new: nineteen: payer: agreed 'municipality', decided 'region'" in told.err
    assert "old: 1 cases, 0 do not hold" in told.out


def test_diff_tells_rows_and_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "prov@1", "prov@2"]) == 0
    out = capsys.readouterr().out
    assert "changed row child\n    when.age: under 18 → under 20" in out
    assert "answer nineteen: payer municipality → region" in out
    assert run(["diff", "prov", "prov"]) == 0
    assert capsys.readouterr().out == "0 changes, 0 rows moved, 0 of 1 cases answered differently\n"


@pytest.mark.parametrize("ending", ["xlsx", "dmn"])
def test_export_writes_the_form_the_ending_says(ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / f"prov.{ending}"
    assert run(["export", "prov@1", str(file)]) == 0
    assert file.stat().st_size > 1000
    assert "prov 1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["export", "prov", "prov.pdf"], ".pdf: the file has to end in .xlsx or .dmn"),
        (["export", "prov", "no/such/folder/prov.dmn"], "No such file or directory"),
        (["show", "atlantis"], "no such agreement; there are prov"),
        (["show", "prov@9"], "no such version; there are 1, 2"),
    ],
)
def test_what_cannot_be_done_is_said(words: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 2
    assert told in capsys.readouterr().err


def test_check_names_file_and_row_and_a_code_the_standard_has_not(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check"]) == 0
    (root / "iso9999-codes.txt").write_text("# source\n12\n1206\n", encoding="utf-8")
    areas = "areas:\n  - {iso: '1299', product_area: daily_living}\n"
    (root / "new" / "tables" / "areas.yaml").write_text(areas, encoding="utf-8")
    head = (root / "new" / "agreement.yaml").read_text(encoding="utf-8")
    (root / "new" / "agreement.yaml").write_text(head.replace("[payer]", "[areas, payer]"), encoding="utf-8")
    assert run(["check", str(root / "new")]) == 0
    assert "1299 is not in ISO 9999; the group 12 is" in capsys.readouterr().out
    (root / "new" / "tables" / "payer.yaml").write_text(PAYER.format(age=20).replace("payer: region", "payer: church"), encoding="utf-8")
    assert run(["check", str(root / "new")]) == 1
    assert "rule child: payer cannot be 'church'" in capsys.readouterr().err
