"""A package is tried: every row has a verdict, and nothing is there afterwards but that it was tried."""

import pytest
from django.apps import apps
from tests.support.takeover import SMALL, changed, package, take, with_rows
from tests.support.world import World

from handtag.apps.audit.models import AccessEntry, AuditEntry
from handtag.domain.takeover.verdicts import Verdict
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.takeover.check_takeover import CheckedTakeover, CheckTakeover, check_takeover
from handtag.usecases.taking_over import PackageFile

pytestmark = pytest.mark.django_db


def check(county: World, tables: dict[str, list] = SMALL) -> CheckedTakeover:  # type: ignore[type-arg]
    return county.run(check_takeover, CheckTakeover(package(tables)), "tova")


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models() if model is not AuditEntry}


def test_every_row_gets_a_verdict_and_nothing_is_written(county: World) -> None:
    before = rows()
    found = check(county)
    assert len(found.verdicts) == sum(len(table) - 1 for kind, table in SMALL.items() if kind not in ("package", "totals"))
    assert {one.verdict for one in found.verdicts} == {"taken"}
    assert rows() == before
    assert AuditEntry.objects.filter(action="takeover.checked").count() == 1


def test_what_is_tried_is_what_is_taken(county: World) -> None:
    tables = changed("holdings", 1, "Betalare", "556012-5790")
    tried = check(county, tables)
    taken = take(county, tables, leave=True)
    assert tried.counts == taken.counts
    assert tried.verdicts == taken.verdicts


def test_that_somebody_is_registered_already_is_told_and_logged(county: World) -> None:
    check(county)
    assert not AccessEntry.objects.exists()
    take(county)
    before = AccessEntry.objects.count()
    assert check(county).counts["persons"] == {"known": 2}
    assert AccessEntry.objects.count() == before + 2


def test_a_row_that_cannot_be_read_is_refused_and_the_others_are_not(county: World) -> None:
    found = check(county, with_rows("devices", ("G-5", "G1", "igår", "1", "", "GC", "", "")))
    assert [one for one in found.verdicts if one.verdict == "refused"] == [Verdict("devices", 6, "refused", "purchased_on", "not_a_day")]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ((), "takeover.no_package_row"),
        ((PackageFile("package", "System;Övertagandedag;Uttagsdag\n"),), "takeover.no_package_row"),
        ((PackageFile("package", "System;Övertagandedag;Uttagsdag\nX;igår;2026-11-23\n"),), "takeover.bad_package"),
        ((PackageFile("prices", "A\n"),), "takeover.unknown_file"),
        ((*package({"package": SMALL["package"]}), PackageFile("devices", "a" * 40_000)), "takeover.unreadable_file"),
    ],
)
def test_what_is_no_package_is_refused_whole(county: World, files: tuple[PackageFile, ...], code: str) -> None:
    with pytest.raises(Refused) as refusal:
        county.run(check_takeover, CheckTakeover(files), "tova")
    assert refusal.value.code == code


def test_only_who_may_tries(world: World) -> None:
    with pytest.raises(NotAllowed):
        world.run(check_takeover, CheckTakeover(package(SMALL)), "eva")
