"""A person is told who has read about her; that she asked is kept, and who nobody read about cannot be told from who does not exist."""

from datetime import date

import pytest
from tests.support import log
from tests.support.numbers import personnummer
from tests.support.world import NOW, TODAY, World

from handtag.apps.audit.models import AccessEntry, AuditEntry, LogExtract
from handtag.domain.values.errors import NotFound, Refused
from handtag.domain.values.readings import KEPT_YEARS
from handtag.usecases.audit.make_extract import MakeExtract, make_extract


@pytest.mark.law("PDL 8 kap. 5 §, PDL 2 kap. 4 §")
def test_an_extract_is_kept_and_logged_without_the_number(world: World) -> None:
    key = world.run(make_extract, MakeExtract(log.read(world).number("dagny"), case_number="VON 2026/17"), "lova", now=NOW)
    kept = LogExtract.objects.get()
    assert (kept.key, kept.person_key, kept.case_number) == (key, world.key("dagny"), "VON 2026/17")
    assert (kept.first_day, kept.last_day) == (date(2026 - KEPT_YEARS, 11, 1), TODAY)
    entry = AccessEntry.objects.latest("pk")
    assert (entry.action, entry.ground, entry.data_kind) == ("person.log_extracted", "log_extract", "log")
    assert world.number("dagny") not in str(list(AuditEntry.objects.values())) + str(list(LogExtract.objects.values()))


@pytest.mark.parametrize("who", ["nobody", "not read", "another day"])
def test_nobody_has_read_is_the_same_answer_for_everyone(world: World, who: str) -> None:
    log.read(world)
    number = personnummer("19770707") if who == "nobody" else world.number("hilda" if who == "not read" else "dagny")
    last = date(2026, 1, 31) if who == "another day" else None
    with pytest.raises(NotFound) as refused:
        world.run(make_extract, MakeExtract(number, last_day=last), "lova")
    assert (refused.value.code, dict(refused.value.params)) == ("audit.nobody_read", {})
    assert not LogExtract.objects.exists()


def test_a_number_that_is_none_and_days_in_disorder_are_refused(world: World) -> None:
    with pytest.raises(Refused, match="identity"):
        world.run(make_extract, MakeExtract("123"), "lova")
    with pytest.raises(Refused, match="days_in_order"):
        world.run(make_extract, MakeExtract(world.number("dagny"), TODAY, date(2026, 1, 1)), "lova")


@pytest.mark.law("HSLF-FS 2016:40 4 kap. 9 §")
def test_the_log_is_kept_for_at_least_five_years() -> None:
    assert KEPT_YEARS >= 5
