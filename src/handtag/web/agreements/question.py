"""One question as the page asks it: what the address says, the decision it leads to, and which facts to ask for next."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _

from handtag.apps.agreements import queries
from handtag.apps.agreements.queries import CompiledVersion
from handtag.domain.agreement.decide import Decision, decide
from handtag.domain.agreement.facts import FactError, parse_facts
from handtag.domain.values.errors import NotFound
from handtag.web.agreements.answer_text import answer_text
from handtag.web.agreements.forms import ASKABLE, AskForm, QuestionForm
from handtag.web.agreements.products import TypedProduct, narrower_codes, typed_product, words_for
from handtag.web.ui.decisions import Shown, shown
from handtag.web.ui.facts import Choices
from handtag.web.ui.rules import spaced

FIRST = ("payer", "may_prescribe", "follow_up", "trust_allowed", "cost_approval")


@dataclass
class Question:
    """What is asked, as far as it can be read. Without `version` nothing can be answered; without `decision` too little is said."""

    form: AskForm
    version: CompiledVersion | None = None
    typed: TypedProduct | None = None
    decision: Decision | None = None
    answer: Shown | None = None
    link: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)

    @property
    def everywhere(self) -> str:
        """The address of the same question put to every agreement."""
        query = QueryDict(self.link, mutable=True)
        for name in ("agreement", "municipality", "iso_code"):
            query.pop(name, None)
        return query.urlencode()

    def as_text(self, link: str) -> str:
        """The answer to paste into a record or a letter; empty without an answer."""
        if self.version is None or self.decision is None or self.answer is None:
            return ""
        return answer_text(self.facts, self.decision, self.answer, self.version.document, link)


def read_question(data: QueryDict, published: Choices, preferred: str, today: date) -> Question:
    """Reads the address. Faults are put on the form, at their fields; what could be read is answered all the same."""
    first = AskForm(data, published)
    first.is_valid()
    chosen = first.cleaned_data.get("agreement") or preferred
    day = first.cleaned_data.get("date") or today
    try:
        version = queries.compiled_for(chosen, day)
    except NotFound:
        form = QuestionForm(data, published, (), {})
        if published and "date" not in form.errors:
            form.add_error("date", _("The agreement was not in force on this day."))
        return Question(form)
    return _answered(data, published, version, day)


def _answered(data: QueryDict, published: Choices, version: CompiledVersion, day: date) -> Question:
    if not data.get("product") and data.get("iso_code"):
        data = data.copy()
        data["product"] = spaced(str(data.pop("iso_code")[-1]))
    compiled = version.compiled
    typed = typed_product(compiled, data.get("product", ""))
    choices = _choices(version, typed)
    if data.get("iso_code") not in dict(choices.get("iso_code", ())):
        data = data.copy()
        data.pop("iso_code", None)  # a kind chosen under an earlier product is forgotten
    given = [name for name in data if name in ASKABLE]
    known = QuestionForm(data, published, given, choices)
    facts = typed.facts | known.facts() | {"date": day} | _closer_word(version, typed, data)
    if typed.is_unknown or not {"iso_code", "product", "product_area"} & facts.keys():
        return Question(_without_product(data, published, typed), version, typed)
    try:
        decision = decide(compiled, parse_facts(facts))
    except FactError as error:
        known.add_error(error.field if error.field in known.fields else None, _("This value is not known to the agreement."))
        return Question(known, version, typed)
    asked = [name for name in _asked(given, facts, decision) if name != "iso_code" or choices.get(name)]
    if "product" in decision.missing or "product" in facts:
        choices["word"] = words_for(compiled, typed.facts["iso_code"]) if "iso_code" in typed.facts else ()
    form = QuestionForm(data, published, asked, choices, decision.assumed)
    return Question(form, version, typed, decision, shown(decision, version.document), _link(version, typed, facts, data), facts)


def _without_product(data: QueryDict, published: Choices, typed: TypedProduct) -> QuestionForm:
    form = QuestionForm(data, published, (), {})
    if typed.is_unknown:
        form.add_error("product", _("“%(word)s” is not known. Choose one of the nearest, or give an ISO code.") % {"word": typed.text})
    return form


def _choices(version: CompiledVersion, typed: TypedProduct) -> dict[str, Choices]:
    """The values that depend on the agreement: its municipalities, and the kinds that what was typed may mean."""
    choices: dict[str, Choices] = {
        "municipality": [(party.code, party.name) for party in version.document.parties if party.kind == "municipality"]
    }
    return choices | ({"iso_code": narrower_codes(version.compiled, typed)} if typed.facts else {})


def _closer_word(version: CompiledVersion, typed: TypedProduct, data: QueryDict) -> dict[str, object]:
    """The word chosen under a typed code, to say more closely what it is; one chosen under an earlier code is forgotten."""
    word, code = str(data.get("word", "")), typed.facts.get("iso_code")
    return {"product": word} if word and code and word in dict(words_for(version.compiled, code)) else {}


def _asked(given: list[str], facts: dict[str, object], decision: Decision) -> list[str]:
    """The fields in the order they were first shown, so that none moves while one answers: those answered or still needed,
    then what decides next. Who pays is settled before the rest is asked."""
    views = {step.decides: step for step in decision.trace}
    missing = next((views[name].missing for name in FIRST if views[name].missing), ())
    kept = [name for name in given if name in facts or name in decision.missing]
    return list(dict.fromkeys([*kept, *missing]))


def _link(version: CompiledVersion, typed: TypedProduct, facts: dict[str, object], data: QueryDict) -> str:
    """The address of this answer, with what was answered and nothing else."""
    query = QueryDict(mutable=True)
    query["agreement"] = version.document.id
    if typed.text:
        query["product"] = typed.text
    for name in ("date", "word"):
        if data.get(name):
            query[name] = str(data[name])
    for name in ASKABLE:
        if name in facts and not (name == "iso_code" and facts[name] == typed.facts.get("iso_code")):
            query[name] = str(facts[name])
    return query.urlencode()
