"""What an order would be before it is placed: what comes, accessories that fit, where to, and which line delays the rest."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from handtag.apps.orders import queries_offers as offering
from handtag.apps.orders.queries_offers import Offer
from handtag.apps.prescriptions.queries import agreement_in_force
from handtag.domain.access import Viewer
from handtag.usecases.base import clock
from handtag.web.ui.text import day, kronor


@dataclass(frozen=True)
class OrderOffer:
    """`late` are the numbers of the accessories that would come after the device itself."""

    main: Offer
    accessories: list[Offer]
    points: list[tuple[int, str]]
    late: set[str]

    @property
    def fitting(self) -> list[tuple[str, str]]:
        """Article number and label of each accessory: name, price and promised day."""
        return [(offer.article.number, self._label(offer)) for offer in self.accessories]

    def _label(self, offer: Offer) -> str:
        said = [offer.article.name, _price(offer), _("comes %(day)s") % {"day": day(offer.promised_on)}]
        if offer.article.number in self.late:
            said.append(_("delays the rest"))
        return ", ".join(part for part in said if part)


def offer(viewer: Viewer, prescription: Any) -> OrderOffer:
    """The chosen article with its day at each of the unit's delivery points; accessories by the first one's days."""
    now = localtime(clock())
    places = offering.points_of(viewer)
    article, document = prescription.article, agreement_in_force(viewer, viewer.on).document
    days = {point.pk: offering.offers(viewer, [article], now, document, point.weekdays)[0].promised_on for point in places}
    found = offering.offers(viewer, [article, *offering.fitting_accessories(article)], now, document)
    main, accessories = found[0], found[1:]
    points = [(point.pk, f"{point.name}, {point.address} ({_comes(days[point.pk])})") for point in places]
    return OrderOffer(main, accessories, points, {one.article.number for one in accessories if _is_later(one, main)})


def _comes(promised: date | None) -> str:
    return _("comes %(day)s") % {"day": day(promised)} if promised else _("has no delivery day")


def _is_later(one: Offer, main: Offer) -> bool:
    return one.promised_on is not None and main.promised_on is not None and one.promised_on > main.promised_on


def _price(offer: Offer) -> str:
    if offer.price_ore is None:
        return ""
    return f"{kronor(offer.price_ore)} {_('per month')}" if offer.price_kind == "rent_per_month" else kronor(offer.price_ore)
