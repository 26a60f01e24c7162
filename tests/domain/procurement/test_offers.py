"""Offers are used in rank, and a purchase beside the agreements is stopped with the reason."""

from dataclasses import replace
from datetime import date

import pytest

from handtag.domain.procurement.offers import Offer, ranked, why_stopped

FIRST = Offer(1, "RA-1", date(2027, 12, 31), 10, "Norrhjul AB", "N-1", 900_000, rank=1, minimum_quantity=2, ceiling_ore=10_000_000)
SECOND = Offer(2, "RA-2", date(2027, 12, 31), 20, "Sydhjul AB", "S-1", 700_000, rank=2)


def test_of_the_same_rank_the_cheapest_comes_first() -> None:
    cheaper = replace(SECOND, agreement="RA-3", amount_ore=600_000)
    assert ranked([SECOND, cheaper, FIRST]) == (FIRST, cheaper, SECOND)


def test_a_call_off_on_the_first_in_rank_goes_through() -> None:
    assert why_stopped([SECOND, FIRST], supplier_id=10, quantity=2, amount_ore=900_000) is None


@pytest.mark.parametrize(
    ("changes", "code", "instead"),
    [
        ({"offers": []}, "no_agreement", None),
        ({"supplier_id": 30}, "other_supplier", FIRST),
        ({"supplier_id": 20, "amount_ore": 700_000}, "lower_rank", FIRST),
        ({"amount_ore": 899_999}, "other_price", FIRST),
        ({"amount_ore": 900_001}, "other_price", FIRST),
        ({"quantity": 1}, "below_minimum", FIRST),
        ({"called_off_ore": 8_200_001}, "ceiling", FIRST),
    ],
)
def test_a_purchase_beside_the_agreement_is_stopped_with_the_reason(changes: dict[str, object], code: str, instead: Offer | None) -> None:
    asked: dict[str, object] = {"offers": [FIRST, SECOND], "supplier_id": 10, "quantity": 2, "amount_ore": 900_000, **changes}
    stop = why_stopped(**asked)  # type: ignore[arg-type]
    assert stop is not None
    assert (stop.code, stop.offer) == (code, instead)


def test_up_to_the_ceiling_may_be_called_off() -> None:
    assert why_stopped([FIRST], supplier_id=10, quantity=2, amount_ore=900_000, called_off_ore=8_200_000) is None


def test_the_second_in_rank_is_used_when_the_first_cannot_deliver() -> None:
    assert why_stopped([FIRST, SECOND], supplier_id=20, quantity=1, amount_ore=700_000, may_pass_rank=True) is None
