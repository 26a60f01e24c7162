"""The manager makes the exception that was asked for, or does not."""

from dataclasses import dataclass, replace
from uuid import UUID

from handtag.apps.prescriptions import queries, store
from handtag.apps.prescriptions.models import PrescriptionDecision
from handtag.apps.prescriptions.process import ExceptionRequest
from handtag.domain import prescribing, process
from handtag.domain.access import Permission
from handtag.domain.agreement.decide import decide
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.rightful import rest_on_prescriber


@dataclass(frozen=True)
class AnswerException:
    """`words` are needed for a no."""

    request_key: UUID
    granted: bool
    words: str = ""


@use_case(Permission.MAKE_EXCEPTION, audits="prescribing.exception_answered")
def answer_exception(ctx: Context, data: AnswerException) -> None:
    """A yes chooses the article with the manager's own principal as payer; what the agreement answered is stored with it as it was, and the
    exception stands in the report. Raises NotFound, Refused when it is answered, not needed any more, or a no has no reason.
    """
    request = store.request_to_answer(ctx.viewer, data.request_key)
    ctx.require(Permission.MAKE_EXCEPTION)
    prescription = store.lock_again(request.prescription)
    if store.is_answered(request):
        raise Refused("process.answered_already")
    words = data.words.strip()
    if not data.granted and not words:
        raise Refused("process.exception_words", field="words")
    decision = None
    if data.granted:
        prescribing.require_choice_open(prescription.state)
        request.prescription = prescription
        decision = _decision(ctx, request)
        rest_on_prescriber(ctx, prescription, decision)
        store.set_state(prescription, "article_chosen", article=request.article, payer=decision.payer)
        note, by = request.article.name, ctx.viewer.code
        store.add_step(prescription, kind="article_chosen", note=note, taken_by=by, on=ctx.today, at=ctx.now)
    store.answer_request(request, decision, words=words, by=ctx.viewer.code, at=ctx.now)
    details = {"granted": data.granted, "reason": request.reason, "article": request.article.number}
    ctx.audit("prescribing.exception_answered", f"prescription:{prescription.key}", **details)


def _decision(ctx: Context, request: ExceptionRequest) -> PrescriptionDecision:
    """The agreement's answer today for the one who prescribes, stored with the manager's own principal as payer."""
    prescription = request.prescription
    prescriber = replace(ctx.viewer, profession=prescription.prescriber.profession)
    version = queries.agreement_in_force(ctx.viewer, ctx.today)
    facts = queries.facts_about(prescriber, prescription, request.article, ctx.today)
    decision = decide(version.compiled, facts)
    refusal = prescribing.refusal_of(version.compiled, facts, decision)
    if refusal is None:
        raise Refused("process.exception_not_needed")
    process.require_exception(refusal.code, decision.may_prescribe, request.reason, request.words)
    return store.add_decision(
        prescription, article=request.article, version_id=version.version_id, payer=request.unit.principal, rule=process.EXCEPTION,
        facts=facts, decision=decision.to_dict(), decided_by=ctx.viewer.code, at=ctx.now,
    )  # fmt: skip
