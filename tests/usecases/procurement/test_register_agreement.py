"""A framework agreement is registered once, with its lots and options, and may follow another."""

from dataclasses import replace
from datetime import date

import pytest
from tests.support.stores import neighbour
from tests.support.world import World

from handtag.apps.procurement.models import FrameworkAgreement
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.procurement.register_agreement import NewLot, NewOption, RegisterAgreement, register_agreement

FIRST, LAST = date(2027, 1, 1), date(2028, 12, 31)
LOTS = (NewLot("1", "Drivrullstolar"), NewLot("2", "Transportrullstolar", 2))
OPTIONS = (NewOption(date(2029, 12, 31), date(2028, 9, 30)), NewOption(date(2030, 12, 31), date(2029, 9, 30)))


@pytest.fixture
def new(world: World) -> RegisterAgreement:
    return RegisterAgreement(
        world.centre.pk, "RA-7", "Rullstolar", "Norrhjul AB", FIRST, LAST, "UPPH-1", 24, 5_000_000_00, FIRST, 3, "", LOTS, OPTIONS
    )


def test_an_agreement_has_lots_with_ranks_and_options(world: World, new: RegisterAgreement) -> None:
    key = world.run(register_agreement, new, "inga")
    made = FrameworkAgreement.objects.get(key=key)
    assert (made.supplier.name, made.warranty_months, made.ceiling_ore, made.procurement) == ("Norrhjul AB", 24, 500_000_000, "UPPH-1")
    assert list(made.lots.order_by("number").values_list("number", "rank")) == [("1", 1), ("2", 2)]
    assert [option.extends_to.year for option in made.options.order_by("extends_to")] == [2029, 2030]


def test_an_agreement_follows_one_and_no_two_follow_the_same(world: World, new: RegisterAgreement) -> None:
    world.run(register_agreement, new, "inga")
    key = world.run(register_agreement, replace(new, number="RA-8", predecessor="RA-7"), "inga")
    assert FrameworkAgreement.objects.get(key=key).predecessor == FrameworkAgreement.objects.get(number="RA-7")
    with pytest.raises(Refused, match=r"procurement\.followed_already"):
        world.run(register_agreement, replace(new, number="RA-9", predecessor="RA-7"), "inga")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": " "}, "number"),
        ({"title": ""}, "title"),
        ({"supplier": ""}, "supplier"),
        ({"valid_to": date(2026, 12, 31)}, "valid_to"),
        ({"ceiling_ore": 0}, "ceiling_ore"),
        ({"warranty_months": -1}, "warranty_months"),
        ({"highest_rise_percent": 1000}, "highest_rise_percent"),
        ({"predecessor": "finns inte"}, "predecessor"),
        ({"lots": (NewLot("1", "A"), NewLot("1", "B"))}, "lots"),
        ({"lots": (NewLot("1", "A", 0),)}, "lots"),
        ({"lots": (NewLot(" ", "A"),)}, "lots"),
        ({"options": (NewOption(LAST, LAST),)}, "options"),
        ({"options": (OPTIONS[0], OPTIONS[0])}, "options"),
        ({"options": (NewOption(date(2029, 12, 31), date(2030, 1, 1)),)}, "options"),
    ],
)
def test_what_cannot_be_agreed_is_refused(world: World, new: RegisterAgreement, changes: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(register_agreement, replace(new, **changes), "inga")  # type: ignore[arg-type]
    assert refusal.value.field == field
    assert not FrameworkAgreement.objects.exists()


def test_a_number_is_taken_once(world: World, new: RegisterAgreement) -> None:
    world.run(register_agreement, new, "inga")
    with pytest.raises(Refused, match=r"procurement\.number_taken"):
        world.run(register_agreement, replace(new, title="En annan"), "inga")


def test_it_is_for_buyers_at_their_own_centre(world: World, new: RegisterAgreement) -> None:
    with pytest.raises(NotAllowed):
        world.run(register_agreement, new, "eva")
    with pytest.raises(NotFound):
        world.run(register_agreement, replace(new, centre_id=0), "inga")
    with pytest.raises(NotFound):
        world.run(register_agreement, replace(new, centre_id=neighbour(world).pk), "inga")


def test_agreements_that_follow_none_stand_side_by_side_with_or_without_a_ceiling(world: World, new: RegisterAgreement) -> None:
    for number in ("RA-7", "RA-8"):
        world.run(register_agreement, replace(new, number=number, ceiling_ore=None), "inga")
    assert FrameworkAgreement.objects.filter(predecessor=None, ceiling_ore=None).count() == 2
