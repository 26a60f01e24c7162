"""The prescription process and what the agreement is asked: states, facts, and whether the answer carries a prescription.

No orders, no devices, no rows.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from handtag.domain.agreement.compile import CompiledAgreement
from handtag.domain.agreement.decide import Decision, decide
from handtag.domain.agreement.facts import CHOICES, FactError, parse_facts
from handtag.domain.values.errors import Refused
from handtag.domain.values.identity import age_on

STEPS: dict[str, frozenset[str]] = {
    "started": frozenset({"article_chosen", "ended"}),
    "article_chosen": frozenset({"article_chosen", "ordered", "ended"}),
    "ordered": frozenset({"article_chosen", "delivered", "ended"}),
    "delivered": frozenset({"followed_up", "ended"}),
    "followed_up": frozenset({"followed_up", "ended"}),
    "ended": frozenset(),
}
PROCESS = ("assessment", "trial", "adjustment", "information", "instruction", "training", "evaluation")
END_REASONS = ("need_ended", "returned", "other_solution", "declined", "moved", "deceased")
# The unit says where the need is assessed, but a home visit from a health centre is known only to who made it.
MAY_BE_CORRECTED = frozenset({"care_setting", "purpose"})
ASSESSES_AT = {
    "health_centre": "health_centre",
    "hospital": "hospital",
    "specialist_unit": "specialist_unit",
    "child_habilitation": "child_habilitation",
    "adult_habilitation": "adult_habilitation",
    "psychiatry": "psychiatry",
}
# Where each principal's prescribers meet the person: a right that is elsewhere is perhaps elsewhere in this way too.
WORKS_IN: dict[str, tuple[str, ...]] = {
    "region": tuple(ASSESSES_AT.values()),
    "municipality": ("home_visit", "home_health_care"),
}
NEVER_ASKED = frozenset({"agreement", "version", "date", "birth_date", "product", "iso_code", "main_iso_code"})
PART_KINDS = {"component": "accessory", "spare_part": "spare_part"}
CARRIES = frozenset({"yes", "conditional"})


@dataclass(frozen=True)
class PersonFacts:
    """What the agreement may ask about a person; `municipality` is the SCB code."""

    birth_date: date
    housing: str
    municipality: str
    home_health_care_enrolled: bool | None
    registered_in_county: bool


@dataclass(frozen=True)
class PrescriberFacts:
    """Who asks and from where; `principal_kind` is region, municipality or private."""

    profession: str
    principal_kind: str
    unit_kind: str


@dataclass(frozen=True)
class ArticleFacts:
    """`product` is the word for it that the agreement knows; empty when the ISO code says enough."""

    iso_code: str
    kind: str
    product: str = ""


def facts_for(
    person: PersonFacts,
    prescriber: PrescriberFacts,
    article: ArticleFacts,
    answers: Mapping[str, object],
    on: date,
) -> dict[str, object]:
    """What is known about the case on a day, by the names of the agreement's facts; what is not known is left out.

    What the records say is not overruled by an answer, save where the need was assessed. Raises Refused("prescribing.bad_answer").
    """
    known = {
        **known_of(person, prescriber, on),
        "date": on.isoformat(),
        "iso_code": article.iso_code,
        "consumable": article.kind == "consumable",
        "part_kind": PART_KINDS.get(article.kind, "main"),
        **({"product": article.product} if article.product else {}),
    }
    given = read_answers(answers)
    return {**given, **known, **{name: given[name] for name in MAY_BE_CORRECTED & given.keys()}}


def known_of(person: PersonFacts, prescriber: PrescriberFacts, on: date) -> dict[str, object]:
    """What the records say about the case, whatever the article."""
    known: dict[str, object] = {
        "purpose": "personal",
        "age": age_on(person.birth_date, on),
        "housing": person.housing,
        "municipality": person.municipality,
        "home_health_care_enrolled": person.home_health_care_enrolled,
        "registered_in_county": person.registered_in_county,
        "prescriber_profession": prescriber.profession,
        "prescriber_employer": employer(prescriber.principal_kind, prescriber.unit_kind),
        "care_setting": ASSESSES_AT.get(prescriber.unit_kind),
    }
    return {name: value for name, value in known.items() if value not in (None, "")}


def read_answers(answers: Mapping[str, object]) -> dict[str, object]:
    """The answers to the agreement's questions as typed facts. Raises Refused("prescribing.bad_answer") naming the question."""
    try:
        return dict(parse_facts(answers))
    except FactError as error:
        value = answers.get(error.field, "")
        raise Refused("prescribing.bad_answer", field=error.field, question=error.field, value=value, valid=error.valid) from error


def require_askable(known: Mapping[str, object], answers: Iterable[str]) -> None:
    """Only what the records do not say is answered by hand. Raises Refused("prescribing.known_already") naming the question."""
    for name in answers:
        if name in NEVER_ASKED or (name in known and name not in MAY_BE_CORRECTED):
            raise Refused("prescribing.known_already", field=name, question=name)


def employer(principal_kind: str, unit_kind: str) -> str:
    """For whom the prescriber works: a private provider stands in for the principal whose kind of unit it runs."""
    if principal_kind != "private":
        return principal_kind
    return "private_for_municipality" if unit_kind == "municipal_care" else "private_for_region"


def require_step(state: str, wanted: str) -> None:
    """A prescription goes started → article chosen → ordered → delivered → followed up, and ends once. Raises Refused."""
    if wanted not in STEPS[state]:
        raise Refused("prescribing.wrong_state", state=state, wanted=wanted)


def require_choice_open(state: str) -> None:
    """The article is chosen, or chosen anew, until it is ordered. Raises Refused("prescribing.wrong_state")."""
    if state not in ("started", "article_chosen"):
        raise Refused("prescribing.wrong_state", state=state)


def require_living(state: str) -> None:
    """Nothing is added to an ended prescription. Raises Refused("prescribing.wrong_state")."""
    if state == "ended":
        raise Refused("prescribing.wrong_state", state=state)


def refusal_of(compiled: CompiledAgreement, facts: Mapping[str, object], decision: Decision) -> Refused | None:
    """Why the decision does not carry a prescription: who may instead, which facts are missing, or what the text leaves open.

    None when the agreement names the region or the municipality as payer and gives the prescriber the right, perhaps on a condition.
    """
    if decision.in_scope == "no":
        return Refused("prescribing.out_of_scope", field="article_number")
    if decision.payer == "own_responsibility":
        return Refused("prescribing.own_responsibility", field="article_number", source=source(decision, "payer"))
    if decision.may_prescribe == "no":
        return _no_right(compiled, facts, decision)
    if missing := missing_for(decision, "payer", "may_prescribe"):
        return Refused("prescribing.undetermined", field=missing[0], missing=missing)
    for answer in ("may_prescribe", "payer"):
        if getattr(decision, answer) == "undetermined":
            return _left_open(decision, answer)
    return _payer_refusal(facts, decision)


def rule_of(decision: Decision, answer: str = "payer") -> str:
    """The id of the rule that gave an answer; empty when no single rule did."""
    step = next((step for step in decision.trace if step.decides == answer), None)
    return step.rules[0][0] if step and step.rules else ""


def missing_for(decision: Decision, *answers: str) -> tuple[str, ...]:
    """The facts that could change these answers, most deciding first."""
    found = [fact for step in decision.trace if step.decides in answers for fact in step.missing]
    return tuple(dict.fromkeys(sorted(found, key=decision.missing.index)))


def source(decision: Decision, answer: str) -> str:
    """Document, section and quoted words of the rule behind an answer."""
    rule = rule_of(decision, answer)
    cited = next((citation for citation in decision.citations if citation.rule == rule), None)
    return f"{cited.document}, {cited.section}: ”{cited.quote}”" if cited else f"{decision.agreement} {decision.agreement_version}"


def _left_open(decision: Decision, answer: str) -> Refused:
    because = decision.open_because or ""
    return Refused("prescribing.left_open", field="article_number", because=because, source=source(decision, answer))


def _no_right(compiled: CompiledAgreement, facts: Mapping[str, object], decision: Decision) -> Refused:
    cited = source(decision, "may_prescribe")
    if who := who_may(compiled, facts):
        profession = facts.get("prescriber_profession", "")
        return Refused("prescribing.no_right", field="article_number", profession=profession, who=who, source=cited)
    own = str(facts.get("prescriber_employer", "")).removeprefix("private_for_")
    for other in sorted(WORKS_IN, key=lambda principal: principal == own):
        if who := who_may(compiled, {**facts, "prescriber_employer": other}) or _who_may_at(compiled, facts, other):
            return Refused("prescribing.right_elsewhere", field="article_number", employer=other, who=who, source=cited)
    return Refused("prescribing.nobody_may", field="article_number", source=cited)


def who_may(compiled: CompiledAgreement, facts: Mapping[str, object]) -> tuple[str, ...]:
    """The professions that may prescribe in these circumstances, perhaps on a condition."""
    professions: Iterable[str] = CHOICES["prescriber_profession"]
    return tuple(
        profession
        for profession in professions
        if decide(compiled, {**facts, "prescriber_profession": profession}).may_prescribe in CARRIES
    )


def _who_may_at(compiled: CompiledAgreement, facts: Mapping[str, object], employer: str) -> tuple[str, ...]:
    """Who may where that principal's prescribers meet the person: one who assesses in the home does not meet her at the hospital."""
    met = [{**facts, "prescriber_employer": employer, "care_setting": setting} for setting in WORKS_IN[employer]]
    return tuple(dict.fromkeys(chain.from_iterable(who_may(compiled, each) for each in met)))


def _payer_refusal(facts: Mapping[str, object], decision: Decision) -> Refused | None:
    cited = source(decision, "payer")
    if decision.payer not in ("region", "municipality"):
        return Refused("prescribing.payer_not_single", field="article_number", payer=decision.payer, source=cited)
    own = str(facts.get("prescriber_employer", "")).removeprefix("private_for_")
    if own != decision.payer and decision.trust_allowed == "no":
        return Refused("prescribing.trust_not_allowed", field="article_number", payer=decision.payer, source=cited)
    return None
