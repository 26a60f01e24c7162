"""Who may do what: permissions and roles as one table, and what part of the county a role sees. No users, no rows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    PRESCRIBER = "prescriber"
    DESK = "desk"
    STORE_WORKER = "store_worker"
    CONTROLLER = "controller"
    MUNICIPAL_DEVICE_OFFICER = "municipal_device_officer"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    STRATEGIST = "strategist"
    LOG_REVIEWER = "log_reviewer"  # checks who read about whom at one care provider
    TIMER = "timer"  # the system itself, for jobs that run by the clock


class Scope(StrEnum):
    """What a role sees: its own unit, its device centre, its principal's costs, everything (timers), or nothing about persons."""

    UNIT = "unit"
    CENTRE = "centre"
    PRINCIPAL = "principal"
    ALL = "all"
    NONE = "none"


class Permission(StrEnum):
    OPEN_PERSON = "open_person"
    REGISTER_PERSON = "register_person"
    PRESCRIBE = "prescribe"
    PLACE_ORDER = "place_order"
    PLACE_COLLECTION_ORDER = "place_collection_order"
    CANCEL_ORDER = "cancel_order"
    HANDLE_STOCK = "handle_stock"
    CONFIRM_DELIVERY = "confirm_delivery"
    READ_DEVICE = "read_device"
    READ_INVOICE = "read_invoice"
    CLOSE_MONTH = "close_month"
    CREDIT = "credit"
    MANAGE_CATALOGUE = "manage_catalogue"
    MANAGE_ORGANISATION = "manage_organisation"
    PUBLISH_AGREEMENT = "publish_agreement"
    DRAFT_AGREEMENT = "draft_agreement"
    APPROVE_AGREEMENT = "approve_agreement"
    ANALYSE_COSTS = "analyse_costs"
    DELIVER_EFFECTS = "deliver_effects"
    REVIEW_LOG = "review_log"
    SEAL_LOG = "seal_log"


_P = Permission
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.PRESCRIBER: frozenset(
        {
            _P.OPEN_PERSON,
            _P.REGISTER_PERSON,
            _P.PRESCRIBE,
            _P.PLACE_ORDER,
            _P.PLACE_COLLECTION_ORDER,
            _P.CANCEL_ORDER,
            _P.READ_DEVICE,
        }
    ),
    Role.DESK: frozenset(
        {
            _P.OPEN_PERSON,
            _P.REGISTER_PERSON,
            _P.PLACE_COLLECTION_ORDER,
            _P.CANCEL_ORDER,
            _P.CONFIRM_DELIVERY,
            _P.HANDLE_STOCK,
            _P.READ_DEVICE,
            _P.MANAGE_CATALOGUE,
        }
    ),
    Role.STORE_WORKER: frozenset({_P.HANDLE_STOCK, _P.CONFIRM_DELIVERY, _P.READ_DEVICE}),
    Role.CONTROLLER: frozenset({_P.READ_INVOICE, _P.CLOSE_MONTH, _P.CREDIT, _P.READ_DEVICE, _P.ANALYSE_COSTS}),
    Role.MUNICIPAL_DEVICE_OFFICER: frozenset({_P.READ_INVOICE, _P.READ_DEVICE}),
    Role.SYSTEM_ADMINISTRATOR: frozenset({_P.MANAGE_ORGANISATION, _P.PUBLISH_AGREEMENT, _P.MANAGE_CATALOGUE}),
    Role.STRATEGIST: frozenset({_P.DRAFT_AGREEMENT, _P.APPROVE_AGREEMENT, _P.ANALYSE_COSTS}),
    Role.LOG_REVIEWER: frozenset({_P.REVIEW_LOG}),
    Role.TIMER: frozenset(
        {_P.CLOSE_MONTH, _P.DELIVER_EFFECTS, _P.PUBLISH_AGREEMENT, _P.MANAGE_ORGANISATION, _P.MANAGE_CATALOGUE, _P.SEAL_LOG}
    ),
}

ROLE_SCOPE: dict[Role, Scope] = {
    Role.PRESCRIBER: Scope.UNIT,
    Role.DESK: Scope.CENTRE,
    Role.STORE_WORKER: Scope.CENTRE,
    Role.CONTROLLER: Scope.PRINCIPAL,
    Role.MUNICIPAL_DEVICE_OFFICER: Scope.PRINCIPAL,
    Role.SYSTEM_ADMINISTRATOR: Scope.NONE,
    Role.STRATEGIST: Scope.NONE,
    Role.LOG_REVIEWER: Scope.NONE,  # reads the log of its principal through the queries of the log alone
    Role.TIMER: Scope.ALL,
}


@dataclass(frozen=True)
class Viewer:
    """Someone in one role at one unit on one day: what every query and use case is told about who asks.

    `centre_id` is the device centre that serves the unit; `runs_centre` says that the unit's principal runs that centre,
    so that its controller closes months and sees every payer's invoices.
    """

    user_id: int
    code: str
    name: str
    role: Role
    unit_id: int
    principal_id: int
    county_id: int
    centre_id: int
    on: date
    assignment_id: int = 0
    profession: str = ""
    runs_centre: bool = False
    unit_name: str = ""
    principal_name: str = ""

    @property
    def scope(self) -> Scope:
        return ROLE_SCOPE[self.role]

    def may(self, permission: Permission) -> bool:
        return permission in ROLE_PERMISSIONS[self.role]
