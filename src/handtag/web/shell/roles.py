"""What the roles are called on the pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.domain.access import Role

ROLE_NAMES: dict[Role, str | Promise] = {
    Role.PRESCRIBER: _("Prescriber"),
    Role.DESK: _("Order desk"),
    Role.STORE_WORKER: _("Store worker"),
    Role.CONTROLLER: _("Controller"),
    Role.MUNICIPAL_DEVICE_OFFICER: _("Municipal device officer"),
    Role.SYSTEM_ADMINISTRATOR: _("System administrator"),
    Role.STRATEGIST: _("Strategist"),
    Role.LOG_REVIEWER: _("Log reviewer"),
    Role.TIMER: _("The system itself"),
}
