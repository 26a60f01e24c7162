"""The log's chains: whatever is done to sealed rows, as superuser with the triggers dropped, is found, and the first bad row is named."""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from tests.support import tampering
from tests.support.world import NOW, World

from handtag.apps.audit import checks, queries, store
from handtag.apps.audit.models import AccessEntry, AuditEntry, Seal
from handtag.apps.organisations.queries import system_viewer
from handtag.domain.values.seals import Break, Fault
from handtag.usecases.audit.seal_log import SealLog, seal_log
from handtag.usecases.base import execute
from handtag.usecases.people.open_person import OpenPerson, open_person

pytestmark = pytest.mark.damaged  # the tests do to the log what `verify` finds


def seal(world: World) -> int:
    return execute(seal_log, SealLog(), system_viewer(world.today), now=NOW)


def read(world: World, times: int = 4) -> None:
    for _ in range(times):
        for reader in ("anna", "cilla"):  # of two care providers
            world.run(open_person, OpenPerson(world.key("asta")), reader)


@pytest.fixture
def sealed(world: World) -> World:
    """Three sealed stretches of two care providers' readings, and one that is not sealed yet."""
    for _ in range(3):
        read(world)
        seal(world)
    read(world)
    return world


def first_bad() -> Break:
    return next(checks.breaks())


def test_what_was_sealed_is_as_it_was(sealed: World) -> None:
    assert list(checks.breaks()) == []
    chain = list(Seal.objects.filter(principal_id=sealed.region.pk).order_by("number"))
    assert [one.number for one in chain] == [1, 2, 3]
    assert [one.previous for one in chain[1:]] == [one.hash for one in chain[:-1]]
    assert queries.unsealed() == 8 + 1  # four readings by each, and the last sealing's own entry


@pytest.mark.law("HSLF-FS 2016:40 4 kap. 9 §, ASVS 16.4, NIS 2 art. 21.2 b")
@pytest.mark.parametrize("tamper", tampering.INSIDE.values(), ids=tampering.INSIDE)
def test_whatever_is_done_to_a_sealed_row_is_found_and_the_first_bad_row_is_named(sealed: World, tamper: Callable[[int], int]) -> None:
    sealed_rows = AccessEntry.objects.filter(pk__lte=Seal.objects.filter(log="access").latest("until_id").until_id)
    victim = sealed_rows.order_by("pk")[10].pk
    tampering.open_the_walls()
    bad = tamper(victim)
    assert first_bad().entry_id == bad
    assert [row for row in checks.log_off_its_seals() if f"row {bad}:" in row]


def test_a_row_put_in_among_the_sealed_ones_is_found(sealed: World) -> None:
    """The numbers between two care providers' rows are free when a transaction was rolled back; here one row makes room."""
    victim = AccessEntry.objects.filter(principal_id=sealed.region.pk).order_by("pk")[5]
    tampering.open_the_walls()
    free = victim.pk + 1
    tampering.insert_for_another(free)
    found = {(one.entry_id, one.fault) for one in checks.breaks()}
    assert found == {(free, Fault.REMOVED), (free, Fault.INSERTED)}


@pytest.mark.law("LKBR 3 kap. history")
def test_a_changed_act_is_found_as_a_changed_reading_is(sealed: World) -> None:
    victim = AuditEntry.objects.earliest("pk")
    tampering.open_the_walls()
    tampering.run(f"UPDATE {AuditEntry._meta.db_table} SET details = %s WHERE id = %s", '{"rows": 0}', victim.pk)
    assert (first_bad().log, first_bad().entry_id) == ("audit", victim.pk)


def test_a_seal_that_is_taken_away_is_missed(sealed: World) -> None:
    tampering.open_the_walls()
    tampering.run(f"DELETE FROM {tampering.SEALS} WHERE principal_id = %s AND number = 2", sealed.region.pk)
    assert first_bad().fault is Fault.SEAL_MISSING


@pytest.mark.law("HSLF-FS 2016:40 4 kap. 9 §, ASVS 16.4")
@pytest.mark.parametrize(("tamper", "fault"), [(tampering.cut_the_tail, "cut"), (tampering.rewrite_everything, "rewritten")])
def test_a_tail_cut_off_and_a_chain_written_anew_are_found_through_the_exported_head(
    sealed: World, tmp_path: Path, tamper: Callable[[int], int], fault: str
) -> None:
    head = tmp_path / "heads.jsonl"
    call_command("audit", "export-head", str(head), stdout=StringIO())
    victim = AccessEntry.objects.filter(principal_id=sealed.region.pk).order_by("-pk")[1].pk
    tampering.open_the_walls()
    tamper(victim)
    call_command("audit", "verify", stdout=StringIO())  # nothing is wrong inside
    out = StringIO()
    with pytest.raises(CommandError, match="not what it was"):
        call_command("audit", "verify", "--head", str(head), stdout=out)
    first = next(line for line in out.getvalue().splitlines() if f"principal {sealed.region.pk}, access log" in line)
    assert fault in first
    named = int(first.partition("row ")[2].partition(":")[0])
    assert named <= victim


def test_a_head_that_is_kept_agrees_as_long_as_nothing_was_done(sealed: World, tmp_path: Path) -> None:
    head = tmp_path / "heads.jsonl"
    for _ in range(2):
        call_command("audit", "export-head", str(head), stdout=StringIO())
        read(sealed)
    out = StringIO()
    call_command("audit", "verify", "--head", str(head), stdout=out)
    assert out.getvalue() == f"0 breaks; {queries.unsealed()} rows not yet sealed\n"
    assert len(head.read_text().splitlines()) == 2


def test_a_file_that_holds_no_heads_is_refused_with_its_line(sealed: World, tmp_path: Path) -> None:
    head = tmp_path / "heads.jsonl"
    head.write_text('{"heads": {}}\nnonsense\n')
    with pytest.raises(CommandError, match="line 2"):
        call_command("audit", "verify", "--head", str(head), stdout=StringIO())


def test_a_chain_cannot_fork(sealed: World) -> None:
    last = Seal.objects.filter(principal_id=sealed.region.pk).latest("number")
    with pytest.raises(IntegrityError), transaction.atomic():
        Seal.objects.create(**{**Seal.objects.filter(pk=last.pk).values().get(), "id": None})


def test_a_long_log_is_sealed_in_stretches(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "RUN", 3)
    read(world)
    assert seal(world) == 8
    assert Seal.objects.filter(log="access").count() == 6  # of 3, 3 and 2 rows, of two care providers each
    assert list(checks.breaks()) == []


def test_nothing_new_makes_no_seal_of_readings(sealed: World) -> None:
    seal(sealed)
    before = Seal.objects.filter(log="access").count()
    seal(sealed)
    assert Seal.objects.filter(log="access").count() == before


def test_a_row_logged_later_does_not_disturb_what_is_sealed(sealed: World) -> None:
    AccessEntry.objects.create(
        recorded_at=NOW - timedelta(days=400), actor="user:1", role="desk", unit_id=1, principal_id=77, person_key=uuid4(),
        action="person.opened", ground="care_relation",
    )  # fmt: skip
    assert list(checks.breaks()) == []
