"""What has been done to a draft, as events people read."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.web.ui.differences import GROUPS
from handtag.web.ui.parts import Event

ACTIONS: Mapping[str, str | Promise] = {
    "started": _("Begun"),
    "put": _("Changed"),
    "removed": _("Removed"),
    "moved": _("Moved"),
    "submitted": _("Submitted for approval"),
    "withdrawn": _("Taken back"),
    "rejected": _("Sent back"),
    "approved": _("Approved and published"),
}


def events(log: Sequence[Any]) -> list[Event]:
    """The log, the latest first."""
    return [Event(change.at, _title(change), change.by.name, change.comment) for change in log]


def _title(change: Any) -> str:
    said = _("Added") if change.action == "put" and change.old is None else ACTIONS[change.action]
    return f"{said}: {GROUPS.get(change.kind, '')} {change.part}".strip() if change.kind else str(said)


def revision_note(log: Sequence[Any]) -> str:
    """Why the draft was sent back, when that is the last thing that happened to it."""
    steps = [change for change in log if change.action in {"submitted", "rejected", "withdrawn"}]
    return steps[0].comment if steps and steps[0].action == "rejected" else ""
