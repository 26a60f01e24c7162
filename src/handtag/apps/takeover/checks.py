"""Does what was taken over agree with its packages? One line per row that is wrong, else nothing."""

from collections.abc import Iterator

from django.db.models import Count, F, Q

from handtag.apps.rentals.models import Rental
from handtag.apps.stock.models import Device
from handtag.apps.takeover.models import TakenDevice
from handtag.domain.stock import TAKEN_OVER

LENT = (TAKEN_OVER["person"], TAKEN_OVER["unit"])


def taken_devices_off_their_packages() -> Iterator[str]:
    """A device that begins with a takeover is named by a package, and begins on that package's day."""
    kinds = TAKEN_OVER.values()
    begun = Count("moves", filter=Q(moves__kind__in=kinds))
    unnamed = Device.objects.annotate(begun=begun).filter(begun__gt=0, taken_over=None)
    for device in unnamed.order_by("pk"):
        yield f"device {device.number}: taken over, but no package names it"
    same = Count("device__moves", filter=Q(device__moves__kind__in=kinds, device__moves__moved_on=F("takeover__takeover_on")))
    for taken in TakenDevice.objects.select_related("device").annotate(same=same).exclude(same=1).order_by("pk"):
        yield f"device {taken.device.number}: does not begin on the day of takeover {taken.takeover_id}"


def taken_lendings_off_their_rents() -> Iterator[str]:
    """What was lent when it was taken over has one rent from that day, which rests on no decision of ours."""
    rented = Count("rentals", filter=Q(rentals__start_move__kind__in=LENT, rentals__decision=None))
    lent = Device.objects.filter(moves__kind__in=LENT).annotate(rented=rented)
    for device in lent.exclude(rented=1).order_by("pk"):
        yield f"device {device.number}: lent when it was taken over, with {device.rented} rents from then"
    decided = Rental.objects.filter(start_move__kind__in=LENT).exclude(decision=None)
    for rental in decided.order_by("pk"):
        yield f"rental {rental.pk}: begun by a takeover, but rests on decision {rental.decision_id}"
