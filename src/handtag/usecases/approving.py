"""What every use case that prescribes or orders shares about approvals: the payer is told, needs are raised, and orders wait for them."""

from handtag.apps.approvals import store
from handtag.apps.approvals.models import Approval
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.domain import approving
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context

# Why an order waits, by the state of the request.
STOPS = {
    "needed": "approvals.not_asked",
    "asked": "approvals.waits",
    "returned": "approvals.question_waits",
    "refused": "approvals.is_refused",
    "appealed": "approvals.is_appealed",
}


def weigh(ctx: Context, prescription: Prescription, decision: PrescriptionDecision) -> None:
    """A payer is told at once, with a forecast, what another has prescribed at its cost (Gävleborg 2022, "förtroendeförskrivning"), and
    what the agreement or the county's rules want approved is raised. Needs that rest on an earlier choice fall.
    """
    for before in store.open_approvals(prescription):
        store.note(before, "dropped", words="", by=ctx.viewer.code, at=ctx.now)
    forecast = store.forecast_of(decision.article, ctx.today)
    trust = tell(ctx, prescription, decision)
    case = _case(prescription, decision, is_trust=trust, total_ore=forecast.total_ore)
    found = approving.reasons(case, store.rules_for(ctx.viewer.county_id, ctx.today))
    for decider in approving.DECIDERS:
        mine = [reason for reason in found if reason.decider == decider]
        if mine:
            approval = store.raise_approval(
                decision, prescription, forecast, key=ctx.new_key(), county_id=ctx.viewer.county_id, decider=decider,
                reasons=[reason.to_dict() for reason in mine], days=min(reason.days for reason in mine),
            )  # fmt: skip
            store.begin(approval, by=ctx.viewer.code, at=ctx.now)


def tell(ctx: Context, prescription: Prescription, decision: PrescriptionDecision) -> bool:
    """A payer is told, with a forecast, what another has prescribed at its cost. Answers whether another had."""
    trust = approving.is_trust(decision.facts.get("prescriber_employer"), str(decision.decision["payer"]))
    if trust:
        store.tell_payer(decision, prescription.unit_id, store.forecast_of(decision.article, ctx.today), at=ctx.now)
    return trust


def require_approved(decision: PrescriptionDecision) -> None:
    """Nothing is ordered before who pays, or the special approval group, has said yes where that is asked for (Stockholm 2.3.1).

    Raises Refused saying who is waited for and until when.
    """
    for approval in store.of_decision(decision):
        if approval.state != "approved":
            due = approval.due_on.isoformat() if approval.due_on else ""
            whose = "approval_group" if approval.decider == approving.GROUP else _payer_word(approval)
            code = STOPS[approval.state]
            raise Refused(code, field="article_number", who=whose, due=due, case=str(approval))


def _payer_word(approval: Approval) -> str:
    """The payer; where a protected person lives is not told."""
    payer = approval.payer
    hides = payer.kind == "municipality" and approval.prescription.person.protected_identity
    return "municipality" if hides else str(payer.name)


def _case(prescription: Prescription, decision: PrescriptionDecision, *, is_trust: bool, total_ore: int | None) -> approving.Case:
    told = decision.decision["trust_prescription"]
    cited = [one for one in decision.decision["citations"] if one["rule"] == decision.rule] or decision.decision["citations"][:1]
    return approving.Case(
        iso_code=decision.article.iso_code,
        is_trust=is_trust,
        cost_approval=told["cost_approval"],
        assortment=decision.article.assortment,
        is_adapted=approving.is_adapted(decision.facts),
        has=store.had_by(prescription.person, but=prescription),
        total_ore=total_ore,
        source=_trust_source(decision) or (f"{cited[0]['document']}, {cited[0]['section']}" if cited else ""),
    )


def _trust_source(decision: PrescriptionDecision) -> str:
    """Document and section of the rule that asks for the payer's approval."""
    rules = {rule["rule"] for step in decision.decision["trace"] if step["decides"] == "cost_approval" for rule in step["rules"]}
    found = next((one for one in decision.decision["citations"] if one["rule"] in rules), None)
    return f"{found['document']}, {found['section']}" if found else ""
