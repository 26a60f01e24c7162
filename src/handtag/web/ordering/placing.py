"""What an order would be before it is placed: what comes, accessories that fit, where to, when, and which line delays the rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from handtag.apps.catalogue.queries import instructions
from handtag.apps.orders import queries_offers as offering
from handtag.apps.orders.queries_offers import Offer
from handtag.apps.orders.queries_promise import Asked, Promise, promises
from handtag.apps.orders.queries_sheets import draft_of
from handtag.apps.prescriptions.queries import agreement_in_force
from handtag.apps.purchasing.queries_gate import coming
from handtag.domain.access import Viewer
from handtag.domain.ordering import STANDING_KINDS
from handtag.usecases.base import clock
from handtag.usecases.ordering.save_draft import SaveDraft, save_draft
from handtag.usecases.promising import Accessory
from handtag.web.ordering.forms import PlaceForm
from handtag.web.shell.http import perform, see_other
from handtag.web.ui.text import day, kronor


@dataclass(frozen=True)
class OrderOffer:
    """`late` are the numbers of the accessories that would come after the device itself; `told` what to know when ordering."""

    main: Offer
    accessories: list[Offer]
    points: list[tuple[int, str]]
    weekdays: dict[int, str]
    late: set[str]
    chain: str
    told: list[tuple[str, str]]

    @property
    def fitting(self) -> list[tuple[str, str]]:
        """Article number and label of each accessory: name, price and promised day."""
        return [(offer.article.number, self._label(offer)) for offer in self.accessories]

    @property
    def asks(self) -> dict[str, Any]:
        """What the form is to ask about."""
        marked = self.main.article.kind == "device"
        return {"points": self.points, "fitting": self.fitting, "chain": self.chain if marked else "", "marked": marked}

    @property
    def is_used_up(self) -> bool:
        return self.main.article.kind in STANDING_KINDS

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
    days = {point.pk: offering.offers(viewer, [article], now, document, point.weekdays, expects=coming)[0].promised_on for point in places}
    found = offering.offers(viewer, [article, *offering.fitting_accessories(article)], now, document, expects=coming)
    main, accessories = found[0], found[1:]
    points = [(point.pk, f"{point.name}, {point.address} ({_comes(days[point.pk])})") for point in places]
    late = {one.article.number for one in accessories if _is_later(one, main)}
    weekdays = {point.pk: point.weekdays for point in places}
    return OrderOffer(main, accessories, points, weekdays, late, offering.chain_kind(article), told(one.article for one in found))


def told(articles: Iterable[Any], step: str = "order") -> list[tuple[str, str]]:
    """Name and instruction of each article that has one for the step."""
    rows = list(articles)
    said = instructions(rows, step)
    return [(article.name, said[article.pk]) for article in rows if article.pk in said]


@dataclass(frozen=True)
class Delivery:
    """When each line of the order would come; `last` is the day of all of it together, when one line delays the rest."""

    lines: list[Promise]
    last: date | None

    @property
    def delaying(self) -> Promise | None:
        return next((line for line in self.lines if line.delays), None)


def delivery(viewer: Viewer, found: OrderOffer, form: PlaceForm) -> Delivery:
    """The days of what the form asks for now, whether or not it could be placed."""
    form.is_valid()
    given = form.cleaned_data if form.is_bound else {}
    wanted = [Asked(found.main.article, given.get("pieces") or 1, exactly=bool(given.get("own_only")))]
    if form.is_bound:
        articles = {one.article.number: one.article for one in found.accessories}
        wanted += [Asked(articles[number], quantity) for number, quantity in form.chosen]
    point = given.get("delivery_point_id") or next(iter(found.weekdays), 0)
    document = agreement_in_force(viewer, viewer.on).document
    lines = promises(wanted, localtime(clock()), document, found.weekdays.get(point, ""), expects=coming)
    days = [line.comes_on for line in lines if line.comes_on is not None]
    return Delivery(lines, max(days, default=None))


def only_shows(request: HttpRequest) -> bool:
    """Whether the days are asked for, and nothing is to be ordered yet."""
    return getattr(getattr(request, "htmx", None), "target", "") == "delivery" or "show" in request.POST


def _comes(promised: date | None) -> str:
    return _("comes %(day)s") % {"day": day(promised)} if promised else _("has no delivery day")


def _is_later(one: Offer, main: Offer) -> bool:
    return one.promised_on is not None and main.promised_on is not None and one.promised_on > main.promised_on


def _price(offer: Offer) -> str:
    if offer.price_ore is None:
        return ""
    return f"{kronor(offer.price_ore)} {_('per month')}" if offer.price_kind == "rent_per_month" else kronor(offer.price_ore)


def begun(viewer: Viewer, prescription_key: UUID) -> dict[str, Any]:
    """What a draft of the order held, for the form; nothing when none was begun."""
    draft = draft_of(viewer, prescription_key)
    if draft is None:
        return {}
    wanted = draft.wanted
    pieces = {f"accessory_{number}": quantity for number, quantity in wanted["accessories"].items()}
    rest = {name: wanted[name] for name in ("delivery_point_id", "note", "own_only", "pieces") if wanted.get(name)}
    return {**rest, **pieces, "together": "1" if wanted["together"] else ""}


def wish(prescription_key: UUID, form: PlaceForm) -> dict[str, Any]:
    """What the form asks for now, as both placing and saving it take it."""
    given = form.cleaned_data
    return {
        "prescription_key": prescription_key,
        "delivery_point_id": given.get("delivery_point_id"),
        "accessories": tuple(Accessory(number, quantity) for number, quantity in form.chosen),
        "note": given.get("note", ""),
        "together": bool(given.get("together")),
        "own_only": given.get("own_only", ""),
        "pieces": given.get("pieces") or 1,
    }


def saved(request: HttpRequest, viewer: Viewer, prescription_key: UUID, form: PlaceForm) -> HttpResponse:
    """What is right of the form is kept; the rest is asked for when the order is placed."""
    form.is_valid()
    perform(viewer, save_draft, SaveDraft(**wish(prescription_key, form)), form=form)
    return see_other(request, "prescribing:prescription", prescription_key, message=_("The order is saved. You can go on later."))
