"""What can be done with a device now."""

from datetime import date

import pytest

from handtag.domain.handling import MOVES, Standing, inspection_due, is_next, is_washed, possible
from handtag.domain.stock import PLACES, TRANSITIONS


@pytest.mark.parametrize("state", sorted(PLACES))
def test_no_deed_is_offered_whose_moves_are_all_illegal(state: str) -> None:
    for deed in possible(Standing(state)):
        kinds = MOVES[deed]
        assert not kinds or any(state in TRANSITIONS[kind].from_states for kind in kinds), deed


@pytest.mark.parametrize(
    ("standing", "first"),
    [
        (Standing("reserved"), "pick_line"),
        (Standing("with_person"), "return_device"),
        (Standing("with_unit"), "return_device"),
        (Standing("lost"), "register_found"),
        (Standing("quarantined"), "release_from_quarantine"),
        (Standing("at_workshop"), "receive_from_repair"),
        (Standing("returned"), "check_components"),
        (Standing("returned", components_checked=True), "wash_device"),
        (Standing("washed"), "inspect_device"),
        (Standing("inspected"), "recondition_device"),
        (Standing("inspected", advised="reconditioned"), "recondition_device"),
        (Standing("returned", components_checked=True, advised="sent_to_workshop"), "send_for_repair"),
        (Standing("returned", advised="decommissioned"), "decommission_device"),
    ],
)
def test_the_next_step_of_its_way_comes_first(standing: Standing, first: str) -> None:
    assert possible(standing)[0] == first
    assert is_next(first, standing)


@pytest.mark.parametrize(
    ("standing", "deed"),
    [
        (Standing("returned", wash_first=True), "inspect_device"),
        (Standing("returned", components_checked=True), "check_components"),
        (Standing("reserved", blocked=True), "pick_line"),
        (Standing("in_stock", blocked=True), "sell_device"),
        (Standing("in_stock", blocked=True), "mount_part"),
        (Standing("in_stock", has_parts=True), "mount_part"),
        (Standing("mounted", carrier="lost"), "detach_part"),
        (Standing("with_person"), "report_lost"),
        (Standing("in_transit"), "report_lost"),
        (Standing("in_transfer"), "report_lost"),
        (Standing("in_transit"), "report_lost_by_holder"),
        (Standing("in_stock"), "report_lost_by_holder"),
        (Standing("in_stock"), "lift_device_block"),
        (Standing("sold"), "block_device"),
    ],
)
def test_what_a_use_case_would_refuse_is_not_offered(standing: Standing, deed: str) -> None:
    assert deed not in possible(standing)
    assert not is_next("move_device", standing)


def test_what_has_left_for_good_is_left_alone() -> None:
    assert [possible(Standing(state)) for state in ("sold", "decommissioned", "lost")] == [[], [], ["register_found"]]


@pytest.mark.parametrize(
    ("kinds", "washed"),
    [
        ([], False),
        (["returned", "washed"], False),
        (["washed", "returned"], True),
        (["came_from_workshop", "sent_to_workshop", "washed", "returned"], True),
        (["quarantine_ended", "quarantined", "returned", "washed"], False),
        (["undelivered", "sent", "picked", "washed"], False),
        (["found", "lost", "washed"], False),
    ],
)
def test_a_wash_holds_until_the_device_has_been_out_again(kinds: list[str], washed: bool) -> None:
    assert is_washed(kinds) is washed


@pytest.mark.parametrize(
    ("last", "months", "due"),
    [
        (date(2026, 11, 22), 12, date(2027, 11, 22)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
    ],
)
def test_an_inspection_is_due_on_the_day_of_the_month_or_the_last(last: date, months: int, due: date) -> None:
    assert inspection_due(last, months) == due
