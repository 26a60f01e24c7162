"""A run is saved with what it rests on, gives the same again, and tells every row that it left out."""

from dataclasses import replace
from uuid import uuid4

import pytest
from tests.support.device_list import a_run, kept, valid_run
from tests.support.world import World

from handtag.apps.analysis import queries
from handtag.apps.analysis.models import ShiftRun
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.analysis.run_shift import run_shift


def test_it_says_what_moves_and_what_was_left_out(world: World) -> None:
    run = queries.run_for_page(world.viewer("gun"), a_run(world))
    result = run.result
    assert result["list"] == {"rows": 3, "blank": 0, "refused": 1, "cost_ore": 3_800_050}
    assert result["faults"] == [{"row": 6, "field": "iso_code", "code": "not_a_code", "value": "xx"}]
    assert result["total"]["flow.region.municipality"][1] == 3_200_050
    assert {one["name"] for one in result["by_municipality"]} == {"Luleå", "Piteå"}
    assert next(one for one in result["by_municipality"] if one["name"] == "Luleå")["inhabitants"] == 80_000


def test_it_keeps_what_it_rests_on_and_gives_the_same_again(world: World) -> None:
    data = valid_run(world)
    first, second = (queries.run_for_page(world.viewer("gun"), world.run(run_shift, data, "gun")) for _ in range(2))
    assert first.key != second.key
    assert (first.inputs_hash, first.result) == (second.inputs_hash, second.result)
    assert first.from_hash == world.version.document_hash
    other = queries.run_for_page(world.viewer("gun"), world.run(run_shift, replace(data, unmet_need="15"), "gun"))
    assert other.inputs_hash != first.inputs_hash
    assert other.settings["unmet_need"] == "3/20"


def test_the_columns_chosen_are_proposed_the_next_time(world: World) -> None:
    a_run(world)
    run = ShiftRun.objects.get()
    assert queries.columns_last_chosen(world.viewer("gun"), run.heads)["age"] == 7
    assert queries.columns_last_chosen(world.viewer("gun"), ["annat"]) == {}


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"prescribed_anyway": "101"}, "analysis.bad_percent", "prescribed_anyway"),
        ({"unmet_need": "mycket"}, "analysis.bad_percent", "unmet_need"),
        ({"price_index": "0"}, "analysis.bad_percent", "price_index"),
        ({"shared": "-5"}, "analysis.bad_percent", "shared"),
        ({"columns": {"iso_code": 0}}, "analysis.column_missing", "cost"),
        ({"columns": {"iso_code": 1, "cost": 6}}, "analysis.nothing_to_count", "columns"),
        ({"facts": {"housing": "husbåt"}}, "analysis.bad_fact", "facts"),
    ],
)
def test_what_cannot_be_counted_is_refused_and_nothing_is_saved(world: World, change: dict[str, object], code: str, field: str) -> None:
    with pytest.raises(Refused) as refused:
        world.run(run_shift, replace(valid_run(world), **change), "gun")  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not ShiftRun.objects.exists()


def test_a_list_or_version_that_is_not_there_is_not_found(world: World) -> None:
    data = valid_run(world)
    for wrong in (replace(data, list_key=uuid4()), replace(data, to_version=0)):
        with pytest.raises(NotFound):
            world.run(run_shift, wrong, "gun")


def test_others_read_a_run_only_when_it_is_shared(world: World) -> None:
    from handtag.apps.organisations.models import Assignment

    Assignment.objects.filter(pk=world.assignments["hanna"].pk).update(role="controller")
    own = a_run(world)
    shared = world.run(run_shift, replace(valid_again(world), is_shared=True), "gun")
    assert queries.run_for_page(world.viewer("hanna"), shared).is_shared
    with pytest.raises(NotFound):
        queries.run_for_page(world.viewer("hanna"), own)
    with pytest.raises(NotFound):
        queries.run_for_page(world.viewer("anna"), shared)


def valid_again(world: World):  # type: ignore[no-untyped-def]
    run = ShiftRun.objects.latest("pk")
    from handtag.usecases.analysis.run_shift import RunShift

    return RunShift(kept(world), run.from_version_id, run.to_version_id, dict(run.columns))


def test_only_who_analyses_costs_may(world: World) -> None:
    data = valid_run(world)
    for name in ("anna", "hanna", "ivan"):
        with pytest.raises(NotAllowed):
            world.run(run_shift, data, name)
