"""Does somebody answer for everything that is lent, and is each handover what its answer says? One line per row that is wrong."""

from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q

from handtag.apps.handovers.models import BuyOut, Handover, HandoverAnswer
from handtag.apps.orders.models import OrderLine
from handtag.apps.prescriptions.models import Prescription
from handtag.apps.rentals.models import Rental
from handtag.domain.ordering import OPEN_STATES


def rented_devices_nobody_answers_for() -> Iterator[str]:
    """What a person has on rent rests on a prescription that somebody answers for, or is on its way home: a prescription ends only with
    a collection, or when it is taken over.
    """
    fetched = OrderLine.objects.filter(device=OuterRef("device"), order__kind="collection_order", state__in=OPEN_STATES)
    left = Rental.objects.filter(end_on=None, device__state="with_person", decision__prescription__state="ended")
    for rental in left.exclude(Exists(fetched)).select_related("device", "decision__prescription").order_by("pk"):
        yield f"rental {rental.pk}: device {rental.device.number} rests on a prescription that has ended"


def handovers_off_their_answers() -> Iterator[str]:
    """What another unit accepted is ended at the giver's and the receiver's own from then on, about the same person; within a unit there
    is one record. What is returned or taken back changed nothing.
    """
    given, new = "handover__prescription__", "successor__"
    same = Q(**{f"{new}person": F(f"{given}person"), f"{new}unit": F("handover__to_unit"), f"{given}state": "ended"})
    elsewhere = ~Q(handover__to_unit=F("handover__from_unit"))
    taken = HandoverAnswer.objects.filter(outcome="accepted")
    for answer in taken.filter(elsewhere).exclude(same).order_by("pk"):
        yield f"handover {answer.handover_id}: accepted, but prescription {answer.successor_id} did not take its place"
    for answer in taken.filter(~elsewhere, successor__isnull=False).order_by("pk"):
        yield f"handover {answer.handover_id}: within a unit, but there are two records"


def prescriptions_offered_twice() -> Iterator[str]:
    """A prescription waits for one receiver at a time, and not after it has ended."""
    waiting = Count("handovers", filter=Q(handovers__answer=None))
    for row in Prescription.objects.annotate(waiting=waiting).filter(waiting__gt=1).order_by("pk"):
        yield f"prescription {row.key}: offered to {row.waiting} at once"


def handovers_from_others_records() -> Iterator[str]:
    """A prescription is handed over by the unit that answers for it."""
    for row in Handover.objects.exclude(from_unit=F("prescription__unit")).order_by("pk"):
        yield f"handover {row.pk}: from unit {row.from_unit_id}, but prescription {row.prescription_id} is another's"


def buy_outs_off_their_moves() -> Iterator[str]:
    """A device that another county bought was sold on the day its rent ended, at what was left of its value."""
    same = Q(rental__end_move__kind="sold", rental__end_on=F("sold_on"), rental__end_move__value_ore=F("amount_ore"))
    for row in BuyOut.objects.exclude(same).order_by("pk"):
        yield f"rental {row.rental_id}: bought out for {row.amount_ore} öre on {row.sold_on}, but its move says otherwise"
