"""Do transfers and stocktakes agree with the ledger, and did another approve? One line per row that is wrong, else nothing."""

from collections.abc import Iterator

from django.db.models import Count as Rows
from django.db.models import F, OuterRef, Q, Subquery, Sum

from handtag.apps.stock.models import CountedMove, Device, Move
from handtag.apps.stores.models import Carried, CentreDeal, CentreLoan, Count, Difference, Shortage, Stocktake, TransferLine

UNDER_WAY = ("in_transfer", "going_home")


def transfers_off_their_goods() -> Iterator[str]:
    """What left and came on a transfer is what the ledger moved under its number, and a device is on its way on exactly one."""
    carried = Rows("carried", distinct=True)
    for line in TransferLine.objects.select_related("transfer", "article").annotate(devices=carried).order_by("pk"):
        number, article = line.transfer.number, line.article
        moved = line.devices if article.kind == "device" else -_moved(number, "transferred_out", article.pk)
        if moved != line.sent:
            yield f"transfer {number}: {line.sent} of {article.number} sent, but the ledger moved {moved}"
    on_a_transfer = Rows("carried", filter=Q(carried__arrived=None))
    wrong = Q(state__in=UNDER_WAY) & ~Q(on_transfers=1) | ~Q(state__in=UNDER_WAY) & Q(on_transfers__gt=0)
    for device in Device.objects.annotate(on_transfers=on_a_transfer).filter(wrong).order_by("pk"):
        yield f"device {device.number}: {device.state}, on {device.on_transfers} open transfers"
    for one in Carried.objects.filter(arrived=None).exclude(line__transfer__state__in=["placed", "sent"]).order_by("pk"):
        yield f"device {one.device_id}: on its way on transfer F{one.line.transfer_id}, which is not"


def stocktakes_off_their_counts() -> Iterator[str]:
    """What a stocktake put right is the difference that was counted, once."""
    counted = CountedMove.objects.filter(kind="counted", article=OuterRef("article")).order_by()
    for stocktake in Stocktake.objects.filter(state="approved").order_by("pk"):
        here = counted.filter(order_number=stocktake.number).values("article").annotate(n=Sum("quantity")).values("n")
        for one in Difference.objects.filter(stocktake=stocktake, device=None).annotate(put_right=Subquery(here)).order_by("pk"):
            differs = one.counted - one.expected
            if (one.put_right or 0) != differs:
                yield f"stocktake {stocktake.number}: article {one.article_id} differs by {differs}, corrected by {one.put_right}"


def stocktakes_without_two_persons() -> Iterator[str]:
    """Whoever approved a stocktake had not started, counted or compared it."""
    counted = Count.objects.filter(stocktake=OuterRef("pk"), counted_by=OuterRef("ended_by")).values("pk")[:1]
    own = Q(ended_by=F("started_by")) | Q(ended_by=F("compared_by")) | Q(own_count__isnull=False)
    for stocktake in Stocktake.objects.filter(state="approved").annotate(own_count=Subquery(counted)).filter(own).order_by("pk"):
        yield f"stocktake {stocktake.number}: approved by {stocktake.ended_by}, who had a hand in it"


def shortages_off_their_differences() -> Iterator[str]:
    """A unit pays for what was missing in its store, and for no more."""
    same = Q(quantity=F("difference__expected") - F("difference__counted"), difference__outcome="posted")
    paid = Q(payer=F("unit__principal"))
    for row in Shortage.objects.exclude(same & paid).order_by("pk"):
        yield f"shortage {row.pk}: {row.quantity} pieces, not what difference {row.difference_id} says"


def deals_off_their_goods() -> Iterator[str]:
    """What one centre has sold another is what the ledger says changed owner, at that value, and nothing changes owner without a price."""
    same = Q(
        move__kind="changed_owner", move__device=F("device"), move__from_centre=F("seller"), move__to_centre=F("buyer"),
        move__value_ore=F("value_ore"), move__moved_on=F("on"), move__began__article=F("article"), move__ended__article=F("seller_article"),
    )  # fmt: skip
    for deal in CentreDeal.objects.filter(device__isnull=False).exclude(same).order_by("pk"):
        yield f"deal {deal.pk}: device {deal.device_id} for {deal.value_ore} öre is not what move {deal.move_id} says"
    for move in Move.objects.filter(kind="changed_owner", deal=None).order_by("pk"):
        yield f"move {move.pk}: device {move.device_id} changed owner without a deal"
    for deal in CentreDeal.objects.filter(device=None).select_related("request__transfer").order_by("pk"):
        number = deal.request.transfer.number if deal.request and deal.request.transfer else ""
        if (bought := _moved(number, "bought", deal.article_id)) != deal.quantity:
            yield f"deal {deal.pk}: {deal.quantity} of article {deal.article_id}, but the ledger says {bought}"


def loans_off_their_owners() -> Iterator[str]:
    """What is on loan belongs to the centre that lent it, and is not lent for longer than was asked."""
    same = Q(device__centre=F("request__asked"), request__kind="loan", due_on=F("request__return_on"))
    for loan in CentreLoan.objects.filter(ended_on=None).exclude(same).order_by("pk"):
        yield f"loan {loan.pk}: device {loan.device_id} is not what request C{loan.request_id} says"


def _moved(number: str, kind: str, article: int) -> int:
    rows = CountedMove.objects.filter(order_number=number, kind=kind, article_id=article)
    return rows.aggregate(n=Sum("quantity"))["n"] or 0
