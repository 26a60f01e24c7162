"""Staff who have seen the ground record who acts for a person."""

from dataclasses import replace
from datetime import date

import pytest
from tests.support.own import DAY, HELPER, YEAR_ON, guardian
from tests.support.world import World

from handtag.apps.own.models import Representation
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.own.record_representative import RecordRepresentative, record_representative

ASKED = RecordRepresentative(None, HELPER, "Gunnar God", "guardian", DAY, YEAR_ON, "Mål Ä 1234-26")  # type: ignore[arg-type]


def test_what_was_shown_and_by_which_unit_is_kept(world: World) -> None:
    guardian(world)
    one = Representation.objects.get()
    assert (one.ground, one.shown, one.unit, one.recorded_by) == (
        "guardian", "Mål Ä 1234-26", world.units["health_centre"], world.viewer("anna").code
    )  # fmt: skip


def test_only_for_whom_the_unit_has_a_relation_to(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(record_representative, replace(ASKED, person_key=world.key("dagny")), "anna")


def test_custody_is_of_children_and_something_has_been_seen(world: World) -> None:
    hers = replace(ASKED, person_key=world.key("asta"))
    for asked, code in (
        (replace(hers, ground="custodian"), "own.of_age"),
        (replace(hers, shown=" "), "own.words"),
        (replace(hers, personnummer=world.number("asta")), "own.herself"),
        (replace(hers, valid_to=date(2040, 1, 1)), "own.acting_days"),
    ):
        with pytest.raises(Refused, match=code):
            world.run(record_representative, asked, "anna")
    world.run(record_representative, hers, "anna")
    with pytest.raises(Refused, match=r"own\.acts_already"):
        world.run(record_representative, hers, "anna")
