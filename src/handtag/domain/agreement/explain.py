"""A decision told in short sentences, for letters, terminals and logs. Pages have their own layout and translate codes themselves;
no rule is decided here."""

from handtag.domain.agreement.decide import Decision
from handtag.domain.agreement.schema import Agreement

SWEDISH: dict[str, str] = {
    "payer.region": "Regionen betalar.",
    "payer.municipality": "Kommunen betalar.",
    "payer.shared": "Delat ansvar: den som har vårdansvaret betalar.",
    "payer.own_responsibility": "Eget ansvar: personen köper produkten själv.",
    "payer.other": "Någon annan än region och kommun betalar.",
    "payer.undetermined": "Vem som betalar går inte att säga.",
    "may_prescribe.yes": "Förskrivaren får förskriva.",
    "may_prescribe.no": "Förskrivaren får inte förskriva.",
    "may_prescribe.conditional": "Förskrivaren får förskriva på villkor.",
    "may_prescribe.undetermined": "Om förskrivaren får förskriva går inte att säga.",
    "trust_allowed.yes": "Förtroendeförskrivning är tillåten.",
    "trust_allowed.no": "Förtroendeförskrivning är inte tillåten.",
    "trust_allowed.undetermined": "Om förtroendeförskrivning är tillåten går inte att säga.",
    "cost_approval.required": "Betalaren ska godkänna kostnaden.",
    "cost_approval.not_required": "Kostnaden behöver inte godkännas.",
    "follow_up.prescriber": "Förskrivaren följer upp.",
    "follow_up.region": "Regionen följer upp.",
    "follow_up.municipality": "Kommunen följer upp.",
    "follow_up.payer": "Den som betalar följer upp.",
    "follow_up.undetermined": "Vem som följer upp går inte att säga.",
    "in_scope.no": "Avtalet omfattar inte produkten eller personen.",
    "missing": "Uppgifter som kan ändra svaret",
    "open": "Källan lämnar öppet",
    "assumed": "Antaget",
    "because": "Stöd",
}
ENGLISH: dict[str, str] = {
    "payer.region": "The region pays.",
    "payer.municipality": "The municipality pays.",
    "payer.shared": "Shared responsibility: whoever has the care responsibility pays.",
    "payer.own_responsibility": "Own responsibility: the person buys the product.",
    "payer.other": "Neither the region nor the municipality pays.",
    "payer.undetermined": "Who pays cannot be said.",
    "may_prescribe.yes": "The prescriber may prescribe.",
    "may_prescribe.no": "The prescriber may not prescribe.",
    "may_prescribe.conditional": "The prescriber may prescribe on a condition.",
    "may_prescribe.undetermined": "Whether the prescriber may prescribe cannot be said.",
    "trust_allowed.yes": "Trust prescription is allowed.",
    "trust_allowed.no": "Trust prescription is not allowed.",
    "trust_allowed.undetermined": "Whether trust prescription is allowed cannot be said.",
    "cost_approval.required": "The payer has to approve the cost.",
    "cost_approval.not_required": "The cost needs no approval.",
    "follow_up.prescriber": "The prescriber follows up.",
    "follow_up.region": "The region follows up.",
    "follow_up.municipality": "The municipality follows up.",
    "follow_up.payer": "The payer follows up.",
    "follow_up.undetermined": "Who follows up cannot be said.",
    "in_scope.no": "The agreement does not cover the product or the person.",
    "missing": "Facts that can change the answer",
    "open": "The source leaves open",
    "assumed": "Assumed",
    "because": "Ground",
}
LANGUAGES = {"sv": SWEDISH, "en": ENGLISH}


def explain(decision: Decision, document: Agreement, language: str = "sv") -> tuple[str, ...]:
    """The decision as sentences: what is decided, on what conditions, what is missing or open, and the clauses it rests on."""
    words = LANGUAGES[language]
    wording = document.wordings
    codes = (
        f"payer.{decision.payer}",
        f"may_prescribe.{decision.may_prescribe}",
        f"trust_allowed.{decision.trust_allowed}",
        f"cost_approval.{decision.cost_approval}",
        f"follow_up.{decision.follow_up}",
        f"in_scope.{decision.in_scope}",
    )
    lines = [words[code] for code in codes if code in words]
    remarks = dict.fromkeys(((decision.condition,) if decision.condition else ()) + decision.notes)
    lines += [wording.get(code, code) for code in remarks]
    if decision.missing:
        lines.append(f"{words['missing']}: {', '.join(decision.missing)}.")
    if decision.open_because:
        lines.append(f"{words['open']}: {decision.open_because}")
    if decision.assumed:
        lines.append(f"{words['assumed']}: {', '.join(f'{fact}={value}' for fact, value in decision.assumed.items())}.")
    lines += [f"{words['because']}: ”{c.quote}” ({c.document}, {c.section}; {c.rule})" for c in decision.citations]
    return tuple(lines)
