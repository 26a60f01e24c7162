"""What the roles are called on the pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from handtag.domain.access import Role

ROLE_NAMES: dict[Role, str | Promise] = {
    Role.PRESCRIBER: _("Prescriber"),
    Role.STUDENT: _("Student under supervision"),
    Role.ASSISTANT: _("Assistant"),
    Role.UNIT_MANAGER: _("Unit manager"),
    Role.DESK: _("Order desk"),
    Role.STORE_WORKER: _("Store worker"),
    Role.TECHNICIAN: _("Technician"),
    Role.BUYER: _("Buyer"),
    Role.CONSULTANT: _("Device consultant"),
    Role.QUALITY_COORDINATOR: _("Quality coordinator"),
    Role.COST_CENTRE_APPROVER: _("Cost centre approver"),
    Role.CONTROLLER: _("Controller"),
    Role.MUNICIPAL_DEVICE_OFFICER: _("Municipal device officer"),
    Role.SYSTEM_ADMINISTRATOR: _("System administrator"),
    Role.TAKEOVER_LEAD: _("Takeover lead"),
    Role.STRATEGIST: _("Strategist"),
    Role.BOARD_SECRETARY: _("Board secretary"),
    Role.BOARD_MEMBER: _("Board member"),
    Role.AUDITOR: _("Auditor"),
    Role.LOG_REVIEWER: _("Log reviewer"),
    Role.INTEGRATION_CLIENT: _("Integration client"),
    Role.PERSON: _("Person with a device"),
    Role.TIMER: _("The system itself"),
}
