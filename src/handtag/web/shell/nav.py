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


@dataclass(frozen=True)
class MenuItem:
    label: str
    url: str
    icon: str
    current: bool


PLACES: tuple[Place, ...] = (
    Place(_("Start"), "home:start", "home"),
    Place(_("People"), "people:search", "people", Permission.OPEN_PERSON),
    Place(_("Prescriptions"), "prescribing:list", "prescription", Permission.PRESCRIBE),
    Place(_("Orders"), "ordering:list", "order", Permission.PLACE_COLLECTION_ORDER),
    Place(_("Goods out"), "stock:picking", "stock", Permission.HANDLE_STOCK),
    Place(_("Devices"), "stock:devices", "device", Permission.READ_DEVICE),
    Place(_("Assortment"), "catalogue:search", "catalogue"),
    Place(_("Invoices"), "billing:list", "billing", Permission.READ_INVOICE),
    Place(_("Who pays?"), "agreements:who_pays", "help"),
    Place(_("Agreements"), "agreements:list", "agreement"),
)


def menu_for(viewer: Viewer, path: str) -> list[MenuItem]:
    """The places this viewer may go to; the one whose address begins the current path longest is marked."""
    seen = list(_seen(viewer))
    here = max((url for _place, url in seen if _begins(path, url)), key=len, default="")
    return [MenuItem(str(place.label), url, place.icon, url == here) for place, url in seen]


def _seen(viewer: Viewer) -> Iterator[tuple[Place, str]]:
    for place in PLACES:
        if place.permission is None or viewer.may(place.permission):
            try:
                yield place, reverse(place.url_name)
            except NoReverseMatch:  # an installation may leave a whole area out of its site map
                continue


def _begins(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
