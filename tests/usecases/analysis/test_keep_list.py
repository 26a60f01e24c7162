"""A list is kept as it is, once, by its principal; one about persons is not kept at all."""

import pytest
from tests.support.device_list import TABLE, kept
from tests.support.numbers import personnummer
from tests.support.world import World

from handtag.apps.analysis import queries
from handtag.apps.analysis.models import KeptList
from handtag.apps.audit.models import AuditEntry
from handtag.apps.organisations.models import Assignment
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.analysis.keep_list import MOST_ROWS, KeepList, keep_list


def test_it_is_kept_row_for_row(world: World) -> None:
    found = queries.list_for_page(world.viewer("gun"), kept(world))
    assert (queries.text_of(found), found.rows, found.name, found.source) == (TABLE, 4, "lista.csv", "file")
    assert found.kept_by == world.viewer("gun").code
    assert AuditEntry.objects.filter(action="analysis.list_kept").count() == 1


def test_another_principal_does_not_see_it(world: World) -> None:
    key = kept(world)
    Assignment.objects.filter(pk=world.assignments["hanna"].pk).update(role="controller")
    with pytest.raises(NotFound):
        queries.list_for_page(world.viewer("hanna"), key)


@pytest.mark.law("OSL 25 kap. 1 §")
def test_a_list_of_persons_is_refused_and_nothing_is_kept(world: World) -> None:
    table = f"ISO-kod;Kostnad;Person\n120606;5;{personnummer('19400315')}\n"
    with pytest.raises(Refused) as refused:
        world.run(keep_list, KeepList("x.csv", table), "gun")
    assert (refused.value.code, refused.value.field) == ("analysis.list_of_persons", "file")
    assert not KeptList.objects.exists()


@pytest.mark.parametrize(
    ("table", "code"),
    [("", "analysis.unreadable_list"), ("ISO-kod;Kostnad\n", "analysis.rows_of_list"), ("a\x00b", "analysis.unreadable_list")],
)
def test_what_is_no_list_is_refused(world: World, table: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        world.run(keep_list, KeepList("x.csv", table), "gun")
    assert refused.value.code == code


@pytest.mark.law("ASVS 5.1")
def test_a_list_longer_than_a_page_can_take_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_ROWS >= 100_000
    monkeypatch.setattr("handtag.usecases.analysis.keep_list.MOST_ROWS", 3)
    with pytest.raises(Refused, match=r"analysis\.rows_of_list"):
        kept(world)


@pytest.mark.parametrize("name", ["anna", "hanna", "filip", "ivan"])
def test_only_who_analyses_costs_may(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        kept(world, name=name)
