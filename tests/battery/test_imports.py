"""Whatever file or message comes in: no answer is a crash, nothing is run, and nothing that was read is lost without a word."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.battery import corpus
from tests.battery.conftest import Size
from tests.support import agreement
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.agreements.models import AgreementVersion
from handtag.apps.analysis.models import KeptList
from handtag.apps.audit.models import AuditEntry
from handtag.domain.cost_shift.headings import guess, heading_row
from handtag.domain.cost_shift.reading import CellError, read_list
from handtag.domain.values.errors import HandtagError
from handtag.files import device_lists
from handtag.files.agreements import read_agreement
from handtag.files.device_lists import ListFileError, read_csv, read_table, write_csv
from handtag.files.yaml_documents import DocumentError
from handtag.usecases.administration.issue_api_token import IssueApiToken, issue_api_token
from handtag.usecases.agreements.publish_version import PublishVersion, publish_version

pytestmark = [pytest.mark.both]
PATIENCE = 10.0
Odd = tuple[str, str, bytes]


def lists(size: Size) -> list[Odd]:
    return [*corpus.files(), *corpus.cut_texts(1024 if size.is_long else 8192)]


def readings(files: list[Odd]) -> Iterator[str]:
    """Files that are neither read nor refused, are read slowly, or whose rows do not add up."""
    for what, name, content in files:
        started = time.monotonic()
        try:
            table = read_table(name, content)
        except ListFileError:
            continue
        except Exception as crash:
            yield f"{what}: {type(crash).__name__}"
            continue
        if time.monotonic() - started > PATIENCE:
            yield f"{what}: slow"
        if read_csv(write_csv(table)) != table and any("\r" not in cell for row in table for cell in row):
            yield f"{what}: kept otherwise than read"
        head = heading_row(table)
        try:
            found = read_list(table, guess(table[head]), head)
        except CellError:
            continue
        if len(found.rows) + len({fault.row for fault in found.faults}) + found.blank < len(table) - head - 1:
            yield f"{what}: {len(table) - head - 1} rows, {len(found.rows)} read, {len(found.faults)} faults, {found.blank} blank"


@pytest.mark.law("ASVS 1.5")
def test_every_list_is_read_whole_or_refused(size: Size, done: Callable[[str], None]) -> None:
    files = lists(size)
    wrong = list(readings(files))
    done(f"{len(files)} odd files read")
    assert wrong == []


def test_a_reader_that_crashes_is_found(monkeypatch: pytest.MonkeyPatch, without: Callable[[str], None]) -> None:
    without("the encoding's being found out")
    monkeypatch.setattr(device_lists, "_text", lambda content: content.decode("utf-8"))
    assert [line for line in readings([one for one in corpus.files() if one[0].startswith("encoding")]) if "UnicodeDecodeError" in line]


@pytest.mark.law("ASVS 5.3")
def test_no_uploaded_list_crashes_a_page(world: World, size: Size, done: Callable[[str], None]) -> None:
    client, files = signed_in(world, "gun"), lists(size) if size.is_long else list(corpus.files())[::24]
    client.raise_request_exception = False
    wrong = []
    for what, name, content in files:
        before, entries = KeptList.objects.count(), AuditEntry.objects.filter(action__contains="list").count()
        answer = client.post("/kostnadsvaxling/ny/", {"file": SimpleUploadedFile(name or "x", content), "command_id": ""})
        if answer.status_code not in {200, 303, 400, 422}:
            wrong.append(f"{what}: {answer.status_code}")
        if (answer.status_code == 303) != (KeptList.objects.count() > before):
            wrong.append(f"{what}: {answer.status_code}, {KeptList.objects.count() - before} lists kept")
        if (answer.status_code == 303) != (AuditEntry.objects.filter(action__contains="list").count() > entries):
            wrong.append(f"{what}: kept without a word in the log")
    done(f"{len(files)} odd files uploaded")
    assert wrong == []
    assert not Path("/tmp/battery-was-here").exists()


def documents(size: Size) -> list[str]:
    """Agreement documents, cut and bent."""
    whole = agreement.document().canonical_json()
    step = 1024 if size.is_long else 4096
    bent = [whole[:cut] for cut in range(0, len(whole) - 1, step)]
    bent += [
        "",
        "null",
        "[]",
        "1",
        '"x"',
        "{}",
        "[" * 100_000,
        '{"id":' * 5_000,
        whole.replace('"id"', '"ID"', 1),
        whole.replace("{", "{{", 1),
    ]
    bent += [
        whole + whole,
        "\ufeff" + whole + "x",
        whole.replace("2025", "20250", 1),
        "NaN",
        '{"id": NaN}',
        '{"id": 1e999}',
        "\x00",
        "\ud83e",
    ]
    plain = json.loads(whole)
    for name in plain:
        for odd in (None, 1, "", "=1+1", [], {}, [None], ["x"], {"x": 1}, "x" * 100_000, -1, True):
            bent.append(json.dumps(plain | {name: odd}))
    return bent


def test_no_odd_agreement_is_published_or_crashes(world: World, size: Size, done: Callable[[str], None]) -> None:
    before, bent, crashed, taken = AgreementVersion.objects.count(), documents(size), [], 0
    for text in bent:
        try:
            world.run(publish_version, PublishVersion(text), "ivan")
            taken += 1
        except HandtagError:
            continue
        except Exception as crash:
            crashed.append(f"{text[:60]!r}…: {type(crash).__name__}: {str(crash)[:100]}")
    done(f"{len(bent)} bent or cut documents")
    assert crashed == []
    assert AgreementVersion.objects.count() == before + taken


def test_no_odd_agreement_folder_crashes(tmp_path: Path, size: Size, done: Callable[[str], None]) -> None:
    pages = {
        "tag": b"!!python/object/apply:os.system ['touch /tmp/battery-was-here']", "laughs": b"a: &a [x]\nb: *a\n", "empty": b"",
        "latin": "id: å".encode("latin-1"), "null": b"\0", "deep": b"[" * 3_000, "list": b"- 1\n", "twice": b"id: a\nid: b\n",
        "tables": b"id: a\ntables: [../../../etc/passwd]\n", "tab": b"id:\n\t- x\n", "merge": b"<<: {id: x}\n",
    }  # fmt: skip
    crashed = []
    for name, content in pages.items():
        folder = tmp_path / name
        folder.mkdir()
        (folder / "agreement.yaml").write_bytes(content)
        try:
            read_agreement(folder)
            crashed.append(f"{name}: read")
        except DocumentError:
            continue
        except Exception as crash:
            crashed.append(f"{name}: {type(crash).__name__}: {str(crash)[:100]}")
    done(f"{len(pages)} odd folders")
    assert crashed == []
    assert not Path("/tmp/battery-was-here").exists()


@pytest.mark.law("ASVS 1.1–1.2")
def test_no_odd_message_crashes_the_interface(world: World, done: Callable[[str], None]) -> None:
    token = world.run(issue_api_token, IssueApiToken(world.assignments["filip"].pk, "prov", 300), "timer")
    headers = {"Authorization": f"Bearer {token}"}
    client = Client(raise_request_exception=False)
    move = '{"device_number": "D1001", "to_location": "C", "bin": "%s", "on": "%s"}'
    bodies = [
        b"", b"{", b"null", b"[]", b"[" * 100_000, b"\xff\xfe", b'{"device_number": "\\u0000"}', b'{"device_number": "\\ud800"}', b"NaN",
        b'{"device_number": {"$ne": 1}}', (move % ("x" * 1_000_000, "2026-11-22")).encode(), (move % ("\\u0000", "2026-11-22")).encode(),
        (move % ("\\ud800", "2026-11-22")).encode(), (move % ("x", "99999-01-01")).encode(), (move % ("x", "0001-01-01")).encode(),
    ]  # fmt: skip
    kinds = ("application/json", "text/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "")
    keys = ({}, {"Idempotency-Key": "x"}, {"Idempotency-Key": "0" * 10_000})
    ends = [
        (kind, body[:90], client.post("/api/v1/commands/move_device", body, kind or "text/plain", headers=headers | key).status_code)
        for kind in kinds for body in bodies for key in keys
    ]  # fmt: skip
    done(f"{len(ends)} odd messages")
    assert [end for end in ends if end[2] >= 500] == []
    assert {end[2] for end in ends if b"\\u0000" in end[1] or b"\\ud800" in end[1]} == {400}
