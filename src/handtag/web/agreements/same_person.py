"""The same person in every county: one set of facts, the answer of each agreement in force, and where the answers differ."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.apps.agreements.queries import CompiledVersion
from handtag.domain.agreement.decide import Decision, decide
from handtag.domain.agreement.facts import FactError, parse_facts
from handtag.web.agreements.forms import ASKABLE, QuestionForm
from handtag.web.agreements.products import Suggestion, TypedProduct, typed_product, words_for
from handtag.web.agreements.question import FIRST
from handtag.web.ui.decisions import Shown, shown
from handtag.web.ui.parts import Colour
from handtag.web.ui.rules import ANSWERS, answer_words, spaced

# What only one county can know: its own municipalities, its own kinds of a product.
OF_ONE_COUNTY = frozenset({"municipality", "iso_code"})
OPEN, DEPENDS = "undetermined", "depends"
PAYERS = frozenset(ANSWERS["payer"]) - {OPEN}
COLOURS: dict[str, Colour] = {"region": "info", "municipality": "accent", "own_responsibility": "warning"}
SHORT: dict[str, str | Promise] = {
    "region": _lazy("Region"),
    "municipality": _lazy("Municipality"),
    "shared": _lazy("By care responsibility"),
    "own_responsibility": _lazy("The person"),
    "other": _lazy("Somebody else"),
    OPEN: _lazy("Not decided"),
    DEPENDS: _lazy("Depends on more"),
}


@dataclass(frozen=True)
class CountyAnswer:
    """What one agreement answers. Without `answer` it cannot read the question; `differs`: somebody else pays than by the reference."""

    version: CompiledVersion
    payer: str
    answer: Shown | None
    follow_up: str
    trust: str
    link: str
    differs: bool = False

    @property
    def rest(self) -> tuple[str, ...]:
        """What the agreement says beside who pays; what it leaves open is left out."""
        right = self.answer.right.answer if self.answer else ""
        return tuple(said for said in (right, self.follow_up, self.trust) if said)

    @property
    def word(self) -> str | Promise:
        return SHORT[self.payer]

    @property
    def colour(self) -> Colour:
        return COLOURS.get(self.payer, "neutral")


@dataclass(frozen=True)
class SamePerson:
    """One question to every agreement. `tally` counts the answers to who pays, the most common first."""

    form: QuestionForm
    typed: TypedProduct
    answers: tuple[CountyAnswer, ...] = ()
    tally: tuple[tuple[str | Promise, int], ...] = ()
    reference: str = ""
    compares_with_own: bool = False
    link: str = ""


def ask_everywhere(data: QueryDict, versions: Sequence[CompiledVersion], own: str, today: date) -> SamePerson:
    """Asks every agreement. The others are compared with `own`, the reader's own agreement; without it, with the most common answer."""
    typed = _typed(data.get("product", ""), versions)
    given = [name for name in data if name in ASKABLE and name not in OF_ONE_COUNTY]
    known = _form(data, given, ())
    facts = typed.facts | known.facts() | {"date": known.cleaned_data.get("date") or today} | _closer(data, typed, versions)
    if typed.is_unknown:
        known.add_error("product", _("“%(word)s” is not known. Choose one of the nearest, or give an ISO code.") % {"word": typed.text})
    if not typed.facts:
        return SamePerson(known, typed)
    decided = [(version, _decide(version, facts)) for version in versions]
    link = _link(typed, facts, data)
    answers = [_answer(version, decision, link) for version, decision in decided]
    mine = next((answer.payer for answer in answers if answer.version.document.id == own and answer.payer in PAYERS), "")
    reference = mine or _most_common(answers)
    marked = tuple(_marked(answer, reference) for answer in answers)
    asked = _asked(given, facts, [decision for _version, decision in decided if decision])
    form = _form(data, asked, _words(typed, versions))
    tally = tuple((SHORT[payer], count) for payer, count in Counter(answer.payer for answer in answers).most_common())
    return SamePerson(form, typed, marked, tally, reference, bool(mine), link)


def suggested_words(versions: Iterable[CompiledVersion]) -> list[Suggestion]:
    """The words that any agreement knows, each once."""
    words = {word.word: word for version in versions for word in version.document.words}
    return [Suggestion(word.word, ", ".join(spaced(code) for code in word.iso_codes)) for _name, word in sorted(words.items())]


def _typed(text: str, versions: Sequence[CompiledVersion]) -> TypedProduct:
    """What was typed, as the first agreement that knows it reads it."""
    found = [typed_product(version.compiled, text) for version in versions]
    return next((typed for typed in found if typed.facts), found[0] if found else TypedProduct(text, {}))


def _form(data: QueryDict, asked: Iterable[str], words: Sequence[tuple[str, str]]) -> QuestionForm:
    form = QuestionForm(data, (), asked, {"word": words} if words else {})
    del form.fields["agreement"]
    form.is_valid()
    return form


def _words(typed: TypedProduct, versions: Iterable[CompiledVersion]) -> list[tuple[str, str]]:
    """The words that say more closely what a typed code is, as any agreement knows them."""
    code = typed.facts.get("iso_code")
    return list(dict.fromkeys(pair for version in versions for pair in words_for(version.compiled, code))) if code else []


def _closer(data: QueryDict, typed: TypedProduct, versions: Iterable[CompiledVersion]) -> dict[str, object]:
    word = str(data.get("word", ""))
    return {"product": word} if word and word in dict(_words(typed, versions)) else {}


def _decide(version: CompiledVersion, facts: dict[str, object]) -> Decision | None:
    try:
        return decide(version.compiled, parse_facts(facts))
    except FactError:
        return None


def _answer(version: CompiledVersion, decision: Decision | None, link: str) -> CountyAnswer:
    name = version.document.id
    where = f"{reverse('agreements:who_pays')}?agreement={name}&{link}"
    if decision is None:
        return CountyAnswer(version, OPEN, None, "", "", where)
    depends = any(step.missing for step in decision.trace if step.decides == "payer")
    payer = DEPENDS if depends else decision.payer
    follow_up, trust = ("" if value == OPEN else value for value in (decision.follow_up, decision.trust_allowed))
    return CountyAnswer(
        version,
        payer,
        shown(decision, version.document),
        answer_words("follow_up", follow_up) if follow_up else "",
        answer_words("trust_allowed", trust) if trust else "",
        where,
    )


def _most_common(answers: Sequence[CountyAnswer]) -> str:
    """The payer that most agreements name; empty when none names one."""
    return next((payer for payer, _count in Counter(answer.payer for answer in answers if answer.payer in PAYERS).most_common(1)), "")


def _marked(answer: CountyAnswer, reference: str) -> CountyAnswer:
    differs = bool(reference) and answer.payer in PAYERS - {reference}
    return CountyAnswer(answer.version, answer.payer, answer.answer, answer.follow_up, answer.trust, answer.link, differs)


def _asked(given: Sequence[str], facts: dict[str, object], decisions: Sequence[Decision]) -> list[str]:
    """What was answered, then what most agreements still need to say who pays; when all know that, what they need for the rest."""
    for name in FIRST:
        needs = Counter(fact for decision in decisions for step in decision.trace if step.decides == name for fact in step.missing)
        asked = [fact for fact, _count in needs.most_common() if fact not in OF_ONE_COUNTY and fact not in facts]
        if asked:
            return list(dict.fromkeys([*(fact for fact in given if fact in facts), *asked]))
    return [fact for fact in given if fact in facts]


def _link(typed: TypedProduct, facts: dict[str, object], data: QueryDict) -> str:
    """The address of this question, with what was answered and nothing else."""
    query = QueryDict(mutable=True)
    query["product"] = typed.text
    for name in ("date", "word"):
        if data.get(name):
            query[name] = str(data[name])
    for name in ASKABLE:
        if name in facts and name not in OF_ONE_COUNTY:
            query[name] = str(facts[name])
    return query.urlencode()
