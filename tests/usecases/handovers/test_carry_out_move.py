"""The move assistant: what stays, what changes payer and what somebody has to settle, on one day and at once."""

from datetime import date, timedelta

import pytest
from tests.support.handovers import lent
from tests.support.lending import at, close
from tests.support.prescribing import prescription
from tests.support.world import TODAY, World

from handtag.apps.handovers.models import Case
from handtag.apps.handovers.queries import outlooks
from handtag.apps.people.models import Person
from handtag.apps.rentals.models import Rental
from handtag.domain.handing_over import Now
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.handovers.carry_out_move import CarryOutMove, Done, carry_out_move

DAY = timedelta(days=1)


def moves(world: World, housing: str = "special_housing_sol", municipality: str = "2580", on: date = TODAY, by: str = "anna") -> Done:
    return world.run(carry_out_move, CarryOutMove(world.key("bror"), on, housing, municipality, False), by, now=at(max(on, TODAY)))


def seen(world: World, housing: str, municipality: str, *, in_county: bool = True) -> list[tuple[str, str]]:
    now = Now(date(1952, 9, 27), municipality, housing, False, registered_in_county=in_county)
    rows = outlooks(world.viewer("anna"), world.key("bror"), TODAY, now)
    return [(row.verdict, row.payer_then.name if row.payer_then else "") for row in rows]


def test_what_is_shown_before_is_what_is_done(world: World) -> None:
    found = lent(world)
    assert seen(world, "ordinary", "2580") == [("stays", "Region Prov")]
    assert seen(world, "special_housing_sol", "2581") == [("payer_changes", "Piteå kommun")]
    assert moves(world, municipality="2581") == Done(1, 0, 0)
    person = Person.objects.get(key=world.key("bror"))
    assert (person.housing, person.municipality) == ("special_housing_sol", world.principals["pitea"])
    assert prescription(found.key).payer == Rental.objects.get(end_on=None).payer == world.principals["pitea"]


def test_who_moves_within_what_the_same_payer_pays_changes_nothing(world: World) -> None:
    lent(world)
    assert moves(world, "ordinary", "2581") == Done(0, 1, 0)
    assert (Rental.objects.count(), Case.objects.count()) == (1, 0)


def test_who_leaves_the_county_gets_a_case_and_is_paid_for_meanwhile(world: World) -> None:
    lent(world)
    assert seen(world, "ordinary", "", in_county=False) == [("leaves_the_county", "Region Prov")]
    assert moves(world, "ordinary", "") == Done(0, 0, 1)
    assert Case.objects.get().kind == "moved_away"
    assert Rental.objects.get().end_on is None
    assert Person.objects.get(key=world.key("bror")).municipality == world.principals["lulea"]


def test_other_units_prescriptions_are_left_to_them(world: World) -> None:
    mine = lent(world)
    theirs = lent(world, by="bo")
    assert moves(world) == Done(1, 0, 0)
    assert prescription(theirs.key).payer == world.region
    assert prescription(mine.key).payer == world.principals["lulea"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"on": TODAY + DAY}, "stock.day_in_future"),
        ({"housing": "castle"}, "people.unknown_housing"),
        ({"municipality_code": "0180"}, "people.unknown_municipality"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_done(world: World, change: dict[str, object], code: str) -> None:
    lent(world)
    given: dict[str, object] = {"on": TODAY, "housing": "special_housing_sol", "municipality_code": "2580", **change}
    with pytest.raises(Refused) as refusal:
        world.run(carry_out_move, CarryOutMove(world.key("bror"), home_health_care_enrolled=False, **given), "anna")
    assert refusal.value.code == code
    assert Person.objects.get(key=world.key("bror")).housing == "ordinary"


def test_a_day_in_a_closed_month_undoes_the_whole_move(world: World) -> None:
    lent(world)
    close(world, "2026-11", now=date(2026, 12, 3))
    with pytest.raises(Refused, match="month_closed"):
        world.run(
            carry_out_move,
            CarryOutMove(world.key("bror"), TODAY + DAY, "special_housing_sol", "2580", False),
            "anna",
            now=at(date(2026, 12, 3)),
        )
    assert Person.objects.get(key=world.key("bror")).housing == "ordinary"


def test_only_who_answers_for_the_person_moves_her(world: World) -> None:
    lent(world)
    with pytest.raises(NotFound):
        moves(world, by="dag")
