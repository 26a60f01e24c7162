"""What was changed behind the walls of agreements is found by `handtag verify`."""

import pytest
from tests.cli.test_verify import without_walls
from tests.support.procurement import an_agreement, approved
from tests.support.world import World

from handtag.apps.procurement.checks import price_lists_off_their_counts, prices_off_their_decisions


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE procurement_agreementprice SET valid_from = '2026-12-24'",
        "UPDATE procurement_agreementprice SET recorded_at = '2026-12-24 08:00+00:00'",
        "UPDATE procurement_pricedecision SET decision = 'rejected'",
        "UPDATE procurement_pricedecision SET decided_by = proposed_by",
        "UPDATE procurement_pricedecision SET proposed_by = 'user:0'",
    ],
)
@pytest.mark.damaged
def test_a_price_that_no_two_persons_agreed_on_is_found(world: World, statement: str) -> None:
    approved(world, an_agreement(world))
    assert not list(prices_off_their_decisions())
    with without_walls() as cursor:
        cursor.execute(statement)
    assert len(list(prices_off_their_decisions())) > 0


@pytest.mark.parametrize("statement", ["DELETE FROM procurement_agreementprice", "UPDATE procurement_pricefile SET rows = rows + 1"])
@pytest.mark.damaged
def test_a_row_without_a_verdict_or_a_change_that_was_not_made_is_found(world: World, statement: str) -> None:
    approved(world, an_agreement(world))
    assert not list(price_lists_off_their_counts())
    with without_walls() as cursor:
        cursor.execute(statement)
    assert len(list(price_lists_off_their_counts())) > 0
