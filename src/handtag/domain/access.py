"""Who may do what: permissions and roles as one table, and what part of the county a role sees. No users, no rows."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Role(StrEnum):
    PRESCRIBER = "prescriber"
    STUDENT = "student"  # prepares prescriptions under supervision; the supervisor signs
    ASSISTANT = "assistant"  # helps the prescribers of a unit with persons and collections, prescribes nothing
    UNIT_MANAGER = "unit_manager"  # answers for what the unit has out, takes no part in the care
    DESK = "desk"
    STORE_WORKER = "store_worker"
    TECHNICIAN = "technician"
    BUYER = "buyer"
    CONSULTANT = "consultant"  # the centre's expert who advises prescribers
    QUALITY_COORDINATOR = "quality_coordinator"
    COST_CENTRE_APPROVER = "cost_centre_approver"
    MUNICIPAL_DEVICE_OFFICER = "municipal_device_officer"
    CONTROLLER = "controller"
    STRATEGIST = "strategist"
    BOARD_SECRETARY = "board_secretary"
    BOARD_MEMBER = "board_member"
    AUDITOR = "auditor"  # reads, changes nothing
    LOG_REVIEWER = "log_reviewer"  # checks who reads about whom at one care provider
    SYSTEM_ADMINISTRATOR = "system_administrator"
    TAKEOVER_LEAD = "takeover_lead"
    INTEGRATION_CLIENT = "integration_client"  # a program that fetches what its principal pays for
    PERSON = "person"  # someone with a device of her own
    TIMER = "timer"  # the system itself, for jobs that run by the clock


class Scope(StrEnum):
    """How much of the county a role sees. Records of persons open one person at a time, whatever the scope."""

    UNIT = "unit"  # the role's own unit
    CENTRE = "centre"  # the device centre
    CARE_PROVIDER = "care_provider"  # every unit of the care provider
    PRINCIPAL = "principal"  # what the principal pays for
    COST_CENTRE = "cost_centre"  # what the cost centre of the role's unit pays for
    COUNTY = "county"  # agreements and organisation of the county
    SELF = "self"
    NONE = "none"
    ALL = "all"


class Permission(StrEnum):
    OPEN_PERSON = "open_person"
    OPEN_ELSEWHERE = "open_elsewhere"
    OPEN_IN_EMERGENCY = "open_in_emergency"
    BLOCK_RECORDS = "block_records"
    REVEAL_ADDRESS = "reveal_address"
    REGISTER_PERSON = "register_person"
    PREPARE = "prepare"
    PRESCRIBE = "prescribe"
    READ_RIGHTS = "read_rights"
    MANAGE_RIGHTS = "manage_rights"
    HOLD_COURSES = "hold_courses"
    MAKE_EXCEPTION = "make_exception"
    ASSIGN_CASES = "assign_cases"
    READ_ORDER = "read_order"
    PLACE_ORDER = "place_order"
    PLACE_COLLECTION_ORDER = "place_collection_order"
    WITHDRAW = "withdraw"
    ORDER_EQUIPMENT = "order_equipment"
    CANCEL_ORDER = "cancel_order"
    HANDLE_STOCK = "handle_stock"
    APPROVE_STOCKTAKE = "approve_stocktake"
    DECIDE_DEVICE = "decide_device"
    CONFIRM_DELIVERY = "confirm_delivery"
    READ_DEVICE = "read_device"
    READ_INVOICE = "read_invoice"
    CLOSE_MONTH = "close_month"
    CREDIT = "credit"
    PROPOSE_ARTICLE = "propose_article"
    MANAGE_CATALOGUE = "manage_catalogue"
    PROCURE = "procure"
    PURCHASE = "purchase"
    APPROVE_PURCHASE = "approve_purchase"
    MANAGE_ORGANISATION = "manage_organisation"
    PUBLISH_AGREEMENT = "publish_agreement"
    DRAFT_AGREEMENT = "draft_agreement"
    APPROVE_AGREEMENT = "approve_agreement"
    ANALYSE_COSTS = "analyse_costs"
    DELIVER_EFFECTS = "deliver_effects"
    REVIEW_LOG = "review_log"
    SEAL_LOG = "seal_log"
    CULL = "cull"
    APPROVE_CULLING = "approve_culling"
    PERFORM_CULLING = "perform_culling"
    HAND_OUT_REGISTER = "hand_out_register"
    MERGE_PERSONS = "merge_persons"
    TAKE_OVER = "take_over"
    APPROVE_COST = "approve_cost"
    DELEGATE_APPROVALS = "delegate_approvals"
    SET_APPROVAL_RULES = "set_approval_rules"
    LEAD_APPROVAL_GROUP = "lead_approval_group"
    DECIDE_APPEAL = "decide_appeal"
    ADMIT_PERSON = "admit_person"
    SEE_OWN = "see_own"
    RECORD_REPRESENTATIVE = "record_representative"
    ANSWER_REQUEST = "answer_request"
    FIND_CASES = "find_cases"


@dataclass(frozen=True)
class Rights:
    """What a role may do, and within which part of the county."""

    scope: Scope
    permissions: frozenset[Permission]


def _rights(scope: Scope, *permissions: Permission) -> Rights:
    return Rights(scope, frozenset(permissions))


_P = Permission
ROLES: dict[Role, Rights] = {
    Role.PRESCRIBER: _rights(
        Scope.UNIT,
        _P.OPEN_PERSON, _P.OPEN_ELSEWHERE, _P.OPEN_IN_EMERGENCY, _P.BLOCK_RECORDS, _P.REVEAL_ADDRESS, _P.REGISTER_PERSON,
        _P.PRESCRIBE, _P.ASSIGN_CASES, _P.READ_ORDER, _P.PLACE_ORDER, _P.WITHDRAW, _P.PLACE_COLLECTION_ORDER, _P.CANCEL_ORDER,
        _P.READ_DEVICE, _P.PROPOSE_ARTICLE,
        _P.PREPARE, _P.PRESCRIBE, _P.READ_ORDER, _P.PLACE_ORDER, _P.WITHDRAW, _P.PLACE_COLLECTION_ORDER, _P.CANCEL_ORDER, _P.READ_DEVICE,
        _P.PROPOSE_ARTICLE,
        _P.RECORD_REPRESENTATIVE, _P.ANSWER_REQUEST,
    ),
    Role.STUDENT: _rights(Scope.UNIT, _P.OPEN_PERSON, _P.PREPARE),
    Role.ASSISTANT: _rights(
        Scope.UNIT,
        _P.OPEN_PERSON, _P.BLOCK_RECORDS, _P.REGISTER_PERSON, _P.READ_ORDER, _P.WITHDRAW, _P.PLACE_COLLECTION_ORDER, _P.CANCEL_ORDER,
        _P.READ_DEVICE,
        _P.RECORD_REPRESENTATIVE, _P.ANSWER_REQUEST,
    ),
    Role.UNIT_MANAGER: _rights(
        Scope.UNIT,
        _P.MAKE_EXCEPTION, _P.ASSIGN_CASES, _P.READ_RIGHTS,
        _P.READ_ORDER, _P.ORDER_EQUIPMENT, _P.PLACE_COLLECTION_ORDER, _P.CANCEL_ORDER, _P.READ_DEVICE
    ),
    Role.DESK: _rights(
        Scope.CENTRE,
        _P.DECIDE_DEVICE,
        _P.OPEN_PERSON, _P.REGISTER_PERSON, _P.READ_ORDER, _P.PLACE_COLLECTION_ORDER, _P.CANCEL_ORDER, _P.CONFIRM_DELIVERY,
        _P.HANDLE_STOCK, _P.APPROVE_STOCKTAKE, _P.READ_DEVICE, _P.PROPOSE_ARTICLE, _P.MANAGE_CATALOGUE, _P.MERGE_PERSONS,
        _P.RECORD_REPRESENTATIVE, _P.ANSWER_REQUEST,
    ),
    Role.STORE_WORKER: _rights(Scope.CENTRE, _P.HANDLE_STOCK, _P.CONFIRM_DELIVERY, _P.READ_DEVICE),
    Role.TECHNICIAN: _rights(Scope.CENTRE, _P.HANDLE_STOCK, _P.READ_DEVICE),
    Role.BUYER: _rights(
        Scope.CENTRE,
        _P.PROPOSE_ARTICLE, _P.MANAGE_CATALOGUE, _P.PROCURE, _P.APPROVE_STOCKTAKE, _P.READ_DEVICE, _P.PURCHASE, _P.APPROVE_PURCHASE,
    ),
    Role.CONSULTANT: _rights(
        Scope.CENTRE, _P.OPEN_PERSON, _P.OPEN_ELSEWHERE, _P.OPEN_IN_EMERGENCY, _P.REVEAL_ADDRESS, _P.READ_ORDER, _P.PLACE_COLLECTION_ORDER,
        _P.HOLD_COURSES, _P.READ_DEVICE, _P.PROPOSE_ARTICLE, _P.LEAD_APPROVAL_GROUP,
    ),
    Role.QUALITY_COORDINATOR: _rights(
        Scope.CARE_PROVIDER,
        _P.READ_RIGHTS, _P.MANAGE_RIGHTS,
        _P.REVIEW_LOG, _P.HAND_OUT_REGISTER, _P.READ_DEVICE, _P.CULL, _P.APPROVE_CULLING, _P.PERFORM_CULLING,
    ),
    Role.COST_CENTRE_APPROVER: _rights(Scope.COST_CENTRE, _P.READ_INVOICE, _P.APPROVE_COST),
    Role.MUNICIPAL_DEVICE_OFFICER: _rights(
        Scope.PRINCIPAL, _P.READ_RIGHTS, _P.MANAGE_RIGHTS, _P.READ_INVOICE, _P.READ_DEVICE, _P.APPROVE_COST
    ),
    Role.CONTROLLER: _rights(
        Scope.PRINCIPAL,
        _P.READ_INVOICE, _P.CLOSE_MONTH, _P.CREDIT, _P.READ_DEVICE, _P.ANALYSE_COSTS, _P.APPROVE_PURCHASE, _P.APPROVE_COST,
        _P.DELEGATE_APPROVALS,
    ),
    Role.STRATEGIST: _rights(
        Scope.COUNTY,
        _P.DRAFT_AGREEMENT, _P.APPROVE_AGREEMENT, _P.ANALYSE_COSTS, _P.SET_APPROVAL_RULES, _P.DELEGATE_APPROVALS, _P.DECIDE_APPEAL,
    ),
    Role.BOARD_SECRETARY: _rights(Scope.COUNTY, _P.DRAFT_AGREEMENT),
    Role.BOARD_MEMBER: _rights(Scope.COUNTY, _P.DRAFT_AGREEMENT, _P.APPROVE_AGREEMENT, _P.DECIDE_APPEAL),
    Role.AUDITOR: _rights(Scope.PRINCIPAL, _P.READ_INVOICE, _P.READ_DEVICE),
    # reads the log of its principal through the queries of the log alone
    Role.LOG_REVIEWER: _rights(Scope.NONE, _P.REVIEW_LOG, _P.APPROVE_CULLING),
    Role.SYSTEM_ADMINISTRATOR: _rights(Scope.COUNTY, _P.MANAGE_ORGANISATION, _P.PUBLISH_AGREEMENT, _P.MANAGE_CATALOGUE),
    Role.TAKEOVER_LEAD: _rights(Scope.CENTRE, _P.TAKE_OVER),
    Role.INTEGRATION_CLIENT: _rights(Scope.PRINCIPAL, _P.READ_INVOICE, _P.READ_DEVICE),
    Role.PERSON: _rights(Scope.SELF, _P.SEE_OWN),
    Role.TIMER: _rights(
        Scope.ALL,
        _P.ASSIGN_CASES,
        _P.MANAGE_RIGHTS, _P.HOLD_COURSES,
        _P.CLOSE_MONTH, _P.DELIVER_EFFECTS, _P.PUBLISH_AGREEMENT, _P.MANAGE_ORGANISATION, _P.MANAGE_CATALOGUE, _P.PROCURE, _P.SEAL_LOG,
        _P.PERFORM_CULLING,
        _P.ADMIT_PERSON, _P.FIND_CASES,
    ),
}  # fmt: skip
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {role: rights.permissions for role, rights in ROLES.items()}
SEES_ALL_BOOKS = frozenset({Role.CONTROLLER})
"""Who, at the principal that runs a centre, keeps its books and sees every payer's; the others there see what their principal pays."""


@dataclass(frozen=True)
class Viewer:
    """Someone in one role at one unit on one day: what every query and use case is told about who asks.

    `centre_id` is the device centre that serves the unit; `runs_centre` says that the unit's principal runs that centre
    and that the role keeps its books: closes months and sees every payer's invoices.
    `at` is the moment, for what ends by the hour; without it nothing of that kind is open.
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
    only: frozenset[Permission] = frozenset()
    """For a program whose key opens less than its role: these alone. Empty: all of the role's."""
    at: datetime | None = None
    cost_centre_id: int = 0
    identity: str = ""
    """Of somebody who has signed in as herself and works nowhere: the keyed digest of her identity number."""

    @property
    def scope(self) -> Scope:
        return ROLES[self.role].scope

    def may(self, permission: Permission) -> bool:
        return permission in ROLES[self.role].permissions and (not self.only or permission in self.only)


def own_viewer(identity: str, name: str, at: datetime, on: date) -> Viewer:
    """Somebody who has signed in with an electronic identity to see about herself, or about someone she acts for."""
    return Viewer(0, f"own:{identity}", name, Role.PERSON, 0, 0, 0, 0, on, at=at, identity=identity)
