"""Do the rentals agree with the moves behind them? One line per row that is wrong, else nothing."""

from collections.abc import Iterator

from django.db.models import F, Q

from handtag.apps.rentals.models import Rental


def rentals_off_their_moves() -> Iterator[str]:
    """A rental begins with a delivery of its device and ends with its return, on those days."""
    wrong_start = ~Q(start_move__kind="delivered", start_move__device=F("device"), start_move__moved_on=F("start_on"))
    wrong_end = Q(end_on__isnull=False) & ~Q(end_move__kind="returned", end_move__device=F("device"), end_move__moved_on=F("end_on"))
    for rental in Rental.objects.filter(wrong_start | wrong_end).order_by("pk"):
        yield f"rental {rental.pk}: {rental.start_on} to {rental.end_on} is not what its moves say"


def open_rentals_of_devices_at_home() -> Iterator[str]:
    """A device that is not with a person is not rented."""
    for rental in Rental.objects.filter(end_on=None).exclude(device__state="with_person").select_related("device"):
        yield f"rental {rental.pk}: runs although device {rental.device.number} is {rental.device.state}"
