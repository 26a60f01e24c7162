"""The material of an incident report: every act and reading of the time, in codes, with the times of reporting; nothing about anyone."""

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from tests.support.world import World

from handtag.domain.values.errors import NotAllowed
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.stock.move_device import MoveDevice, move_device


@pytest.mark.law("NIS 2 art. 21.2 b, NIS 2 art. 23, GDPR art. 33")
def test_a_report_has_its_timeline_and_its_times(world: World, settings: Any, tmp_path: Path) -> None:
    settings.STATE = tmp_path
    world.run(open_person, OpenPerson(world.key("asta")), "anna")
    with pytest.raises(NotAllowed):
        world.run(move_device, MoveDevice("D1001", "F", "B-02", world.today), "anna")
    call_command("incident", "2026-11-23T08:00", "2026-11-23T10:00", tmp_path / "pack.zip", "--known=2026-11-23T09:30")
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("timeline.csv").decode())))
        summary = json.loads(archive.read("summary.json"))
    assert {row["log"] for row in rows} == {"act", "reading"}
    assert any(row["about"] == f"person:{world.key('asta')}" for row in rows)
    assert (summary["events"], summary["refused"], summary["persons_touched"]) == (len(rows), 1, 1)
    assert summary["due"]["early_warning_24_h"] == "2026-11-24T09:30:00+01:00"
    assert world.number("asta") not in json.dumps(rows)


def test_nothing_of_another_time_is_in_it_and_no_file_is_written_over(world: World, tmp_path: Path) -> None:
    world.run(open_person, OpenPerson(world.key("asta")), "anna")
    call_command("incident", "2026-11-22T08:00", "2026-11-23T08:00", tmp_path / "pack.zip")
    with zipfile.ZipFile(tmp_path / "pack.zip") as archive:
        assert json.loads(archive.read("summary.json"))["events"] == 0
    for words in (("2026-11-22T08:00", "2026-11-23T08:00"), ("2026-11-23T08:00", "2026-11-22T08:00"), ("yesterday", "now")):
        with pytest.raises(CommandError):
            call_command("incident", *words, tmp_path / "pack.zip")
