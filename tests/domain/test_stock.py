"""The legal moves, and where a device is after everything that happened to it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handtag.domain.stock import (
    FINAL,
    PIECE_MOVES,
    PLACES,
    RENAMES,
    STORED,
    TRANSITIONS,
    Moved,
    Whereabouts,
    after,
    check_day,
    check_recent,
    fold,
    next_state,
    place,
    stays,
)
from handtag.domain.values.errors import Refused
from handtag.domain.values.period import Month

DAY = date(2026, 11, 20)
STATES = sorted({state for t in TRANSITIONS.values() for state in t.from_states} | {t.to_state for t in TRANSITIONS.values()} - {""})
SHELVES = "in_stock returned washed inspected quarantined"
LEGAL = {  # every legal pair, written out by hand: what the table must say and nothing more (to "" = stays in its state)
    "received": ("NEW", "in_stock"),
    "arrived": ("NEW", "quarantined"),
    "taken_over": ("NEW", "in_stock"),
    "taken_over_used": ("NEW", "returned"),
    "taken_over_lent": ("NEW", "with_person"),
    "taken_over_to_unit": ("NEW", "with_unit"),
    "reserved": ("in_stock", "reserved"),
    "released": ("reserved picked", "in_stock"),
    "picked": ("reserved", "picked"),
    "sent": ("picked", "in_transit"),
    "delivered": ("in_transit", "with_person"),
    "delivered_to_unit": ("in_transit", "with_unit"),
    "undelivered": ("in_transit", "returned"),
    "returned": ("with_person with_unit", "returned"),
    "quarantined": ("in_stock returned washed inspected", "quarantined"),
    "quarantine_ended": ("quarantined", "returned"),
    "cleared": ("quarantined", "in_stock"),
    "washed": ("returned", "washed"),
    "inspected": ("returned washed", "inspected"),
    "rejected": ("returned washed", ""),
    "reconditioned": ("inspected", "in_stock"),
    "sent_to_workshop": (SHELVES, "at_workshop"),
    "came_from_workshop": ("at_workshop", "returned"),
    "sent_to_supplier": (f"{SHELVES} at_workshop", "at_supplier"),
    "came_from_supplier": ("at_supplier", "returned"),
    "moved": (SHELVES, ""),
    "transferred_out": ("in_stock", "in_transfer"),
    "transferred_in": ("in_transfer", "in_stock"),
    "sent_home": ("returned washed inspected", "going_home"),
    "came_home": ("going_home", "returned"),
    "mounted": ("in_stock inspected", "mounted"),
    "detached": ("mounted", "returned"),
    "changed_owner": (
        f"{SHELVES} reserved picked at_workshop at_supplier in_transit in_transfer going_home with_person with_unit mounted",
        "",
    ),
    "changed_payer": ("with_person", ""),
    "sold": ("in_stock returned washed inspected with_person with_unit", "sold"),
    "decommissioned": (f"{SHELVES} at_workshop at_supplier", "decommissioned"),
    "lost": (f"{SHELVES} at_workshop at_supplier in_transit in_transfer going_home with_person with_unit", "lost"),
    "found": ("lost", "returned"),
}


@pytest.mark.law("ASVS 2.3.1, HSLF-FS 2021:52 hand-out")
@pytest.mark.parametrize("kind", TRANSITIONS)
@pytest.mark.parametrize("state", STATES)
def test_every_pair_of_move_and_state_is_legal_or_refused(kind: str, state: str) -> None:
    before, after_it = LEGAL[kind]
    if (state or "NEW") in before.split():
        assert next_state(kind, state) == (after_it or state)
        return
    with pytest.raises(Refused) as refusal:
        next_state(kind, state)
    assert refusal.value.code == "stock.illegal_move"


@pytest.mark.law("MDR art. 25")
def test_nothing_leaves_a_final_state_but_what_was_lost_and_is_found() -> None:
    assert [kind for kind, t in TRANSITIONS.items() if t.from_states & {"decommissioned", "sold", "lost"}] == ["found"]
    assert set(STATES) - {state for t in TRANSITIONS.values() for state in t.from_states} | {"lost"} == FINAL


def test_every_state_is_in_one_kind_of_place() -> None:
    assert sorted(PLACES) == [state for state in STATES if state]
    assert {state for state, kind in PLACES.items() if kind in {"store", "quarantine"}} == STORED


@st.composite
def chains(draw: st.DrawFn) -> list[Moved]:
    """Random legal lives of a device."""
    chain, state, day = [], "", DAY
    for _ in range(draw(st.integers(1, 30))):
        possible = sorted(kind for kind, t in TRANSITIONS.items() if state in t.from_states)
        if not possible:
            break
        kind = draw(st.sampled_from(possible))
        to_state = next_state(kind, state)
        day += timedelta(days=draw(st.integers(0, 3)))
        keeps = kind in {"changed_owner", "changed_payer"}
        person = chain[-1].person if keeps else draw(st.integers(1, 3)) if kind in {"delivered", "returned", "taken_over_lent"} else None
        unit = chain[-1].unit if keeps else draw(st.integers(1, 3))
        parent = chain[-1].parent if keeps else draw(st.integers(1, 3)) if kind == "mounted" else None
        where = draw(st.integers(1, 3)) if to_state in STORED else None
        chain.append(Moved(kind, state, to_state, where, "A" if where else "", person, day, unit, parent))
        state = to_state
    return chain


@given(chains())
def test_a_fold_ends_where_the_last_move_says(chain: list[Moved]) -> None:
    now, last = fold(chain), chain[-1]
    assert (now.state, now.location, now.bin, now.last_moved_on) == (last.to_state, last.location, last.bin, last.on)
    assert (now.person is not None) == (now.state == "with_person")
    assert (now.unit is not None) == (now.state == "with_unit")
    assert (now.parent is not None) == (now.state == "mounted")
    assert (now.available_since is not None) == (now.state in {"in_stock", "reserved", "picked", "in_transfer"})
    assert now.times_reconditioned == sum(move.kind == "reconditioned" for move in chain)


@given(chains())
def test_folding_step_by_step_is_folding_the_whole(chain: list[Moved]) -> None:
    now = Whereabouts()
    for move in chain:
        now = after(now, move)
    assert now == fold(chain)


@pytest.mark.law("MDR art. 25")
@given(chains())
def test_the_places_of_a_device_tile_its_time_and_the_last_is_where_it_is(chain: list[Moved]) -> None:
    found = stays(chain)
    assert found[0].since == chain[0].on
    assert [stay.until for stay in found] == [*(stay.since for stay in found[1:]), None]
    assert [stay.ended_at for stay in found] == [*(stay.began_at for stay in found[1:]), None]
    assert found[-1].place == place(fold(chain))
    renamed = {number for number, move in enumerate(chain) if move.kind in RENAMES}  # its new owner knows it as another article
    assert all(one.place != other.place or other.began_at in renamed for one, other in pairwise(found))
    assert renamed <= {stay.began_at for stay in found}
    for number in range(len(chain)):  # after any move the device is where the stay that covers it says
        [here] = [stay for stay in found if stay.began_at <= number and (stay.ended_at is None or number < stay.ended_at)]
        assert here.place == place(fold(chain[: number + 1]))


@given(chains(), st.data())
def test_a_chain_with_a_link_missing_is_found(chain: list[Moved], data: st.DataObject) -> None:
    if len(chain) < 2:
        return
    gone = data.draw(st.integers(0, len(chain) - 2))
    broken = chain[:gone] + chain[gone + 1 :]
    if chain[gone].from_state == chain[gone].to_state:
        return  # a move within a state leaves no gap in the states
    with pytest.raises(ValueError, match="after"):
        fold(broken)


def test_days_go_forward() -> None:
    chain = [
        Moved("received", "", "in_stock", 1, "", None, DAY),
        Moved("moved", "in_stock", "in_stock", 2, "", None, DAY - timedelta(days=1)),
    ]
    with pytest.raises(ValueError, match="after a move on"):
        fold(chain)


def test_a_released_device_keeps_its_place_in_the_queue() -> None:
    chain = [
        Moved("received", "", "in_stock", 1, "", None, DAY),
        Moved("reserved", "in_stock", "reserved", 1, "", None, DAY + timedelta(days=5)),
        Moved("released", "reserved", "in_stock", 1, "", None, DAY + timedelta(days=9)),
    ]
    assert fold(chain).available_since == DAY


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (DAY + timedelta(days=1), "stock.day_in_future"),
        (date(2026, 10, 31), "billing.month_closed"),
        (date(2026, 11, 9), "stock.day_before_last_move"),
    ],
)
def test_a_day_is_refused_for_its_reason(on: date, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_day(on, today=DAY, last_moved_on=date(2026, 11, 10), closed_through=Month(2026, 10))
    assert (refusal.value.code, refusal.value.field) == (code, "on")


def test_today_the_last_move_and_the_first_open_day_are_good_days() -> None:
    for on in (DAY, date(2026, 11, 1)):
        check_day(on, today=DAY, last_moved_on=on, closed_through=Month(2026, 10))


def test_a_year_back_is_recent_and_a_day_more_is_not() -> None:
    check_recent(DAY - timedelta(days=366), today=DAY)
    with pytest.raises(Refused):
        check_recent(DAY - timedelta(days=367), today=DAY)


def test_every_kind_of_move_and_state_fits_its_column() -> None:
    states = {state for rule in TRANSITIONS.values() for state in {*rule.from_states, rule.to_state}}
    assert max(map(len, {*TRANSITIONS, *PIECE_MOVES, *states})) <= 20
