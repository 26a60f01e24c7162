"""Choose the article, and keep the agreement's answer about it for ever."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from handtag.apps.catalogue import store as catalogue
from handtag.apps.prescriptions import queries, store
from handtag.domain import prescribing
from handtag.domain.access import Permission
from handtag.domain.agreement.decide import decide
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class ChooseArticle:
    """`answers` are taken together with those given before, and kept."""

    prescription_key: UUID
    article_number: str
    answers: Mapping[str, Any] = field(default_factory=dict)


@use_case(Permission.PRESCRIBE, audits="prescribing.article_chosen")
def choose_article(ctx: Context, data: ChooseArticle) -> int:
    """The agreement in force says who pays and whether this prescriber may; every device has one payer and the rule that gave it.

    Stored: the facts, the whole decision with its trace, the version and the rule (HSL 8 kap. 7 §, 12 kap. 5 §). Answers the
    decision's number. Raises NotFound, and Refused saying who may, what is missing or what the text leaves open.
    """
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    prescribing.require_choice_open(prescription.state)
    article = catalogue.articles_by_number(ctx.viewer.centre_id, [data.article_number]).get(data.article_number)
    if article is None:
        raise NotFound("prescribing.no_article", field="article_number", article=data.article_number)
    if data.answers:
        prescribing.require_askable(queries.known_facts(ctx.viewer, prescription, ctx.today), data.answers)
        store.set_answers(prescription, {**prescription.facts, **prescribing.read_answers(data.answers)})
    facts = queries.facts_about(ctx.viewer, prescription, article, ctx.today)
    version = queries.agreement_in_force(ctx.viewer, ctx.today)
    decision = decide(version.compiled, facts)
    refusal = prescribing.refusal_of(version.compiled, facts, decision)
    if refusal is not None:
        raise refusal
    payer = store.payer_named(decision.payer, ctx.viewer, prescription.person)
    if payer is None:
        raise Refused("prescribing.no_payer_registered", field="article_number", payer=decision.payer)
    stored = store.add_decision(
        prescription,
        article=article,
        version_id=version.version_id,
        payer=payer,
        rule=prescribing.rule_of(decision),
        facts=facts,
        decision=decision.to_dict(),
        decided_by=ctx.viewer.code,
        at=ctx.now,
    )
    store.set_state(prescription, "article_chosen", article=article, payer=payer)
    store.add_step(prescription, kind="article_chosen", note=article.name, taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    ctx.audit(
        "prescribing.article_chosen",
        f"prescription:{prescription.key}",
        article=article.number,
        payer=decision.payer,
        rule=stored.rule,
        version=decision.agreement_version,
    )
    return stored.pk
