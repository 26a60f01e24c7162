"""A list that is proposed has a verdict for every row, and nothing has taken effect."""

from datetime import date

import pytest
from tests.support.procurement import COLUMNS, LIST, an_agreement, approved, kept, proposed
from tests.support.world import TODAY, World

from handtag.apps.procurement.models import AgreementLine, PriceProposal
from handtag.apps.procurement.queries import last_headings, verdicts_of
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.procurement.propose_prices import ProposePrices, propose_prices


def test_every_row_has_a_verdict_and_nothing_has_changed(world: World) -> None:
    made = proposed(world, an_agreement(world))
    assert [(one.row, one.verdict, one.code) for one in verdicts_of(made)] == [
        (1, "ignored", "heading"), (2, "new", ""), (3, "new", ""), (4, "refused", "not_a_number"),
    ]  # fmt: skip
    assert (made.counts["read"], made.counts["new"], made.counts["refused"]) == (4, 2, 1)
    assert not AgreementLine.objects.exists()


def test_the_same_proposal_again_is_the_same(world: World) -> None:
    agreement = an_agreement(world)
    assert proposed(world, agreement) == proposed(world, agreement)
    assert proposed(world, agreement, is_complete=True) != proposed(world, agreement)
    assert PriceProposal.objects.count() == 2


def test_the_next_list_is_compared_with_what_was_approved(world: World) -> None:
    agreement = an_agreement(world)
    approved(world, agreement)
    made = proposed(world, agreement, LIST.replace("9 000,00", "9 450,00"), on=date(2027, 1, 1))
    found = verdicts_of(made)
    assert [(one.verdict, one.old_ore, one.new_ore) for one in found[1:3]] == [
        ("changed", 900_000, 945_000), ("unchanged", 500_000, 500_000),
    ]  # fmt: skip
    assert (made.counts["rises"], made.counts["falls"]) == (1, 0)


def test_the_suppliers_next_list_finds_its_columns_by_what_they_were_called(world: World) -> None:
    agreement = an_agreement(world)
    assert last_headings(world.viewer("inga"), agreement) == {}
    approved(world, agreement)
    assert last_headings(world.viewer("inga"), an_agreement(world, "RA-2")) == {
        "number": "Art.nr", "name": "Benämning", "price": "Pris", "article": "Vårt artikelnummer",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"number": 0}, "column_price"),
        ({"price": 2}, "column_number"),
        ({**COLUMNS, "colour": 1}, "column_colour"),
        ({**COLUMNS, "gtin": 9}, "column_gtin"),
        ({**COLUMNS, "gtin": -1}, "column_gtin"),
    ],
)
def test_a_layout_that_cannot_be_is_refused(world: World, columns: dict[str, int], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        proposed(world, an_agreement(world), columns=columns)
    assert refusal.value.field == field
    assert not PriceProposal.objects.exists()


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2028, 1, 1)])
def test_prices_take_effect_while_the_agreement_holds(world: World, day: date) -> None:
    with pytest.raises(Refused, match=r"procurement\.outside_agreement"):
        proposed(world, an_agreement(world), on=day)


def test_a_list_that_is_not_there_is_not_found(world: World) -> None:
    kept(world, an_agreement(world))
    with pytest.raises(NotFound):
        world.run(propose_prices, ProposePrices(world.key("asta"), COLUMNS, TODAY), "inga")
