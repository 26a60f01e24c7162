"""What codes of approvals are called on their pages, and how a request looks."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.apps.approvals.queries import VIEWS
from handtag.usecases.words_approvals import EVENTS, RULE_KINDS
from handtag.web.ui.parts import Colour, Event, Tab
from handtag.web.ui.tables import Column, Columns

COLUMNS = Columns(
    Column("pick", _lazy("Choose"), kind="actions"),
    Column("article", _lazy("What"), primary=True),
    Column("unit", _lazy("Asked by")),
    Column("why", _lazy("Why it needs an approval")),
    Column("cost", _lazy("Forecast"), kind="number"),
    Column("due", _lazy("Answer by"), kind="date"),
    Column("state", _lazy("State"), kind="status"),
)
APPEALS = Columns(
    Column("article", _lazy("What"), primary=True),
    Column("level", _lazy("Level")),
    Column("due", _lazy("Answer by"), kind="date"),
    Column("state", _lazy("State"), kind="status"),
)
COSTS = Columns(
    Column("article", _lazy("What"), primary=True),
    Column("unit", _lazy("Prescribed by")),
    Column("rent", _lazy("Each month or price"), kind="number"),
    Column("cost", _lazy("Forecast"), kind="number"),
    Column("told", _lazy("Told"), kind="date"),
)
VIEW_NAMES = {"waiting": _lazy("Waiting"), "returned": _lazy("Sent back"), "decided": _lazy("Decided"), "all": _lazy("All")}
COLOURS: dict[str, Colour] = {"approved": "success", "upheld": "success", "refused": "danger", "dismissed": "danger", "question": "warning"}


def view(query: QueryDict) -> str:
    asked = query.get("visa", "")
    return asked if asked in VIEWS else "waiting"


def tabs(now: str) -> list[Tab]:
    return [Tab(str(name), f"?visa={code}", current=code == now) for code, name in VIEW_NAMES.items()]


def why(reasons: list[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Each reason in words, and where it stands."""
    return [(str(RULE_KINDS[one["kind"]]), str(one["source"])) for one in reasons]


def timeline(approval: Any, names: Mapping[str, str]) -> list[Event]:
    """What happened, the latest first; a person by name, the system as nobody."""
    return [
        Event(event.at, str(EVENTS[event.kind]), text=". ".join(filter(None, (names.get(event.by, ""), event.note))),
              colour=COLOURS.get(event.kind, "neutral"))
        for event in approval.events.all()
    ]  # fmt: skip


def counted(approval: Any) -> str:
    """How the forecast comes about."""
    if approval.unit_ore is None:
        return _("no price is set")
    if approval.is_rent:
        return _("rent a month × %(months)s months × %(pieces)s") % {"months": approval.months, "pieces": approval.pieces}
    return _("price × %(pieces)s") % {"pieces": approval.pieces}
