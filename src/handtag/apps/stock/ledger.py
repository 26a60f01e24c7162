"""Ledger rows as the domain's values: what writes the projection and what checks it read the rows alike."""

from handtag.apps.stock.models import Device, Move
from handtag.domain.stock import Moved, Whereabouts


def whereabouts(device: Device) -> Whereabouts:
    return Whereabouts(
        device.state, device.location_id, device.bin, device.person_id, device.times_reconditioned,
        device.available_since, device.last_moved_on,
    )  # fmt: skip


def moved(move: Move) -> Moved:
    return Moved(move.kind, move.from_state, move.to_state, move.to_location_id, move.to_bin, move.person_id, move.moved_on)
