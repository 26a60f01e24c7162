"""The menu as data: where each place is, and which permission shows it. A role's menu follows from its permissions."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.domain.access import Permission, Viewer


@dataclass(frozen=True)
class Place:
    """A place in the menu; without a permission everyone who is signed in sees it."""

    label: str | Promise
    url_name: str
    icon: str
    permission: Permission | None = None
    also: tuple[str, ...] = ()
    """Other pages that belong to the place although their addresses do not begin with its own."""


@dataclass(frozen=True)
class MenuItem:
    label: str
    url: str
    icon: str
    current: bool


PLACES: tuple[Place, ...] = (
    Place(_("Start"), "home:start", "home"),
    Place(_("People"), "people:search", "people", Permission.OPEN_PERSON),
    Place(_("Prescriptions"), "prescribing:list", "prescription", Permission.PREPARE, also=("following:list",)),
    Place(_("Exceptions from the agreement"), "prescribing:exceptions", "approve", Permission.MAKE_EXCEPTION),
    Place(_("Rights"), "rights:prescribers", "approve", Permission.READ_RIGHTS),
    Place(_("Courses"), "rights:courses", "calendar", Permission.HOLD_COURSES),
    Place(_("Orders"), "ordering:list", "order", Permission.READ_ORDER),
    Place(_("Scan"), "floor:scan", "barcode", Permission.HANDLE_STOCK),
    Place(_("Goods out"), "stock:picking", "stock", Permission.HANDLE_STOCK, also=("stock:sending", "stock:confirming")),
    Place(_("Goods in"), "purchasing:receipts", "delivery", Permission.HANDLE_STOCK, also=("stock:receive",)),
    Place(_("To buy"), "purchasing:need", "order", Permission.PURCHASE),
    Place(_("Exceptions"), "purchasing:exceptions", "approve", Permission.APPROVE_PURCHASE),
    Place(_("Devices"), "stock:devices", "device", Permission.READ_DEVICE, also=("stock:stores", "stock:transfers")),
    Place(_("Assortment"), "catalogue:search", "catalogue"),
    Place(_("Framework agreements"), "procurement:list", "document", Permission.PROCURE),
    Place(_("Invoices"), "billing:list", "billing", Permission.READ_INVOICE),
    Place(_("Cost shift"), "analysis:overview", "chart", Permission.ANALYSE_COSTS),
    Place(_("Who pays?"), "agreements:who_pays", "help", also=("agreements:same_person",)),
    Place(_("Agreements"), "agreements:list", "agreement"),
    Place(_("Users"), "administration:list", "lock", Permission.MANAGE_ORGANISATION),
    Place(_("Takeover"), "takeover:list", "delivery", Permission.TAKE_OVER),
    Place(_("Drafts of agreements"), "drafting:list", "edit", Permission.DRAFT_AGREEMENT),
    Place(_("The log"), "audit:list", "eye", Permission.REVIEW_LOG),
    Place(_("Extracts of the register"), "people:register_extracts", "document", Permission.HAND_OUT_REGISTER),
    Place(_("Retention"), "retention:list", "waste", Permission.APPROVE_CULLING),
)


def menu_for(viewer: Viewer, path: str) -> list[MenuItem]:
    """The places this viewer may go to; the one whose address begins the current path longest is marked."""
    seen = list(_seen(viewer))
    begun = [(url, place) for place, _url in seen for url in _addresses(place) if _begins(path, url)]
    here = max(begun, key=lambda one: len(one[0]), default=("", None))[1]
    return [MenuItem(str(place.label), url, place.icon, place is here) for place, url in seen]


def _seen(viewer: Viewer) -> Iterator[tuple[Place, str]]:
    for place in PLACES:
        if place.permission is None or viewer.may(place.permission):
            url = next(_addresses(place), "")
            if url:  # an installation may leave a whole area out of its site map
                yield place, url


def _addresses(place: Place) -> Iterator[str]:
    """The place's own address first, then those that belong to it; those that are not in the site map are left out."""
    for name in (place.url_name, *place.also):
        try:
            yield reverse(name)
        except NoReverseMatch:
            if name == place.url_name:
                return


def _begins(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
