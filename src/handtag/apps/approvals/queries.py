"""Approvals as pages and interfaces read them: what waits, one request, what payers were told, rules, delegations. No persons."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from handtag.apps.access.models import User
from handtag.apps.approvals.appeals import Appeal, AppealLevel
from handtag.apps.approvals.meetings import AgendaItem, GroupMember, Meeting
from handtag.apps.approvals.models import Approval, ApprovalEvent, ApprovalRule, CostNotice, Delegation
from handtag.apps.organisations.models import Assignment
from handtag.domain import approving
from handtag.domain.access import ROLES, Permission, Role, Viewer
from handtag.domain.values.errors import NotFound

VIEWS: dict[str, Q] = {
    "waiting": Q(state="asked"),
    "returned": Q(state="returned"),
    "decided": Q(state__in=["approved", "refused", "appealed"]),
    "all": ~Q(state__in=["needed", "dropped"]),
}


def approvals_for_list(viewer: Viewer, view: str = "waiting") -> QuerySet[Approval]:
    """What the viewer may see, soonest due first; whoever asks also sees what nobody has asked for yet."""
    rows: QuerySet[Approval] = Approval.objects.visible_to(viewer)
    wanted = VIEWS.get(view, VIEWS["waiting"])
    if view == "all" and viewer.may(Permission.PRESCRIBE):
        wanted = ~Q(state="dropped")
    found = rows.filter(wanted).select_related("article", "unit", "payer")
    return found.order_by(F("due_on").asc(nulls_last=True) if view != "decided" else F("decided_at").desc(), "pk")


def approval_for_page(viewer: Viewer, key: UUID) -> Approval:
    """One request with what happened to it. Raises NotFound."""
    rows: QuerySet[Approval] = Approval.objects.visible_to(viewer)
    events = Prefetch("events", queryset=ApprovalEvent.objects.order_by("-pk"))
    found = rows.filter(key=key).select_related("article", "unit", "payer", "decision__agreement_version").prefetch_related(events).first()
    if found is None:
        raise NotFound("approvals.no_approval")
    return found


def approvals_of(viewer: Viewer, prescription_key: UUID) -> list[Approval]:
    """What a prescription of the viewer's unit needs now."""
    rows: QuerySet[Approval] = Approval.objects.visible_to(viewer)
    return list(rows.filter(prescription__key=prescription_key).exclude(state="dropped").select_related("payer").order_by("pk"))


def to_ask(viewer: Viewer, prescription_key: UUID) -> Approval | None:
    """What the prescription needs and nobody has asked for."""
    return next((one for one in approvals_of(viewer, prescription_key) if one.state == "needed"), None)


def count_waiting(viewer: Viewer) -> int:
    """How many requests the viewer's own side is to do something about."""
    wanted = Q(state__in=["needed", "returned"]) if viewer.may(Permission.PRESCRIBE) else Q(state="asked")
    rows: QuerySet[Approval] = Approval.objects.visible_to(viewer)
    return rows.filter(wanted).count()


def cost_notices(viewer: Viewer) -> QuerySet[CostNotice]:
    """What others have prescribed at the viewer's principal's cost, the latest first."""
    rows: QuerySet[CostNotice] = CostNotice.objects.visible_to(viewer)
    return rows.select_related("article", "unit__principal", "decision__agreement_version").order_by("-pk")


def rules_of(viewer: Viewer, on: date) -> QuerySet[ApprovalRule]:
    """The county's rules that hold or are to hold: what everyone may read, like the agreement."""
    return ApprovalRule.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on), county_id=viewer.county_id).order_by(
        "kind", "iso_prefix", "pk"
    )


def delegations_for(viewer: Viewer, on: date) -> QuerySet[Delegation]:
    """Who approves at the viewer's principal, today or later, and whom they stand in for."""
    rows: QuerySet[Delegation] = Delegation.objects.visible_to(viewer)
    return rows.filter(Q(valid_to=None) | Q(valid_to__gte=on)).select_related("user", "stands_in_for").order_by("user__name", "pk")


def own_limit(viewer: Viewer, on: date) -> tuple[bool, int | None]:
    """Whether the viewer may approve costs today, and up to how much (None: any)."""
    rows: QuerySet[Delegation] = Delegation.objects.visible_to(viewer)
    held = [approving.Delegation(row.valid_from, row.valid_to, row.limit_ore) for row in rows.filter(user_id=viewer.user_id)]
    today = [one.limit_ore for one in held if one.holds(on)]
    return bool(today), None if None in today else max((limit or 0 for limit in today), default=0)


def approvers(viewer: Viewer, on: date) -> list[tuple[int, str]]:
    """Those at the viewer's principal who may be given the right to approve: number and name."""
    roles = [role.value for role in Role if Permission.APPROVE_COST in ROLES[role].permissions]
    held = Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), unit__principal_id=viewer.principal_id, role__in=roles, valid_from__lte=on,
        withdrawn_at=None,
    ).exclude(approved_by="")  # fmt: skip
    return list(User.objects.filter(pk__in=held.values("user_id")).exclude(pk=viewer.user_id).order_by("name").values_list("pk", "name"))


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """The names behind codes like `user:12`: for whoever may read the request."""
    numbers = [code.removeprefix("user:") for code in codes if code.startswith("user:")]
    return {f"user:{pk}": name for pk, name in User.objects.filter(pk__in=[n for n in numbers if n.isdecimal()]).values_list("pk", "name")}


def members(viewer: Viewer, on: date) -> QuerySet[GroupMember]:
    """Who sits in the county's group on a day or later, with their names."""
    rows: QuerySet[GroupMember] = GroupMember.objects.visible_to(viewer)
    return rows.filter(Q(valid_to=None) | Q(valid_to__gte=on)).select_related("user").order_by("seat", "user__name")


def staff(viewer: Viewer, on: date) -> list[tuple[int, str]]:
    """Those who work in the county and may get a seat in its group: number, name and unit."""
    held = Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), unit__principal__county_id=viewer.county_id, valid_from__lte=on, withdrawn_at=None
    ).exclude(approved_by="")
    rows = held.order_by("user__name", "user_id").values_list("user_id", "user__name", "unit__name")
    return [(pk, f"{name}, {unit}") for pk, name, unit in {pk: (pk, name, unit) for pk, name, unit in rows}.values()]


def meetings(viewer: Viewer) -> QuerySet[Meeting]:
    """The group's meetings, the latest first."""
    rows: QuerySet[Meeting] = Meeting.objects.visible_to(viewer)
    return rows.order_by("-held_on")


def meeting_for_page(viewer: Viewer, meeting_id: int) -> Meeting:
    """A meeting with its agenda. Raises NotFound."""
    items = Prefetch(
        "items", queryset=AgendaItem.objects.select_related("approval__article", "approval__unit", "approval__payer").order_by("pk")
    )
    found = meetings(viewer).filter(pk=meeting_id).prefetch_related(items).first()
    if found is None:
        raise NotFound("approvals.no_meeting")
    return found


def to_table(viewer: Viewer, meeting: Meeting) -> list[Approval]:
    """What waits for the group and is not on this agenda."""
    rows: QuerySet[Approval] = Approval.objects.visible_to(viewer)
    return list(
        rows.filter(state="asked").exclude(agenda_items__meeting=meeting).select_related("article", "unit").order_by("due_on", "pk")
    )


def levels_of(viewer: Viewer) -> QuerySet[AppealLevel]:
    """The county's levels of appeal, the lowest first."""
    return AppealLevel.objects.filter(county_id=viewer.county_id).order_by("level")


def appeals_for(viewer: Viewer) -> QuerySet[Appeal]:
    """Those that the viewer is to try or has tried, those that wait first."""
    rows: QuerySet[Appeal] = Appeal.objects.visible_to(viewer)
    return rows.select_related("approval__article", "approval__unit").order_by(F("decided_at").desc(nulls_first=True), "due_on", "pk")


def appeal_for_page(viewer: Viewer, appeal_id: int) -> Appeal:
    """One appeal with its request and what happened to it. Raises NotFound."""
    events = Prefetch("approval__events", queryset=ApprovalEvent.objects.order_by("-pk"))
    found = appeals_for(viewer).filter(pk=appeal_id).select_related("approval__payer").prefetch_related(events).first()
    if found is None:
        raise NotFound("approvals.no_appeal")
    return found
