"""Does the stock add up? Everything recomputed from the ledgers; each function gives one line per row that is wrong, else nothing."""

from collections.abc import Iterator
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, Sum, Window
from django.db.models.functions import Lag, TruncDate

from handtag.apps.stock.ledger import moved, whereabouts
from handtag.apps.stock.models import Balance, CountedMove, Device, Move
from handtag.domain.stock import TRANSITIONS, fold, plain_number
from handtag.domain.values.errors import Refused

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
        except (ValueError, Refused) as broken:
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


def pieces_below_nothing() -> Iterator[str]:
    """Pieces of a counted article never went below nothing, not even in between; they are whole."""
    running: dict[tuple[int, int], int] = {}
    for row in CountedMove.objects.order_by("pk").only("article_id", "location_id", "quantity").iterator(CHUNK):
        key = (row.article_id, row.location_id)
        running[key] = running.get(key, 0) + row.quantity
        if running[key] < 0:
            yield f"article {key[0]} at location {key[1]}: {running[key]} pieces after row {row.pk}"


def devices_registered_other_than_once() -> Iterator[str]:
    """What came in is what there is: every device came in exactly once, and stays countable for ever."""
    received = Count("moves", filter=Q(moves__kind="received"))
    for device in Device.objects.annotate(received=received).exclude(received=1).order_by("pk"):
        yield f"device {device.number}: came in {device.received} times"


def numbers_that_read_alike() -> Iterator[str]:
    """A device number names one device, and a serial number one of its article, however they are written: width, case and spaces do not
    tell two apart.
    """
    seen: dict[str, str] = {}
    serials: dict[tuple[int, str], str] = {}
    for number, serial, article in Device.objects.order_by("pk").values_list("number", "serial_number", "article_id").iterator(CHUNK):
        plain, maker = plain_number(number), (article, plain_number(serial))
        if serial and maker in serials:
            yield f"device {number}: its serial number reads as that of device {serials[maker]}"
        serials.setdefault(maker, number)
        if plain in seen:
            yield f"device {number}: reads as device {seen[plain]}"
        seen.setdefault(plain, number)


def moves_recorded_out_of_order() -> Iterator[str]:
    """Moves of a device are recorded one after another, and none on a day that had not come."""
    before = Window(Lag("recorded_at"), partition_by="device_id", order_by="pk")
    day = TruncDate("recorded_at", tzinfo=ZoneInfo("Europe/Stockholm"))
    backwards = Q(before__gt=F("recorded_at"))
    for move in Move.objects.annotate(before=before, day=day).filter(backwards | Q(moved_on__gt=F("day"))).order_by("pk"):
        yield f"move {move.pk} of device {move.device_id}: on {move.moved_on}, recorded {move.recorded_at:%Y-%m-%d %H:%M}"


def moves_of_no_known_kind() -> Iterator[str]:
    """Stock changes by named causes only."""
    for move in Move.objects.exclude(kind__in=TRANSITIONS).order_by("pk"):
        yield f"move {move.pk}: {move.kind}"
    for row in CountedMove.objects.filter(Q(kind="") | Q(quantity=0)).order_by("pk"):
        yield f"counted move {row.pk}: {row.quantity} pieces, {row.kind or 'without a cause'}"
