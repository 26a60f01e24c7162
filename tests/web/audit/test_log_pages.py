"""The pages of the log: a review from beginning to signature, its files, and an extract for the person it is about."""

from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.support import log, register
from tests.support.clock import stands
from tests.support.pages import persons_in, signed_in
from tests.support.world import World

from handtag.apps.access.models import User
from handtag.apps.audit.models import AccessEntry, AuditEntry, LogReview, ReviewedEntry, ReviewFinding
from handtag.usecases.people.open_in_emergency import OpenInEmergency, open_in_emergency
from handtag.usecases.words import word

START = {
    "first_day": "2026-11-17", "last_day": "2026-11-23", "rules": list(log.RULES), "sample_size": "5", "lookups_per_hour": "30",
    "days_until_act": "30",
}  # fmt: skip


@pytest.fixture
def lova(world: World, monkeypatch: pytest.MonkeyPatch) -> Client:
    stands(monkeypatch, world.now)
    return signed_in(world, "lova")


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.law("HSLF-FS 2016:40 4 kap. 9 §")
def test_a_review_is_begun_looked_through_and_signed(world: World, lova: Client) -> None:
    log.read(world)
    answer = lova.post("/logg/ny/", START)
    review = LogReview.objects.get()
    page = f"/logg/granskning/{review.key}/"
    assert (answer.status_code, answer["Location"]) == (303, page)
    assert persons_in(text(lova, page)) == []  # who was read about is told row by row
    for row in ReviewedEntry.objects.order_by("entry__recorded_at", "pk"):
        shown = text(lova, f"{page}{row.entry_id}/")
        assert len(persons_in(shown)) == 1
        answer = lova.post(f"{page}{row.entry_id}/", {"verdict": "asked", "note": "Frågat Cilla"})
        assert answer.status_code == 303
    assert answer["Location"] == page
    assert ReviewFinding.objects.count() == 2
    assert lova.post(page, {"summary": "Två läsningar, båda förklarade"}).status_code == 303
    assert "båda förklarade" in text(lova, page)
    assert "2026-11-17" in text(lova, "/logg/")


def test_each_row_opened_is_a_reading_of_its_person(world: World, lova: Client) -> None:
    key, entry_id = log.reviewed(world)
    before = AccessEntry.objects.filter(action="person.reviewed").count()
    text(lova, f"/logg/granskning/{key}/{entry_id}/")
    assert AccessEntry.objects.filter(action="person.reviewed").count() == before + 1
    text(lova, f"/logg/granskning/{key}/")
    assert AccessEntry.objects.filter(action="person.reviewed").count() == before + 1


def test_a_refused_review_says_why_at_the_field(world: World, lova: Client) -> None:
    answer = lova.post("/logg/ny/", {**START, "first_day": "2026-01-01"})
    assert answer.status_code == 422
    assert not LogReview.objects.exists()


@pytest.mark.law("ASVS 1.2.10")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_rows_as_a_file_calculate_nothing_and_are_logged(world: World, lova: Client, kind: str) -> None:
    User.objects.filter(username="cilla").update(name='=HYPERLINK("https://example.com")')
    key, _ = log.reviewed(world)
    answer = lova.get(f"/logg/granskning/{key}/?format={kind}")
    assert "attachment; filename=" in answer["Content-Disposition"]
    if kind == "csv":
        cells = answer.content.decode()
        assert "\"'=HYPERLINK" in cells
    else:
        sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
        assert sheet[1][1] == '=HYPERLINK("https://example.com")'  # a text, as it was written
        cells = str(sheet)
    assert persons_in(cells) == []
    assert AuditEntry.objects.filter(action="audit.review_exported").count() == 1


@pytest.mark.law("PDL 8 kap. 5 §")
def test_an_extract_tells_care_provider_unit_and_time_in_plain_words(world: World, lova: Client) -> None:
    log.read(world)
    answer = lova.post("/logg/utdrag/", {"personnummer": world.number("dagny"), "case_number": "VON 2026/17"})
    assert answer.status_code == 303
    assert world.number("dagny") not in answer["Location"]
    shown = text(lova, answer["Location"])
    for told in ("Luleå kommun", "Lulea care", "2026-11-23 09:00:00", "VON 2026/17"):
        assert told in shown
    assert persons_in(shown) == ["dagny"]
    assert "Cilla" not in shown
    file = text(lova, f"{answer['Location']}?format=csv")
    assert "Lulea care" in file
    assert AccessEntry.objects.filter(action="person.log_extracted", person_key=world.key("dagny")).count() == 3


def test_nobody_has_read_is_said_at_the_number(world: World, lova: Client) -> None:
    answer = lova.post("/logg/utdrag/", {"personnummer": world.number("hilda")})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()


@pytest.mark.parametrize("name", ["anna", "eva", "ivan", "hanna"])
def test_others_do_not_reach_the_log(world: World, name: str) -> None:
    key, entry_id = log.reviewed(world)
    client = signed_in(world, name)
    for path in ("/logg/", "/logg/ny/", f"/logg/granskning/{key}/", f"/logg/granskning/{key}/{entry_id}/", "/logg/utdrag/"):
        assert client.get(path).status_code == 403, path


def test_an_extract_is_made_for_whoever_is_known_by_a_reserve_number(world: World, lova: Client) -> None:
    log.read(world)
    form = register.only_reserve_number(world)
    assert lova.post("/logg/utdrag/", form).status_code == 303
    assert lova.post("/logg/utdrag/", form | {"issuer": ""}).status_code == 422


def test_another_care_providers_review_and_extract_do_not_exist(world: World) -> None:
    key, entry_id = log.reviewed(world)
    rut = signed_in(world, "rut")
    for path in (f"/logg/granskning/{key}/", f"/logg/granskning/{key}/{entry_id}/", f"/logg/utdrag/{log.extract(world)}/"):
        assert rut.get(path).status_code == 404, path


def test_why_a_record_was_opened_in_an_emergency_stands_beside_the_reading(world: World, lova: Client) -> None:
    world.run(open_in_emergency, OpenInEmergency(world.key("hilda"), "device_failure", "Lyften stannade med henne i."), "cilla")
    key = log.started(world)
    entry_id = ReviewedEntry.objects.filter(review__key=key, entry__ground="emergency").earliest("pk").entry_id
    shown = text(lova, f"/logg/granskning/{key}/{entry_id}/")
    assert "Lyften stannade med henne i." in shown
    assert str(word("device_failure")) in shown
