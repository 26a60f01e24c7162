"""The list of prescriptions: its columns, its tabs, and what an address narrows it to."""

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handtag.apps.prescriptions.queries import PrescriptionFilter
from handtag.web.ui.parts import Tab
from handtag.web.ui.tables import Column, Columns

COLUMNS = Columns(
    Column("article", gettext_lazy("Device or need"), primary=True),
    Column("person", gettext_lazy("Person")),
    Column("state", gettext_lazy("State"), kind="status", sort=True),
    Column("priority", gettext_lazy("Priority"), kind="number", sort=True),
    Column("started", gettext_lazy("Started"), kind="date", sort=True),
    Column("due", gettext_lazy("Follow-up"), kind="date", sort=True),
)
VIEWS = ("mine", "unfinished", "overdue", "all")


def view(query: QueryDict) -> str:
    """The tab that is open; one's own prescriptions when none or an unknown one is asked for."""
    asked = query.get("visa", "")
    return asked if asked in VIEWS else "mine"


def chosen(query: QueryDict) -> PrescriptionFilter:
    now = view(query)
    word = query.get("q", "").strip()[:60]
    return PrescriptionFilter(word=word, mine=now == "mine", unfinished=now == "unfinished", overdue=now == "overdue")


def tabs(query: QueryDict) -> list[Tab]:
    now = view(query)
    words = {"mine": _("Mine"), "unfinished": _("Not ordered yet"), "overdue": _("Follow-up overdue"), "all": _("The whole unit's")}
    return [Tab(words[name], f"?visa={name}", current=name == now) for name in VIEWS]
