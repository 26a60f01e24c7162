"""A decision in two lines beside an article: who pays and may I, why; clause and trace a click away each. Decides nothing."""

from typing import Any

from django.utils.translation import gettext as _

from handtag.apps.agreements.queries import compiled_version
from handtag.domain.agreement.decide import Decision, decide
from handtag.domain.agreement.facts import parse_facts
from handtag.domain.agreement.schema import Agreement
from handtag.domain.values.errors import Refused
from handtag.usecases.messages import sentence
from handtag.web.ui.decisions import shown
from handtag.web.ui.parts import Explanation, Outcome


def explained(decision: Decision, document: Agreement, refusal: Refused | None = None) -> Explanation:
    """Payer and right as one explanation; when the answer carries no prescription, the refusal's sentence says why and who may."""
    said = shown(decision, document)
    payer, right = said.payer, said.right
    if refusal is not None and not said.in_scope:
        return Explanation(answer=_("Not covered by the agreement"), why=sentence(refusal), outcome="undetermined", version=payer.version)
    return Explanation(
        answer=said.spoken,
        why=_because(refusal) if refusal else payer.why,
        outcome=_outcome(payer.outcome, right.outcome, refused=refusal is not None),
        clause=payer.clause or right.clause,
        clause_text="\n\n".join(dict.fromkeys(text for text in (payer.clause_text, right.clause_text) if text)),
        version=payer.version,
        trace=(*payer.trace, *right.trace),
        decider=payer.decider or right.decider,
    )


def _because(refusal: Refused) -> str:
    """The refusal in a sentence that names its clause; the clause's own words stand a click away."""
    params: dict[str, Any] = dict(refusal.params)
    if "source" in params:
        params["source"] = str(params["source"]).split(": ”")[0]
    return sentence(Refused(refusal.code, **params))


def stored(row: Any) -> Explanation:
    """A kept decision: the same facts asked of the very version it was made under, which never changes."""
    version = compiled_version(row.agreement_version_id)
    return explained(decide(version.compiled, parse_facts(row.facts)), version.document)


def _outcome(*outcomes: Outcome, refused: bool) -> Outcome:
    if "undetermined" in outcomes:
        return "undetermined"
    return "no" if refused or "no" in outcomes else "yes"
