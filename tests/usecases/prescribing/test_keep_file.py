"""Keeping a photo or a paper with a prescription."""

from base64 import b64encode
from dataclasses import replace

import pytest
from django.db import connection
from tests.support.keeping import photo
from tests.support.prescribing import started
from tests.support.world import World

from handtag.apps.prescriptions.process import PrescriptionFile
from handtag.domain import process
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.prescribing.end_prescription import EndPrescription, end_prescription
from handtag.usecases.prescribing.keep_file import keep_file


def test_a_photo_is_kept_encrypted(world: World) -> None:
    world.run(keep_file, photo(started(world)), "anna")
    row = PrescriptionFile.objects.get()
    assert (row.media_type, row.title, bytes(row.content)[:4]) == ("image/png", "Så sitter hon", b"\x89PNG")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM prescriptions_prescriptionfile")
        assert b"PNG" not in bytes(cursor.fetchone()[0])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "title_missing"),
        ({"content": "!"}, "unknown_type"),
        ({"content": b64encode(b"<svg onload=alert(1)>").decode()}, "unknown_type"),
    ],
)
def test_what_is_no_picture_or_paper_is_refused(world: World, changes: dict[str, str], code: str) -> None:
    with pytest.raises(Refused, match=code):
        world.run(keep_file, replace(photo(started(world)), **changes), "anna")
    assert not PrescriptionFile.objects.exists()


def test_a_prescription_holds_so_many(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "MOST_FILES", 1)
    key = started(world)
    world.run(keep_file, photo(key), "anna")
    with pytest.raises(Refused, match="too_many_files"):
        world.run(keep_file, photo(key), "anna")


def test_another_unit_and_an_ended_prescription_keep_nothing(world: World) -> None:
    key = started(world)
    with pytest.raises(NotFound):
        world.run(keep_file, photo(key), "bo")
    world.run(end_prescription, EndPrescription(key, "declined"), "anna")
    with pytest.raises(Refused, match="wrong_state"):
        world.run(keep_file, photo(key), "anna")
