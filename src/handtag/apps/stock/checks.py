"""Does the stock add up? Everything recomputed from the ledgers; each function gives one line per row that is wrong, else nothing."""

from collections.abc import Iterator
from itertools import groupby

from django.db.models import Sum

from handtag.apps.stock.ledger import moved, whereabouts
from handtag.apps.stock.models import Balance, CountedMove, Device, Move
from handtag.domain.stock import fold

CHUNK = 2000


def devices_off_their_moves() -> Iterator[str]:
    """A device is where its moves brought it, and each move begins where the one before it ended."""
    moves = Move.objects.order_by("device_id", "pk").iterator(CHUNK)
    seen = 0
    devices = {device.pk: device for device in Device.objects.all()}
    for device_id, chain in groupby(moves, lambda move: move.device_id):
        seen += 1
        device = devices[device_id]
        try:
            expected = fold(moved(move) for move in chain)
        except ValueError as broken:
            yield f"device {device.number}: broken chain: {broken}"
            continue
        if expected != whereabouts(device):
            yield f"device {device.number}: {whereabouts(device)}, but its moves say {expected}"
    if seen != len(devices):
        yield f"{len(devices) - seen} devices without a move"


def balances_off_their_rows() -> Iterator[str]:
    """A balance is the sum of the pieces that came and went."""
    rows = CountedMove.objects.values_list("article_id", "location_id").annotate(pieces=Sum("quantity")).order_by()
    expected = {(article, location): pieces for article, location, pieces in rows}
    found = {(b.article_id, b.location_id): b.quantity for b in Balance.objects.all()}
    for key in sorted(expected.keys() | found.keys()):
        if expected.get(key, 0) != found.get(key, 0):
            yield f"article {key[0]} at location {key[1]}: balance {found.get(key, 0)}, but its rows say {expected.get(key, 0)}"
