"""A system administrator's start page: who holds which role where, and what is changed by command. No persons with devices."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from handtag.apps.organisations.queries_staff import assignments_on
from handtag.domain.access import Role, Viewer
from handtag.usecases.words import word
from handtag.web.shell.roles import ROLE_NAMES
from handtag.web.ui.tables import Column, Columns

COLUMNS = Columns(
    Column("name", _("Name"), primary=True),
    Column("username", _("Username")),
    Column("role", _("Role")),
    Column("unit", _("Unit")),
    Column("principal", _("Principal")),
    Column("from", _("From"), kind="date"),
    Column("to", _("To"), kind="date"),
)
COMMANDS = (
    ("handtag issue_token", _("gives a program access to the interface, in one role")),
    ("handtag agreement check", _("checks an agreement before it is published")),
    ("handtag publish_agreement", _("publishes a version of an agreement, for ever")),
    ("handtag verify", _("counts the ledgers again and says where they do not add up")),
)


def show(viewer: Viewer, on: date) -> dict[str, Any]:
    held = assignments_on(viewer, on)
    rows = [(one, ROLE_NAMES[Role(one.role)], word(one.profession) if one.profession else "") for one in held]
    return {"columns": COLUMNS, "commands": COMMANDS, "rows": rows, "users": len({one.user_id for one in held})}
