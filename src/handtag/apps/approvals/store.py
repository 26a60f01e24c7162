"""Rows of approvals: rules, requests and their events, what payers are told, delegations."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from handtag.apps.approvals.appeals import Appeal, AppealLevel
from handtag.apps.approvals.meetings import AgendaItem, GroupMember, Meeting
from handtag.apps.approvals.models import LONGEST, Approval, ApprovalEvent, ApprovalRule, CostNotice, Delegation
from handtag.apps.catalogue.models import Article, PriceVersion
from handtag.apps.orders.models import OrderLine
from handtag.apps.organisations.models import Assignment
from handtag.apps.people.identity import joined
from handtag.apps.people.models import Person
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.apps.stock.models import Device
from handtag.domain import approving
from handtag.domain.access import ROLES, Permission, Role, Viewer
from handtag.domain.renting import price_on
from handtag.domain.values.errors import NotFound

UNDER_WAY = ("placed", "allocated", "picked", "sent")


def in_force(on: date) -> Q:
    """Rows whose days, both included, hold a day."""
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))


def rules_for(county_id: int, on: date) -> list[approving.Rule]:
    """The county's rules in force on a day."""
    rows = ApprovalRule.objects.filter(in_force(on), county_id=county_id).order_by("pk")
    return [approving.Rule(row.pk, row.kind, row.decider, row.days, row.source, row.iso_prefix, row.over_ore) for row in rows]


def add_rule(**columns: Any) -> ApprovalRule:
    return ApprovalRule.objects.create(**columns)


def lock_rule(viewer: Viewer, rule_id: int) -> ApprovalRule:
    """A rule of the viewer's county. Raises NotFound."""
    found = ApprovalRule.objects.select_for_update().filter(pk=rule_id, county_id=viewer.county_id).first()
    if found is None:
        raise NotFound("approvals.no_rule")
    return found


def end_rule(rule: ApprovalRule, on: date) -> None:
    ApprovalRule.objects.filter(pk=rule.pk).update(valid_to=on)


def forecast_of(article: Article, on: date) -> approving.Forecast:
    """What one piece of the article costs at the price in force on a day."""
    versions = PriceVersion.objects.filter(article=article).order_by("valid_from")
    price = price_on([(version.valid_from, version) for version in versions], on)
    return approving.Forecast(None if price is None else price.amount_ore, price is not None and price.kind == "rent_per_month")


def had_by(person: Person, *, but: Prescription) -> tuple[str, ...]:
    """ISO codes of the devices the person has, or that are on their way to her on another prescription."""
    hers = joined(Person.objects.filter(pk=person.pk).values("pk"), "person_id")
    there = Device.objects.filter(hers).values_list("article__iso_code", flat=True)
    same = joined(Person.objects.filter(pk=person.pk).values("pk"), "order__person_id")
    lines = OrderLine.objects.filter(same, state__in=UNDER_WAY, article__kind="device").exclude(order__prescription=but)
    return (*there, *lines.values_list("article__iso_code", flat=True))


def tell_payer(decision: PrescriptionDecision, unit_id: int, forecast: approving.Forecast, *, at: datetime) -> CostNotice:
    notice: CostNotice = CostNotice.objects.create(
        decision=decision, unit_id=unit_id, article_id=decision.article_id, payer_id=decision.payer_id, unit_ore=forecast.unit_ore,
        is_rent=forecast.is_rent, months=forecast.months, total_ore=forecast.total_ore, told_at=at,
    )  # fmt: skip
    return notice


def raise_approval(decision: PrescriptionDecision, prescription: Prescription, forecast: approving.Forecast, **columns: Any) -> Approval:
    """A need of approval that nobody has asked for yet."""
    approval: Approval = Approval.objects.create(
        decision=decision, prescription=prescription, unit_id=prescription.unit_id, article_id=decision.article_id,
        payer_id=decision.payer_id, unit_ore=forecast.unit_ore, is_rent=forecast.is_rent, months=forecast.months,
        pieces=forecast.pieces, total_ore=forecast.total_ore, **columns,
    )  # fmt: skip
    return approval


def open_approvals(prescription: Prescription) -> list[Approval]:
    """Those that still rest on an earlier choice, locked."""
    return list(Approval.objects.select_for_update().filter(prescription=prescription).exclude(state="dropped").order_by("pk"))


def of_decision(decision: PrescriptionDecision) -> list[Approval]:
    return list(Approval.objects.filter(decision=decision).exclude(state="dropped").select_related("payer").order_by("pk"))


def lock_approval(viewer: Viewer, key: UUID) -> Approval:
    """A request that the viewer may see, locked. Raises NotFound."""
    return lock_approvals(viewer, [key])[0]


def lock_approvals(viewer: Viewer, keys: Iterable[UUID]) -> list[Approval]:
    """Requests that the viewer may see, each once and locked, in one order. Raises NotFound when one is not among them."""
    wanted = set(keys)
    rows = Approval.objects.visible_to(viewer).select_for_update(of=("self",)).filter(key__in=wanted)
    found = list(rows.select_related("payer", "article").order_by("pk"))
    if not found or len(found) != len(wanted):
        raise NotFound("approvals.no_approval")
    return found


def note(approval: Approval, event: str, *, words: str, by: str, at: datetime, **columns: Any) -> None:
    """An event of a locked request, which moves it on. Raises Refused when it cannot happen now."""
    approval.state = approving.after(approval.state, event)
    for name, value in columns.items():
        setattr(approval, name, value)
    approval.save(update_fields=["state", *columns])
    ApprovalEvent.objects.create(approval=approval, kind=event, note=words.strip()[:LONGEST], at=at, by=by)


def begin(approval: Approval, *, by: str, at: datetime) -> None:
    ApprovalEvent.objects.create(approval=approval, kind="raised", at=at, by=by)


def delegations_of(user_id: int, principal_id: int) -> list[approving.Delegation]:
    """What someone has been given to approve at a principal, whenever."""
    rows = Delegation.objects.filter(user_id=user_id, principal_id=principal_id)
    return [approving.Delegation(row.valid_from, row.valid_to, row.limit_ore) for row in rows]


def add_delegation(**columns: Any) -> Delegation:
    delegation: Delegation = Delegation.objects.create(**columns)
    return delegation


def lock_delegation(viewer: Viewer, delegation_id: int) -> Delegation:
    """A delegation at the viewer's principal. Raises NotFound."""
    found: Delegation | None = Delegation.objects.visible_to(viewer).select_for_update().filter(pk=delegation_id).first()
    if found is None:
        raise NotFound("approvals.no_delegation")
    return found


def end_delegation(delegation: Delegation, on: date) -> None:
    Delegation.objects.filter(pk=delegation.pk).update(valid_to=on)


def may_be_approver(user_id: int, principal_id: int, on: date) -> bool:
    """Whether someone works at the principal on a day in a role that approves costs."""
    roles = [role.value for role in Role if Permission.APPROVE_COST in ROLES[role].permissions]
    held = Assignment.objects.filter(in_force(on), user_id=user_id, unit__principal_id=principal_id, role__in=roles, withdrawn_at=None)
    return held.exclude(approved_by="").exists()


def to_remind(on: date, *, before_days: int, every_days: int, now: datetime) -> list[Approval]:
    """Requests that fall due within some days or have, and about which nobody has been reminded lately; locked."""
    lately = ApprovalEvent.objects.filter(kind="reminded", at__gt=now - timedelta(days=every_days)).values("approval_id")
    rows = Approval.objects.select_for_update().filter(state="asked", due_on__lte=on + timedelta(days=before_days))
    return list(rows.exclude(pk__in=lately).order_by("pk"))


def works_in(county_id: int, user_id: int, on: date) -> bool:
    """Whether someone has a role in the county on a day."""
    held = Assignment.objects.filter(in_force(on), user_id=user_id, unit__principal__county_id=county_id, withdrawn_at=None)
    return held.exclude(approved_by="").exists()


def seat(county_id: int, user_id: int, **columns: Any) -> GroupMember:
    """A seat in the group, or another one for who has one."""
    member: GroupMember = GroupMember.objects.update_or_create(county_id=county_id, user_id=user_id, defaults=columns)[0]
    return member


def seats(county_id: int, on: date) -> dict[int, str]:
    """Who sits in the group on a day: user number and seat."""
    return dict(GroupMember.objects.filter(in_force(on), county_id=county_id).values_list("user_id", "seat"))


def meets_on(county_id: int, on: date) -> bool:
    return Meeting.objects.filter(county_id=county_id, held_on=on).exists()


def add_meeting(**columns: Any) -> Meeting:
    meeting: Meeting = Meeting.objects.create(**columns)
    return meeting


def lock_meeting(viewer: Viewer, meeting_id: int) -> Meeting:
    """A meeting of the viewer's county. Raises NotFound."""
    found: Meeting | None = Meeting.objects.visible_to(viewer).select_for_update().filter(pk=meeting_id).first()
    if found is None:
        raise NotFound("approvals.no_meeting")
    return found


def is_tabled(meeting: Meeting, approval: Approval) -> bool:
    return AgendaItem.objects.filter(meeting=meeting, approval=approval).exists()


def table(meeting: Meeting, approval: Approval, *, by: str, at: datetime) -> None:
    AgendaItem.objects.create(meeting=meeting, approval=approval, put_by=by, put_at=at)


def note_present(meeting: Meeting, present: Iterable[int]) -> None:
    meeting.present = sorted(set(present))
    meeting.save(update_fields=["present"])


def levels(county_id: int) -> dict[int, AppealLevel]:
    """The county's levels of appeal by their number."""
    return {row.level: row for row in AppealLevel.objects.filter(county_id=county_id)}


def set_level(county_id: int, level: int, **columns: Any) -> AppealLevel:
    return AppealLevel.objects.update_or_create(county_id=county_id, level=level, defaults=columns)[0]


def levels_tried(approval: Approval) -> int:
    """How far up the case has been."""
    return max(Appeal.objects.filter(approval=approval).values_list("level", flat=True), default=0)


def add_appeal(approval: Approval, level: AppealLevel, **columns: Any) -> Appeal:
    appeal: Appeal = Appeal.objects.create(
        approval=approval, county_id=approval.county_id, level=level.level, name=level.name, role=level.role, **columns
    )
    return appeal


def appeal_for(viewer: Viewer, appeal_id: int) -> Appeal:
    """An appeal that the viewer may try. Raises NotFound."""
    found: Appeal | None = Appeal.objects.visible_to(viewer).filter(pk=appeal_id).first()
    if found is None:
        raise NotFound("approvals.no_appeal")
    return found


def lock_again(approval_id: int) -> Approval:
    """The request of an appeal, locked: for who came to it through the appeal."""
    locked: Approval = Approval.objects.select_for_update().get(pk=approval_id)
    return locked


def lock_appeal(appeal: Appeal) -> Appeal:
    locked: Appeal = Appeal.objects.select_for_update().get(pk=appeal.pk)
    return locked


def try_appeal(appeal: Appeal, verdict: str, *, by: str, at: datetime) -> None:
    appeal.verdict, appeal.decided_by, appeal.decided_at = verdict, by, at
    appeal.save(update_fields=["verdict", "decided_by", "decided_at"])
