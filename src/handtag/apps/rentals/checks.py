"""Do the rentals agree with the moves behind them? One line per row that is wrong, else nothing."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, Window
from django.db.models.functions import Lag

from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Holding
from handtag.domain.ordering import RULES_WITHOUT_DECISION
from handtag.domain.stock import LENT_BY


def rentals_off_their_moves() -> Iterator[str]:
    """A rental begins with a delivery of its device, or with its being lent in the system before, and ends when it comes back, is lost
    or is sold, on those days. With another owner one ends the day before the other begins; with another payer on the day itself, as
    when it comes back and goes out again, and whoever has it then pays that day.
    """
    wrong_start = ~Q(
        start_move__kind__in=(*LENT_BY, "changed_owner", "changed_payer"),
        start_move__device=F("device"),
        start_move__moved_on=F("start_on"),
    )
    came_back = Q(end_move__kind__in=("returned", "lost", "sold", "changed_payer"), end_move__moved_on=F("end_on"))
    handed_on = Q(end_move__kind="changed_owner")
    wrong_end = Q(end_on__isnull=False) & ~Q(came_back | handed_on, end_move__device=F("device"))
    for rental in Rental.objects.filter(handed_on, end_on__isnull=False).select_related("end_move").order_by("pk"):
        if rental.end_move is not None and rental.end_on is not None and rental.end_move.moved_on - rental.end_on != timedelta(days=1):
            yield f"rental {rental.pk}: to {rental.end_on}, but its device changed owner {rental.end_move.moved_on}"
    for rental in Rental.objects.filter(wrong_start | wrong_end).order_by("pk"):
        yield f"rental {rental.pk}: {rental.start_on} to {rental.end_on} is not what its moves say"


def open_rentals_of_devices_at_home() -> Iterator[str]:
    """A device that is neither with a person nor with a unit is not rented."""
    for rental in Rental.objects.filter(end_on=None).exclude(device__state__in=["with_person", "with_unit"]).select_related("device"):
        yield f"rental {rental.pk}: runs although device {rental.device.number} is {rental.device.state}"


def rentals_that_overlap() -> Iterator[str]:
    """A device is rented to one at a time: the next rental begins on or after the day the one before it ended."""
    before_end = Window(Lag("end_on"), partition_by="device_id", order_by=["start_on", "pk"])
    before = Window(Lag("pk"), partition_by="device_id", order_by=["start_on", "pk"])
    rows = Rental.objects.annotate(before=before, before_end=before_end)
    for rental in rows.filter(Q(before__isnull=False) & (Q(before_end=None) | Q(before_end__gt=F("start_on")))).order_by("pk"):
        yield f"rental {rental.pk} from {rental.start_on}: rental {rental.before} of the same device ends {rental.before_end or 'never'}"


def rentals_off_their_events() -> Iterator[str]:
    """A rental's own days and moves are those of its events in the ledger: one start, and one end when it has ended."""
    started = Count("events", filter=Q(events__kind="started", events__move=F("start_move"), events__happened_on=F("start_on")))
    ended = Count("events", filter=Q(events__kind="ended", events__move=F("end_move"), events__happened_on=F("end_on")))
    counted = Rental.objects.annotate(started=started, ended=ended, all_events=Count("events"))
    over = Q(end_on__isnull=False)
    right = Q(started=1) & ((over & Q(ended=1, all_events=2)) | (~over & Q(all_events=1)))
    for rental in counted.exclude(right).order_by("pk"):
        yield f"rental {rental.pk}: {rental.start_on} to {rental.end_on} is not what its events say"


def rentals_off_their_orders() -> Iterator[str]:
    """Payer, cost centre, unit, device and decision of a rental are those of the delivered line it rests on."""
    line, order = "order_line__", "order_line__order__"
    same = Q(
        **{
            f"{line}device": F("device"),
            f"{line}state": "delivered",
            f"{order}unit": F("unit"),
            f"{order}payer": F("payer"),
            f"{order}cost_centre": F("cost_centre"),
        }
    )
    decided = Q(**{f"{order}decision": F("decision"), "decision__agreement_version": F("agreement_version")})
    undecided = {f"{order}kind__in": RULES_WITHOUT_DECISION, "decision": None, f"{order}agreement_version": F("agreement_version")}
    called = Exists(Holding.objects.filter(device=OuterRef("device"), article=OuterRef("article")))  # by an owner, then or now
    rest = (decided | Q(**undecided)) & called
    for rental in Rental.objects.exclude(same & rest).order_by("pk"):
        yield f"rental {rental.pk}: is not what order line {rental.order_line_id} and decision {rental.decision_id} say"
