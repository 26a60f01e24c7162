"""What every use case that prescribes shares: the need is stated, the agreement asked, and its answer kept for ever."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handtag.apps.catalogue.models import Article
from handtag.apps.people.models import Person
from handtag.apps.prescriptions import queries, store
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.domain import prescribing
from handtag.domain.agreement.decide import Decision, decide
from handtag.domain.agreement.schema import Agreement
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context

PRIORITIES = (1, 2, 3)


def start(ctx: Context, person: Person, *, need: str, goal: str, priority: int) -> Prescription:
    """The assessment of need comes first, with a goal that the follow-up can ask for (Patientdatalagen 3 kap. 6 §). Raises Refused."""
    need, goal = need.strip(), goal.strip()
    if not need:
        raise Refused("prescribing.need_missing", field="need")
    if not goal:
        raise Refused("prescribing.goal_missing", field="goal")
    if priority not in PRIORITIES:
        raise Refused("prescribing.bad_priority", field="priority")
    prescription = store.add_prescription(ctx.viewer, person, key=ctx.new_key(), need=need, goal=goal, priority=priority, at=ctx.now)
    store.add_step(prescription, kind="assessment", note="", taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    return prescription


def choose(ctx: Context, prescription: Prescription, article: Article, answers: Mapping[str, Any]) -> tuple[PrescriptionDecision, Decision]:
    """The agreement in force says who pays and whether this prescriber may; the article is chosen and the whole decision stored.

    `answers` are taken together with those given before, and kept. Raises Refused saying who may, what is missing or what the text
    leaves open.
    """
    prescribing.require_choice_open(prescription.state)
    if answers:
        prescribing.require_askable(queries.known_facts(ctx.viewer, prescription, ctx.today), answers)
        store.set_answers(prescription, {**prescription.facts, **prescribing.read_answers(answers)})
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
        prescription, article=article, version_id=version.version_id, payer=payer, rule=prescribing.rule_of(decision),
        facts=facts, decision=decision.to_dict(), decided_by=ctx.viewer.code, at=ctx.now,
    )  # fmt: skip
    store.set_state(prescription, "article_chosen", article=article, payer=payer)
    store.add_step(prescription, kind="article_chosen", note=article.name, taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    return stored, decision


def still_decided(ctx: Context, prescription: Prescription, decision: PrescriptionDecision) -> Agreement:
    """The agreement in force, which would give the decision again today for the one who prescribed. Raises Refused when it would not."""
    version = queries.agreement_in_force(ctx.viewer, ctx.today)
    if version.version_id != decision.agreement_version_id:
        raise Refused("ordering.decision_outdated", field="article_number", version=version.document.version)
    prescriber = replace(ctx.viewer, profession=prescription.prescriber.profession)
    facts = queries.facts_about(prescriber, prescription, decision.article, ctx.today)
    today = decide(version.compiled, facts)
    payer = store.payer_named(today.payer, ctx.viewer, prescription.person)
    if prescribing.refusal_of(version.compiled, facts, today) is not None or payer != decision.payer:
        raise Refused("ordering.decision_changed", field="article_number")
    return version.document
