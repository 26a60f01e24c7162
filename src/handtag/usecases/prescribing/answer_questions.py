"""Answer what the agreement needs to know and no record says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from handtag.apps.prescriptions import queries, store
from handtag.domain import prescribing
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.deciding import keep_answers


@dataclass(frozen=True)
class AnswerQuestions:
    """`answers` by the agreement's fact names; an empty answer takes an earlier one back."""

    prescription_key: UUID
    answers: Mapping[str, Any] = field(default_factory=dict)


@use_case(Permission.PREPARE, audits="prescribing.answered")
def answer_questions(ctx: Context, data: AnswerQuestions) -> None:
    """Each question is asked once, and of the person again only when it may have changed.

    Raises NotFound, Refused naming the question and its valid answers.
    """
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PREPARE)
    prescribing.require_choice_open(prescription.state)
    prescribing.require_askable(queries.known_facts(ctx.viewer, prescription, ctx.today), data.answers)
    keep_answers(ctx, prescription, data.answers)
    # Which questions, never the answers: they speak of health.
    ctx.audit("prescribing.answered", f"prescription:{prescription.key}", questions=sorted(data.answers))
