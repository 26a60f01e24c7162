"""Ask the manager to set the agreement's answer on who pays aside for one prescription."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.catalogue import store as catalogue
from handtag.apps.prescriptions import queries, store
from handtag.domain import prescribing, process
from handtag.domain.access import Permission
from handtag.domain.agreement.decide import decide
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class AskForException:
    """`reason` is a code of domain.process.EXCEPTION_REASONS; `words` say why, and name nobody."""

    prescription_key: UUID
    article_number: str
    reason: str
    words: str


@use_case(Permission.PRESCRIBE, audits="prescribing.exception_asked")
def ask_for_exception(ctx: Context, data: AskForException) -> UUID:
    """Where the agreement carries no prescription because of who pays, one's own principal may pay all the same: its manager decides, with
    a reason. The right to prescribe is never set aside. Answers the question's key. Raises NotFound, Refused naming the field.
    """
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    prescribing.require_choice_open(prescription.state)
    article = catalogue.articles_by_number(ctx.viewer.centre_id, [data.article_number]).get(data.article_number)
    if article is None:
        raise NotFound("prescribing.no_article", field="article_number", article=data.article_number)
    if store.open_request(prescription) is not None:
        raise Refused("process.exception_asked")
    version = queries.agreement_in_force(ctx.viewer, ctx.today)
    facts = queries.facts_about(ctx.viewer, prescription, article, ctx.today)
    decision = decide(version.compiled, facts)
    refusal = prescribing.refusal_of(version.compiled, facts, decision)
    if refusal is None:
        raise Refused("process.exception_not_needed", field="article_number")
    process.require_exception(refusal.code, decision.may_prescribe, data.reason, data.words)
    unit = prescription.unit
    payer = store.payer_named(process.pays_for_exception(unit.principal.kind, unit.kind), ctx.viewer, prescription.person)
    if payer != unit.principal:
        raise Refused("process.other_payer", payer=payer.name if payer else "")
    key = ctx.new_key()
    store.add_exception_request(
        prescription, article, key=key, by=ctx.viewer.code, at=ctx.now, refusal=refusal.code, reason=data.reason, words=data.words.strip()
    )
    ctx.audit("prescribing.exception_asked", f"prescription:{prescription.key}", article=article.number, reason=data.reason)
    return key
