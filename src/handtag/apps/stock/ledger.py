"""Ledger rows as the domain's values, and back: what writes the projections and what checks them read the rows alike."""

from collections.abc import Iterable

from handtag.apps.stock.models import Device, Holding, Move
from handtag.domain.stock import Moved, Place, Whereabouts, stays


def whereabouts(device: Device) -> Whereabouts:
    return Whereabouts(
        device.state, device.location_id, device.bin, device.person_id, device.times_reconditioned,
        device.available_since, device.last_moved_on, device.unit_id, device.parent_id,
    )  # fmt: skip


def moved(move: Move) -> Moved:
    return Moved(
        move.kind, move.from_state, move.to_state, move.to_location_id, move.to_bin, move.person_id, move.moved_on,
        move.unit_id, move.parent_id,
    )  # fmt: skip


def place_of(holding: Holding) -> Place:
    return Place(holding.place, holding.location_id, holding.bin, holding.person_id, holding.unit_id, holding.parent_id)


def holding(device: Device, place: Place, move: Move) -> Holding:
    """A row that begins with the move, not written."""
    return Holding(
        device=device, article_id=device.article_id, place=place.kind, location_id=place.location, bin=place.bin,
        person_id=place.person, unit_id=place.unit, parent_id=place.parent, since=move.moved_on, began_by=move,
    )  # fmt: skip


def holdings_from(device: Device, moves: Iterable[Move]) -> list[Holding]:
    """What the rows of a device must be: the fold of its whole chain, in order, not written. Raises ValueError when a link is missing."""
    chain = list(moves)
    rows = []
    for stay in stays(moved(move) for move in chain):
        row = holding(device, stay.place, chain[stay.began_at])
        row.until, row.ended_by = stay.until, None if stay.ended_at is None else chain[stay.ended_at]
        rows.append(row)
    return rows
