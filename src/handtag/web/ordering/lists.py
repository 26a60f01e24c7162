"""The list of orders: its columns, its tabs, and what an address narrows it to."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handtag.apps.orders.queries import OrderFilter, unread_count
from handtag.domain.access import Permission, Viewer
from handtag.web.ui.parts import Tab
from handtag.web.ui.tables import Column, Columns

COLUMNS = Columns(
    Column("number", gettext_lazy("Order"), sort=True, primary=True),
    Column("what", gettext_lazy("What")),
    Column("person", gettext_lazy("Person")),
    Column("unit", gettext_lazy("Unit")),
    Column("state", gettext_lazy("State"), kind="status", sort=True),
    Column("placed", gettext_lazy("Placed"), kind="date", sort=True),
    Column("promised", gettext_lazy("Promised"), kind="date", sort=True),
)


def _places(viewer: Viewer) -> bool:
    return viewer.may(Permission.PLACE_ORDER) or viewer.may(Permission.ORDER_EQUIPMENT)


def view(query: QueryDict, viewer: Viewer) -> str:
    """The tab asked for; a prescriber starts with the own orders, the others with what is under way."""
    asked = query.get("visa", "")
    return asked if asked in ("mine", "open", "overdue", "all") else "mine" if _places(viewer) else "open"


def chosen(query: QueryDict, viewer: Viewer) -> OrderFilter:
    now = view(query, viewer)
    return OrderFilter(
        word=query.get("q", "").strip()[:60],
        state=query.get("state", "")[:20],
        mine=now == "mine",
        open=now in ("open", "overdue"),
        overdue=now == "overdue",
    )


def tabs(query: QueryDict, viewer: Viewer, *, here: str = "") -> list[Tab]:
    """The orders by what is asked of them; beside them what can be withdrawn, equipment, messages. `here` is one of those."""
    now = here or view(query, viewer)
    words = {"mine": _("Mine"), "open": _("Under way"), "overdue": _("Delayed"), "all": _("All")}
    if not _places(viewer):
        del words["mine"]
    found = [Tab(word, f"{reverse('ordering:list')}?visa={name}", current=name == now) for name, word in words.items()]
    if viewer.may(Permission.WITHDRAW):
        found.append(Tab(_("Withdrawals"), reverse("ordering:withdrawals"), current=now == "withdrawals"))
    if viewer.may(Permission.ORDER_EQUIPMENT):
        found.append(Tab(_("At the unit"), reverse("ordering:equipment_here"), current=now == "equipment"))
    unread = unread_count(viewer)
    told = _("Messages (%(unread)s)") % {"unread": unread} if unread else _("Messages")
    return [*found, Tab(told, reverse("ordering:messages"), current=now == "messages")]
