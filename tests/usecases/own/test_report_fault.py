"""A person says that something is broken: the unit that lent it and the centre that owns it see it, and nobody else."""

import pytest
from tests.support.own import HELPER, fault, has, power
from tests.support.world import NOW, World

from handtag.apps.own.models import OwnRequest
from handtag.apps.own.queries import requests_for_list, waiting_count
from handtag.db import wall
from handtag.db.fields import blind_index
from handtag.domain.access import own_viewer
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import execute
from handtag.usecases.own.report_fault import ReportFault, report_fault


def test_the_unit_that_lent_it_and_the_centre_see_it_and_no_other_unit(world: World) -> None:
    key = fault(world)
    request = OwnRequest.objects.get(key=key)
    assert (request.unit, request.centre, request.words) == (world.units["lulea_care"], world.centre, "Bromsen tar inte")
    seen = {}
    for name in ("cilla", "eva", "anna", "dag", "filip", "pia"):
        viewer = world.viewer(name)
        with wall.asking_as(wall.of_viewer(viewer)):
            seen[name] = waiting_count(viewer)
    assert seen == {"cilla": 1, "eva": 1, "anna": 0, "dag": 0, "filip": 0, "pia": 0}


def test_the_desk_is_told_what_but_not_whose_until_it_has_a_ground(world: World) -> None:
    fault(world)
    told = {}
    for name in ("cilla", "eva"):
        viewer = world.viewer(name)
        with wall.asking_as(wall.of_viewer(viewer)):
            told[name] = requests_for_list(viewer).get().person_is_open
    assert told == {"cilla": True, "eva": False}


def test_what_is_unsafe_stands_first(world: World) -> None:
    first = fault(world)
    second = world.run(report_fault, ReportFault(world.key("bror"), has(world, "bror", "D1002"), "Sitsen lossnar", is_unsafe=True), "bror")
    assert [row.key for row in requests_for_list(world.viewer("cilla"))] == [second, first]


def test_only_what_she_has_now_can_be_reported_once(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(report_fault, ReportFault(world.key("asta"), "D1001", "Trasig"), "asta")
    fault(world)
    with pytest.raises(Refused, match=r"own\.asked_already"):
        world.run(report_fault, ReportFault(world.key("asta"), "D1001", "Fortfarande trasig"), "asta")
    with pytest.raises(NotFound):
        world.run(report_fault, ReportFault(world.key("bror"), "D1001", "Trasig"), "bror")
    with pytest.raises(Refused, match=r"own\.words"):
        world.run(report_fault, ReportFault(world.key("bror"), has(world, "bror", "D1002"), " "), "bror")
    assert OwnRequest.objects.count() == 1


def test_who_acts_reports_for_her_and_that_it_was_so_is_kept(world: World) -> None:
    has(world)
    helga = own_viewer(blind_index("person", HELPER), "Helga", NOW, world.today)
    asked = ReportFault(world.key("asta"), "D1001", "Bromsen")
    with pytest.raises(NotFound):
        execute(report_fault, asked, helga, now=NOW)
    key = power(world)
    execute(report_fault, asked, helga, now=NOW)
    request = OwnRequest.objects.get()
    assert request.representation is not None
    assert (request.representation.key, request.made_by) == (key, helga.code)
