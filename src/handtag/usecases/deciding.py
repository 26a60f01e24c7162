"""What every use case that prescribes shares: the need is stated, the agreement asked, and its answer kept for ever."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handtag.apps.catalogue.models import Article
from handtag.apps.people.models import Person
from handtag.apps.prescriptions import queries, store
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.apps.prescriptions.queries_process import remembered
from handtag.domain import prescribing
from handtag.domain.agreement.decide import Decision, decide
from handtag.domain.agreement.schema import Agreement
from handtag.domain.process import REMEMBERED, as_text
from handtag.domain.values.errors import Refused
from handtag.files.icf import goal_codes
from handtag.usecases import rightful
from handtag.usecases.approving import require_approved, tell, weigh
from handtag.usecases.base import Context

PRIORITIES = (1, 2, 3)


def start(ctx: Context, person: Person, *, need: str, goal: str, priority: int, goal_code: str = "") -> Prescription:
    """The assessment of need comes first, with a goal that the follow-up can ask for (Patientdatalagen 3 kap. 6 §). What was said of the
    person before and is taken to hold is not asked again. Raises Refused.
    """
    rightful.require_may_begin(ctx)
    need, goal = need.strip(), goal.strip()
    if not need:
        raise Refused("prescribing.need_missing", field="need")
    if not goal:
        raise Refused("prescribing.goal_missing", field="goal")
    if priority not in PRIORITIES:
        raise Refused("prescribing.bad_priority", field="priority")
    if goal_code and goal_code not in goal_codes():
        raise Refused("process.unknown_goal_code", field="goal_code", value=goal_code)
    facts = {name: said.value for name, said in remembered(ctx.viewer, person, ctx.today).items()}
    prescription = store.add_prescription(
        ctx.viewer, person, key=ctx.new_key(), at=ctx.now, need=need, goal=goal, goal_code=goal_code, priority=priority, facts=facts
    )
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
        keep_answers(ctx, prescription, answers)
    stored, decision = _decided(ctx, prescription, article)
    store.set_state(prescription, "article_chosen", article=article, payer=stored.payer)
    store.add_step(prescription, kind="article_chosen", note=article.name, taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
    weigh(ctx, prescription, stored)
    return stored, decision


def _decided(ctx: Context, prescription: Prescription, article: Article) -> tuple[PrescriptionDecision, Decision]:
    """The agreement's answer about the article with what is known now, stored. Raises Refused when it carries no prescription."""
    facts = queries.facts_about(ctx.viewer, prescription, article, ctx.today)
    version = queries.agreement_in_force(ctx.viewer, ctx.today)
    decision = decide(version.compiled, facts)
    refusal = prescribing.refusal_of(version.compiled, facts, decision)
    if refusal is not None:
        raise refusal
    right = rightful.require_own_right(ctx, article)
    payer = store.payer_named(decision.payer, ctx.viewer, prescription.person)
    if payer is None:
        raise Refused("prescribing.no_payer_registered", field="article_number", payer=decision.payer)
    stored = store.add_decision(
        prescription, article=article, version_id=version.version_id, payer=payer, rule=prescribing.rule_of(decision),
        facts=facts, decision=decision.to_dict(), decided_by=ctx.viewer.code, at=ctx.now,
    )  # fmt: skip
    rightful.note_right(ctx, stored, decision, right)
    return stored, decision


def decide_beyond_trial(ctx: Context, prescription: Prescription) -> None:
    """What the agreement let through as a short trial is decided anew when it is kept. Raises Refused when it would not carry it for good
    or another would pay: then it comes back, or the payer is changed first.
    """
    if prescription.facts.get("short_trial") is not True or prescription.article is None:
        return
    store.set_answers(prescription, {**prescription.facts, "short_trial": False})
    stored, _decision = _decided(ctx, prescription, prescription.article)
    tell(ctx, prescription, stored)  # what it needed approved was approved before it left
    if stored.payer_id != prescription.payer_id:
        raise Refused("process.trial_other_payer", field="outcome", payer=stored.payer.name)


def keep_answers(ctx: Context, prescription: Prescription, answers: Mapping[str, Any]) -> None:
    """The answers, beside those given before, stay on the prescription; what they say of the person is remembered with its day, and an
    empty answer takes back what was said. Raises Refused("prescribing.bad_answer").
    """
    given = prescribing.read_answers({name: value for name, value in answers.items() if value not in (None, "")})
    store.set_answers(prescription, {**{name: value for name, value in prescription.facts.items() if name not in answers}, **given})
    said = remembered(ctx.viewer, prescription.person, ctx.today)
    taken_back = {name: "" for name in said if name in answers and name not in given}
    told = {name: as_text(given[name]) for name in REMEMBERED if name in given}
    store.remember(ctx.viewer, prescription.person, told | taken_back, at=ctx.now)


def still_decided(ctx: Context, prescription: Prescription, decision: PrescriptionDecision) -> Agreement:
    """The agreement in force, which would give the decision again today for the one who prescribed. Raises Refused when it would not."""
    version = queries.agreement_in_force(ctx.viewer, ctx.today)
    if store.is_excepted(decision):  # asked and answered already; the agreement itself never carried it
        return version.document
    if version.version_id != decision.agreement_version_id:
        raise Refused("ordering.decision_outdated", field="article_number", version=version.document.version)
    prescriber = replace(ctx.viewer, profession=prescription.prescriber.profession)
    facts = queries.facts_about(prescriber, prescription, decision.article, ctx.today)
    today = decide(version.compiled, facts)
    payer = store.payer_named(today.payer, ctx.viewer, prescription.person)
    if prescribing.refusal_of(version.compiled, facts, today) is not None or payer != decision.payer:
        raise Refused("ordering.decision_changed", field="article_number")
    require_approved(decision)
    return version.document
