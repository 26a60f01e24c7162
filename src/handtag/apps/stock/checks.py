"""Does the stock add up? Everything recomputed from the ledgers; each function gives one line per row that is wrong, else nothing."""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, F, OuterRef, Q, Sum, Window
from django.db.models.functions import Lag, TruncDate

from handtag.apps.stock.ledger import holdings_from, moved, place_of, whereabouts
from handtag.apps.stock.models import Balance, CountedMove, Device, DeviceBlock, Holding, Move, PiecesHeld
from handtag.domain.stock import HANDED_OUT, HOLD_PIECES, PIECE_MOVES, REGISTERED_BY, RENAMES, TRANSITIONS, fold, plain_number
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


def holdings_off_their_moves() -> Iterator[str]:
    """What is kept of where a device is and was is the fold of its moves: its places tile its time, and one is open."""
    rows = Holding.objects.order_by("device_id", "pk").iterator(CHUNK)
    found = {device: [_held(row) for row in kept] for device, kept in groupby(rows, lambda row: row.device_id)}
    moves = Move.objects.order_by("device_id", "pk").select_related("device").iterator(CHUNK)
    for _, chain in groupby(moves, lambda move: move.device_id):
        links = list(chain)
        device = links[0].device
        try:
            expected = [_held(row) for row in holdings_from(device, links)]
        except (ValueError, Refused):
            continue  # the broken chain is told of by devices_off_their_moves
        if found.pop(device.pk, []) != expected:
            yield f"device {device.number}: its holdings are not what its moves say"
    for pk in sorted(found.keys() - set(Move.objects.values_list("device_id", flat=True))):
        yield f"device {pk}: holdings without a move"


def holdings_of_other_articles() -> Iterator[str]:
    """A device is its owner's article: what it is called changes only with its owner, and is now what its place says."""
    rows = Holding.objects.order_by("device_id", "pk").select_related("device", "began_by").iterator(CHUNK)
    for _, kept in groupby(rows, lambda row: row.device_id):
        stays = list(kept)
        for before, after in pairwise(stays):
            if before.article_id != after.article_id and after.began_by.kind not in RENAMES:
                yield f"device {after.device.number}: another article from {after.since}, though its owner did not change"
        if stays[-1].article_id != stays[-1].device.article_id:
            yield f"device {stays[-1].device.number}: article {stays[-1].device.article_id}, but kept as article {stays[-1].article_id}"


def owners_off_their_moves() -> Iterator[str]:
    """A device belongs to the centre that its last change of owner says, and each change begins with who owned it."""
    changes = Move.objects.filter(kind="changed_owner").order_by("device_id", "pk").select_related("device")
    for _, chain in groupby(changes, lambda move: move.device_id):
        links = list(chain)
        owners = [(move.from_centre_id, move.to_centre_id) for move in links]
        ends = [before for before, _ in owners[1:]] + [links[0].device.centre_id]
        if [after for _, after in owners] != ends or any(before is None or before == after for before, after in owners):
            yield f"device {links[0].device.number}: owned by centre {links[0].device.centre_id}, but its moves say {owners}"
    owned = Q(to_centre__isnull=False) | Q(from_centre__isnull=False)
    for move in Move.objects.filter(owned).exclude(kind="changed_owner").order_by("pk"):
        yield f"move {move.pk}: {move.kind} cannot change the owner"
    for device in Device.objects.exclude(article__centre=F("centre")).order_by("pk"):
        yield f"device {device.number}: owned by centre {device.centre_id}, but article {device.article_id} is another centre's"


def parts_of_parts() -> Iterator[str]:
    """What is mounted on a device is a part of that one alone: parts have no parts of their own."""
    for device in Device.objects.filter(parent__parent__isnull=False).order_by("pk"):
        yield f"device {device.number}: a part of device {device.parent_id}, which is a part itself"


def blocks_off_their_devices() -> Iterator[str]:
    """A device is marked as blocked exactly while a block of it stands."""
    standing = Exists(DeviceBlock.objects.filter(device=OuterRef("pk"), lift=None))
    for device in Device.objects.annotate(standing=standing).exclude(blocked=F("standing")).order_by("pk"):
        yield f"device {device.number}: marked {device.blocked}, but its blocks say {device.standing}"


def moves_out_under_a_block() -> Iterator[str]:
    """No device was reserved, sent or handed over between a block and its lift."""
    over = Q(lift=None) | Q(lift__lifted_at__gt=OuterRef("recorded_at"))
    stood = DeviceBlock.objects.filter(over, device=OuterRef("device"), blocked_at__lt=OuterRef("recorded_at"))
    for move in Move.objects.filter(Exists(stood), kind__in=HANDED_OUT).order_by("pk"):
        yield f"move {move.pk} of device {move.device_id}: {move.kind} while a block stood"


def balances_off_their_rows() -> Iterator[str]:
    """A balance is the sum of the pieces that came and went."""
    rows = CountedMove.objects.values_list("article_id", "location_id").annotate(pieces=Sum("quantity")).order_by()
    expected = {(article, location): pieces for article, location, pieces in rows}
    found = {(b.article_id, b.location_id): b.quantity for b in Balance.objects.all()}
    for key in sorted(expected.keys() | found.keys()):
        if expected.get(key, 0) != found.get(key, 0):
            yield f"article {key[0]} at location {key[1]}: balance {found.get(key, 0)}, but its rows say {expected.get(key, 0)}"


def pieces_off_their_rows() -> Iterator[str]:
    """How many pieces of an article and lot each place holds is the sum of what came to it and went."""
    expected: Counter[tuple[object, ...]] = Counter()
    columns = ("article_id", "lot_id", "location_id", "against", "person_id", "unit_id", "device_id")
    rows = CountedMove.objects.values_list(*columns).annotate(pieces=Sum("quantity")).order_by()
    for article, lot, location, against, person, unit, device, pieces in rows:
        expected[article, lot, "store", location, None, None, None] += pieces
        if against in HOLD_PIECES:
            expected[article, lot, against, None, person, unit, device] -= pieces
    found: dict[tuple[object, ...], int] = {
        (h.article_id, h.lot_id, h.place, h.location_id, h.person_id, h.unit_id, h.device_id): h.quantity
        for h in PiecesHeld.objects.iterator(CHUNK)
    }
    for key in sorted(expected.keys() | found.keys(), key=str):
        if expected[key] != found.get(key, 0):
            yield f"article {key[0]}, lot {key[1]}, {key[2]}: {found.get(key, 0)} pieces held, but the rows say {expected[key]}"


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
    received = Count("moves", filter=Q(moves__kind__in=REGISTERED_BY))
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
    into = [kind for kind, move in PIECE_MOVES.items() if move.sign > 0]
    out_of = [kind for kind, move in PIECE_MOVES.items() if move.sign < 0]
    wrong = ~Q(kind__in=PIECE_MOVES) | Q(quantity=0) | Q(kind__in=into, quantity__lt=0) | Q(kind__in=out_of, quantity__gt=0)
    for row in CountedMove.objects.filter(wrong).order_by("pk"):
        yield f"counted move {row.pk}: {row.quantity} pieces, {row.kind or 'without a cause'}"


def _held(row: Holding) -> tuple[object, ...]:
    return (place_of(row), row.since, row.until, row.began_by_id, row.ended_by_id)
