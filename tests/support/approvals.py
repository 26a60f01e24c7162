"""Prescriptions that need approvals in the test county: Cilla in Luleå prescribes what the region pays, Gun approves for the region."""

from collections.abc import Callable
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.support import agreement
from tests.support.prescribing import chosen
from tests.support.world import TODAY, World

from handtag.apps.agreements.models import AgreementVersion
from handtag.apps.approvals.appeals import Appeal, AppealLevel
from handtag.apps.approvals.models import Approval, ApprovalRule, Delegation
from handtag.domain.agreement.load import agreement_from_dict
from handtag.usecases.approvals.answer_approver import AnswerApprover
from handtag.usecases.approvals.appeal_refusal import AppealRefusal, appeal_refusal
from handtag.usecases.approvals.appoint_member import AppointMember, appoint_member
from handtag.usecases.approvals.ask_approval import AskApproval, ask_approval
from handtag.usecases.approvals.call_meeting import CallMeeting, call_meeting
from handtag.usecases.approvals.decide_appeal import DecideAppeal
from handtag.usecases.approvals.decide_approvals import DecideApprovals, decide_approvals
from handtag.usecases.approvals.decide_in_meeting import DecideInMeeting
from handtag.usecases.approvals.delegate_approval import DelegateApproval, delegate_approval
from handtag.usecases.approvals.end_approval_rule import EndApprovalRule
from handtag.usecases.approvals.end_delegation import EndDelegation
from handtag.usecases.approvals.remind_approvers import RemindApprovers
from handtag.usecases.approvals.set_appeal_level import SetAppealLevel, set_appeal_level
from handtag.usecases.approvals.set_approval_rule import SetApprovalRule, set_approval_rule
from handtag.usecases.approvals.table_approval import TableApproval, table_approval

SOURCE = "Riktlinjer för hjälpmedel, avsnitt 4"
MOTIVE = "Behöver för att klara förflyttning i hemmet. Käpp och betastöd har prövats."


def trust(world: World, cost_approval: str = "required") -> None:
    """From 1 October the agreement lets either principal prescribe what the other pays; the payer approves the cost if it says so."""
    document = deepcopy(agreement.DOCUMENT) | {"version": "2", "valid_from": "2026-10-01"}
    (follow_up,) = (table for table in document["tables"] if table["id"] == "follow-up")
    follow_up["rows"][0]["then"] = {"follow_up": "prescriber", "trust_allowed": "yes", "cost_approval": cost_approval}
    loaded = agreement_from_dict(document)
    AgreementVersion.objects.create(
        agreement_id=loaded.id, version=loaded.version, name=loaded.title, valid_from=loaded.valid_from,
        document=loaded.canonical_json(), document_hash=loaded.document_hash, published_at=datetime(2026, 9, 1, tzinfo=UTC),
    )  # fmt: skip


def rule(world: World, kind: str = "amount", decider: str = "payer", **fields: Any) -> int:
    """Siv says what needs an approval; anything above 1 000 kronor unless told."""
    given: dict[str, Any] = {"days": 14, "source": SOURCE, "valid_from": TODAY, "over_ore": 100_000} | fields
    return world.run(set_approval_rule, SetApprovalRule(kind, decider, **given), "siv")


def delegated(world: World, to: str = "gun", by: str = "siv", **fields: Any) -> Delegation:
    """The region lets Gun approve any amount from today on, unless told otherwise."""
    user = world.assignments[to].user_id
    return Delegation.objects.get(pk=world.run(delegate_approval, DelegateApproval(user, **{"valid_from": TODAY, **fields}), by))


def needed(world: World, article: str = "rollator", person: str = "bror", by: str = "anna") -> Approval:
    """What Anna has prescribed under a rule about amounts."""
    if not ApprovalRule.objects.exists():
        rule(world)
    key = chosen(world, article, person, by)
    return Approval.objects.exclude(state="dropped").get(prescription__key=key)


def asked(world: World, **fields: Any) -> Approval:
    approval = needed(world, **fields)
    world.run(ask_approval, AskApproval(approval.key, MOTIVE), fields.get("by", "anna"))
    return fresh(approval)


def decided(world: World, verdict: str, reason: str = "Se riktlinjen, avsnitt 4", by: str = "gun") -> Approval:
    """Asked for by Anna and answered by Gun, to whom it is delegated."""
    approval = asked(world)
    delegated(world)
    world.run(decide_approvals, DecideApprovals((approval.key,), verdict, reason), by)
    return fresh(approval)


def fresh(approval: Approval) -> Approval:
    found: Approval = Approval.objects.get(pk=approval.pk)
    return found


def kinds(approval: Approval) -> list[str]:
    """What has happened to it, in order."""
    return list(approval.events.order_by("pk").values_list("kind", flat=True))


def _asked_and_delegated(world: World) -> tuple[UUID, ...]:
    delegated(world)
    return (asked(world).key,)


TOMORROW = TODAY + timedelta(days=1)
VALID: dict[str, Callable[[World], tuple[Any, str]]] = {
    "set_approval_rule": lambda w: (SetApprovalRule("rare", "group", 30, SOURCE, date(2027, 1, 1), "1223"), "siv"),
    "end_approval_rule": lambda w: (EndApprovalRule(rule(w), date(2027, 1, 1)), "siv"),
    "ask_approval": lambda w: (AskApproval(needed(w).key, MOTIVE), "anna"),
    "answer_approver": lambda w: (AnswerApprover(decided(w, "question").key, "Ja, i tre veckor"), "anna"),
    "decide_approvals": lambda w: (DecideApprovals(_asked_and_delegated(w), "approved"), "gun"),
    "delegate_approval": lambda w: (DelegateApproval(w.assignments["hanna"].user_id, date(2027, 1, 1)), "sten"),
    "end_delegation": lambda w: (EndDelegation(delegated(w, "hanna", "sten").pk, date(2027, 1, 1)), "sten"),
    "remind_approvers": lambda w: (RemindApprovers(), "timer"),
}


def for_group(world: World, **fields: Any) -> Approval:
    """Anna asks the group, which tries every walker."""
    if not Approval.objects.filter(decider="group").exists():
        rule(world, "rare", "group", iso_prefix="1206", over_ore=None, days=30)
    return asked(world, **fields)


def seated(world: World) -> dict[str, int]:
    """Kim chairs; Hanna, Gun and Siv sit in the group, and Atle is substitute."""
    chairs = {"kim": "chair", "hanna": "member", "gun": "member", "siv": "member", "atle": "substitute"}
    for name, seat in chairs.items():
        world.run(appoint_member, AppointMember(world.assignments[name].user_id, seat, TODAY), "kim")
    return {name: world.assignments[name].user_id for name in chairs}


def meeting(world: World, on: date = TODAY) -> int:
    return world.run(call_meeting, CallMeeting(on, "Hjälpmedelscentralen"), "kim")


def tabled(world: World, on: date = TODAY) -> tuple[int, Approval]:
    approval, number = for_group(world), meeting(world, on)
    world.run(table_approval, TableApproval(number, approval.key), "kim")
    return number, approval


def _decision(world: World) -> DecideInMeeting:
    users, (number, approval) = seated(world), tabled(world)
    return DecideInMeeting(number, approval.key, "approved", "Enligt riktlinjen", (users["kim"], users["hanna"], users["atle"]))


VALID |= {
    "appoint_member": lambda w: (AppointMember(w.assignments["kim"].user_id, "chair", TODAY), "kim"),
    "call_meeting": lambda w: (CallMeeting(date(2027, 1, 15), "Hjälpmedelscentralen"), "kim"),
    "table_approval": lambda w: (TableApproval(meeting(w, date(2027, 1, 15)), for_group(w).key), "kim"),
    "decide_in_meeting": lambda w: (_decision(w), "kim"),
}


def level(world: World, number: int = 1, role: str = "strategist") -> int:
    """Siv says who tries appeals."""
    return world.run(set_appeal_level, SetAppealLevel(number, f"Nivå {number}", role, 20, SOURCE), "siv")


def appealed(world: World) -> Appeal:
    """Refused by Gun, and taken by Anna to the strategists."""
    if not AppealLevel.objects.exists():
        level(world)
    approval = decided(world, "refused")
    world.run(appeal_refusal, AppealRefusal(approval.key, "Behovet är större än det beskrevs"), "anna")
    found: Appeal = Appeal.objects.get(approval=approval)
    return found


def _refused_with_level(world: World) -> AppealRefusal:
    level(world)
    return AppealRefusal(decided(world, "refused").key, "Behovet är större")


VALID |= {
    "set_appeal_level": lambda w: (SetAppealLevel(1, "Styrgruppen", "strategist", 30, SOURCE), "siv"),
    "appeal_refusal": lambda w: (_refused_with_level(w), "anna"),
    "decide_appeal": lambda w: (DecideAppeal(appealed(w).pk, "upheld", "Behovet är styrkt"), "sten"),
}
