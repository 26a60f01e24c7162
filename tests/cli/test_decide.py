"""The command line: one question for people, many as JSON lines; errors name field and line and the rest go on; no Django is loaded."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from handtag.cli import decide as command
from handtag.cli.main import COMMANDS, main
from handtag.files.agreements import ROOT_VARIABLE

AGREEMENT = """
id: {id}
title: Provavtal
version: "{version}"
valid_from: "{since}"
parties: [{{code: "9901", name: Provköping, kind: municipality}}]
tables: [payer]
words: [{{word: gåbord, iso_codes: ["1206"]}}]
"""
PAYER = """
id: payer
title: Vem som betalar
rows:
  - {id: child, when: {age: {to: 17}}, then: {payer: region}, clause: c1}
  - {id: adult, when: {age: {from: 18}}, then: {payer: municipality}, clause: c1}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, version, since in (("old", "1", "2020-01-01"), ("new", "2", "2026-01-01")):
        made = tmp_path / name
        for part in ("tables", "texts"):
            (made / part).mkdir(parents=True)
        (made / "agreement.yaml").write_text(AGREEMENT.format(id="prov", version=version, since=since), encoding="utf-8")
        (made / "tables/payer.yaml").write_text(PAYER, encoding="utf-8")
        (made / "texts/t.md").write_text("# Dokument\n## c1 – Avsnitt\n> Orden.\n", encoding="utf-8")
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path))
    return tmp_path


def lines(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *asked: str) -> tuple[int, list[dict[str, Any]]]:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(asked) + "\n"))
    status = command.run(["--jsonl", "-"])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_question_is_answered_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", "--agreement", "prov", "age=30"]) == 0
    told = capsys.readouterr().out
    assert "Kommunen betalar." in told
    assert "”Orden.” (Dokument, Avsnitt; adult)" in told


def test_every_line_gets_its_answer_in_order(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    status, answers = lines(capsys, monkeypatch, '{"agreement": "prov", "age": 3}', "", '{"agreement": "prov"}')
    assert status == 0, "undetermined is an answer"
    assert [answer["payer"] for answer in answers] == ["region", "undetermined"]
    assert answers[1]["missing"] == ["age"]


def test_a_line_that_cannot_be_read_does_not_stop_the_rest(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked = (
        '{"agreement": "prov", "housing": "castle"}',
        '{"agreement": "atlantis"}',
        '{"age": 3}',
        '{"agreement": ',
        "[1]",
        '{"agreement": "prov", "product": "gåbård"}',
        '{"agreement": "prov", "date": "2019-12-31"}',
        '{"agreement": "prov", "version": "9"}',
        "[" * 100_000,
        '{"agreement": "prov", "age": 30}',
    )
    status, answers = lines(capsys, monkeypatch, *asked)
    assert status == 1
    assert [a.get("field") for a in answers[:9]] == [
        "housing", "agreement", "agreement", "line", "line", "product", "date", "version", "line",
    ]  # fmt: skip
    assert [a["line"] for a in answers[:9]] == list(range(1, 10))
    assert answers[1]["valid"] == ["prov"]
    assert answers[5]["valid"] == ["gåbord"]
    assert answers[9]["payer"] == "municipality"


def test_the_day_chooses_the_version_and_no_day_the_newest(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ('{"agreement":"prov","date":"2025-12-31"}', '{"agreement":"prov","date":"2026-01-01"}', '{"agreement":"prov"}')
    named = '{"agreement":"prov","version":"1"}'
    _, answers = lines(capsys, monkeypatch, *asked, named)
    assert [answer["agreement_version"] for answer in answers] == ["1", "2", "2", "1"]


def test_a_birth_date_gives_the_age_on_the_day(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    born = '{"agreement":"prov","birth_date":"2008-06-01","date":"2026-0%d-01"}'
    _, answers = lines(capsys, monkeypatch, born % 5, born % 6)
    assert [answer["payer"] for answer in answers] == ["region", "municipality"]


def test_a_broken_agreement_is_told_with_file_and_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "new/tables/payer.yaml").write_text(PAYER.replace("to: 17", "under: 18"), encoding="utf-8")
    assert main(["decide", "--agreement", "prov"]) == 2
    assert "new/tables/payer.yaml:5: rows → 1 child → when → age" in capsys.readouterr().err
    assert main(["agreement", "check"]) == 1


def test_a_word_without_value_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["decide", "--agreement", "prov", "age"])


def test_every_command_has_a_module_that_runs() -> None:
    from importlib import import_module

    assert [word for word, (module, _) in COMMANDS.items() if not callable(getattr(import_module(module), "run", None))] == []


def test_deciding_loads_no_django(folder: Path) -> None:
    source = Path(command.__file__).parents[2]
    code = (
        "import sys; from handtag.cli.main import main; main(['decide', '--agreement', 'prov', 'age=3']);"
        "sys.exit(any(name.partition('.')[0] == 'django' for name in sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(source), ROOT_VARIABLE: str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
