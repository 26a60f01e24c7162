"""An agreement document made ready to answer quickly: facts reduced to the classes its tables can tell apart, one set of diagrams a
product class, made when first asked for; again for each span of days in which its parameters keep their values. The answer is `decide`."""

import difflib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from handtag.domain.agreement.classes import Variable, is_municipality_code, variables_of
from handtag.domain.agreement.diagram import UNKNOWN, Diagram
from handtag.domain.agreement.epochs import Epochs, used_parameters
from handtag.domain.agreement.facts import FactError, Facts
from handtag.domain.agreement.plans import Plans, ProductPlan, Questions
from handtag.domain.agreement.presuming import Presumptions
from handtag.domain.agreement.schema import DECIDED, Agreement, DatedValue, Product, Row, Word
from handtag.domain.values.codes import contains, groups_of

UNLISTED = ""
MOST_CODES = 20_000  # codes asked about that are remembered


@dataclass(frozen=True, slots=True)
class Candidate:
    """One product the question may be about: a class of codes, with the area and term the word list gave."""

    iso_class: str
    area: str | None = None
    term: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Approach:
    """How a question about one product is answered: its plan, what each fact is when nobody says (`own` by the product itself, `defaults`
    with what the agreement assumes too; UNKNOWN otherwise), and the facts for which that is an assumption."""

    plan: ProductPlan
    own: tuple[int, ...]
    defaults: tuple[int, ...]
    assumed: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Possible:
    """The products a question may be about, and their diagrams, each once: products that say the same about the case share them."""

    approaches: tuple[Approach, ...]
    product: Product | None
    asked: tuple[Questions, ...]
    answers: Mapping[str, tuple[Diagram, ...]]
    notes: tuple[Diagram, ...]


class CompiledAgreement:
    """A document ready to answer in one span of days; `on` leads to the others. Holds caches only; two of the same document give the same
    answers."""

    def __init__(self, document: Agreement, epochs: Epochs, number: int) -> None:
        self.document = document
        self.values: Mapping[str, DatedValue] = epochs.values(number)
        numbers = {name: dated.value for name, dated in self.values.items() if isinstance(dated.value, int)}
        self.variables: tuple[Variable, ...] = variables_of(document, numbers)
        self._plans = Plans(document, self.variables, numbers)
        self.diagrams = self._plans.diagrams
        self.position: Mapping[str, int] = self._plans.position
        self.rules = self._plans.rules
        self.note_rows = self._plans.note_rows
        self.notes = tuple(dict.fromkeys(note for row in self.note_rows for note in row.notes))
        self.rule_by_id: Mapping[str, Row] = {row.id: row for table in document.tables for row in table.rows}
        self.rule_number = {rule: number for number, rule in enumerate(self.rule_by_id)}
        given = (*(p.iso for p in document.products), *(a.iso for a in document.areas))
        self.iso_classes: tuple[str, ...] = tuple(sorted({UNLISTED, *self._plans.named_codes, *given}))
        self.assumed: Mapping[int, int] = {
            self.position[a.fact]: self.variables[self.position[a.fact]].labels.index(a.value)
            for a in document.assumptions
            if a.fact in self.position and not a.when
        }
        self.presumptions = Presumptions(document, numbers)
        self.decisions: dict[object, object] = {}
        self.made: dict[object, object] = {}
        self.parts: dict[object, object] = {}
        self.ranked: dict[object, tuple[str, ...]] = {}
        self._candidates: dict[str, tuple[Candidate, ...]] = {}
        self.columns = tuple((variable.name, variable.index) for variable in self.variables)
        self._approaches: dict[Candidate, Approach] = {}
        self._possible: dict[tuple[str | None, str | None, int], Possible] = {}
        self._alike: dict[tuple[tuple[Approach, ...], int], Possible] = {}
        self._single: dict[tuple[object, object], Approach | None] = {}
        self._county = self.position.get("registered_in_county", UNKNOWN)
        self._class_set = frozenset(self.iso_classes)
        towns = [party for party in document.parties if party.kind == "municipality"]
        self._members = {name.casefold(): party.code for party in towns for name in (party.code, party.name)}
        self.words: Mapping[str, tuple[Candidate, ...]] = {word.word.casefold(): tuple(self._named(word)) for word in document.words}
        self._epochs, self.is_dated = epochs, bool(epochs.cuts)
        self._spans: dict[int, CompiledAgreement] = {number: self}

    def on(self, day: object) -> "CompiledAgreement":
        """The agreement as it answers on a day: with the values its parameters have then. Without a day, the newest."""
        if not self._epochs.cuts:
            return self
        number = self._epochs.number(day if isinstance(day, date) else None)
        found = self._spans.get(number)
        if found is None:
            found = self._spans.setdefault(number, CompiledAgreement(self.document, self._epochs, number))
            found._spans = self._spans
        return found

    def spans(self) -> tuple["CompiledAgreement", ...]:
        """The agreement in every span of days, the oldest first: what has to be checked."""
        return (*(self.on(date.fromordinal(cut.toordinal() - 1)) for cut in self._epochs.cuts), self.on(None))

    def forget(self) -> None:
        """Throws away what is kept about questions asked before, but not what is prepared for the products."""
        for kept in (self.decisions, self.made, self.parts, self.ranked):
            kept.clear()
        self.diagrams.forget()

    def key(self, facts: Facts) -> tuple[object, ...]:
        """What the tables can tell about the facts: a class a fact, and the products they may be about."""
        get = facts.get
        key = [index[get(name)] for name, index in self.columns]
        place = facts.get("municipality")
        if place is not None and self._county >= 0 and key[self._county] < 0:
            key[self._county] = int(self.is_member(str(place)))
        return (get("iso_code"), self.word(get("product")), *key)

    def class_of(self, name: str, value: object) -> int:
        """The class of a fact's value; UNKNOWN when there is no value, or when no table asks for the fact."""
        at = self.position.get(name)
        return UNKNOWN if at is None else self.variables[at].index[value]

    def is_member(self, place: str) -> bool:
        """Whether a municipality is a party. Raises FactError for a name that is neither a party's nor a code: it may be misspelt."""
        if place.casefold() in self._members:
            return True
        if is_municipality_code(place):
            return False
        near = difflib.get_close_matches(place.casefold(), self._members, 3, 0.6)
        valid = tuple(name for name in near if not name.isdecimal()) or tuple(sorted(set(self._members.values())))
        raise FactError("municipality", f"{place!r} is not a party of the agreement; give the four-digit SCB code", valid)

    def word(self, word: object) -> str | None:
        """The spelling the word list has. Raises FactError with the nearest ones for a word it does not know."""
        if word is None:
            return None
        text = str(word).casefold()
        if text not in self.words:
            near = tuple(difflib.get_close_matches(text, self.words, 5, 0.6)) or tuple(sorted(self.words)[:5])
            raise FactError("product", f"{word!r} is not in the word list; give iso_code or one of the nearest", near)
        return text

    def with_county(self, known: Facts) -> Facts:
        """The facts with what the municipality tells about the county. Raises FactError for a municipality nobody knows."""
        place = known["municipality"]
        if "municipality" in self.position:
            self.class_of("municipality", place)
        if self._county < 0 or "registered_in_county" in known:
            return known
        more = Facts(known)
        more["registered_in_county"] = self.is_member(str(place))
        return more

    def approach(self, code: object, word: object) -> Approach | None:
        """The approach to the one product that a code and a word leave possible; None when there are several."""
        key = (code, word)
        if key not in self._single:
            candidates = self.candidates(cast("str | None", code), self.word(word))
            if len(self._single) > MOST_CODES:
                self._single.clear()
            self._single[key] = self.approach_to(candidates[0]) if len(candidates) == 1 else None
        return self._single[key]

    def approach_to(self, candidate: Candidate) -> Approach:
        """The approach to one possible product. A word's own area and finer term come before the code's area."""
        found = self._approaches.get(candidate)
        if found is None:
            plan = self.plan(candidate.iso_class)
            own = [UNKNOWN] * len(self.variables)
            if "product_area" in self.position:
                area = self.class_of("product_area", candidate.area)
                own[self.position["product_area"]] = plan.area_class if candidate.area is None else area
            if "product_term" in self.position:
                own[self.position["product_term"]] = self.class_of("product_term", candidate.term)
            assumed = frozenset(fact for fact in self.assumed if own[fact] < 0)
            defaults = tuple(self.assumed[n] if n in assumed else k for n, k in enumerate(own))
            found = self._approaches.setdefault(candidate, Approach(plan, tuple(own), defaults, assumed))
        return found

    def possible(self, code: str | None, word: str | None, area: int) -> Possible:
        """The products that a code, a word and the class of an area (or UNKNOWN) leave possible. An area alone rules out products of
        others; beside a code or word it is what holds."""
        key = (code, word, area)
        found = self._possible.get(key)
        if found is None:
            approaches = tuple(map(self.approach_to, self.candidates(code, word)))
            at = self.position.get("product_area", UNKNOWN)
            if code is None and word is None and area >= 0:
                approaches = tuple(a for a in approaches if a.own[at] in (UNKNOWN, area))
            if len(self._possible) > MOST_CODES:
                self._possible.clear()
            found = self._possible.setdefault(key, self._joined(approaches, at if area >= 0 else UNKNOWN))
        return found

    def _joined(self, approaches: tuple[Approach, ...], given: int) -> Possible:
        """What a product is by itself is filled in, but not the fact that is given. Made once for each: codes share products."""
        if (approaches, given) not in self._alike:
            self._alike[approaches, given] = self._join(approaches, given)
        return self._alike[approaches, given]

    def _join(self, approaches: tuple[Approach, ...], given: int) -> Possible:
        def filled(diagram: Diagram, approach: Approach) -> Diagram:
            for fact, value in enumerate(approach.own):
                diagram = self.diagrams.set_fact(diagram, fact, value) if value >= 0 and fact != given else diagram
            return diagram

        answers = {name: tuple(dict.fromkeys(filled(a.plan.questions.answers[name], a) for a in approaches)) for name in DECIDED}
        notes = tuple(dict.fromkeys(filled(a.plan.questions.notes, a) for a in approaches))
        products = {a.plan.product.id if a.plan.product else None: a.plan.product for a in approaches}
        product = next(iter(products.values())) if len(products) == 1 else None
        return Possible(approaches, product, tuple(dict.fromkeys(a.plan.questions for a in approaches)), answers, notes)

    def candidates(self, code: str | None, word: str | None) -> tuple[Candidate, ...]:
        """The products a code and a word leave possible; without both, every class."""
        if code is None:
            return self.words[word] if word is not None else tuple(Candidate(c) for c in self.iso_classes)
        if word is not None:
            return tuple(Candidate(c.iso_class, w.area, w.term) for c in self.candidates(code, None) for w in self.words[word][:1])
        found = self._candidates.get(code)
        if found is None:
            own = next((group for group in groups_of(code) if group in self._class_set), UNLISTED)
            below = (c for c in self._below(code) if c != own)
            if len(self._candidates) > MOST_CODES:
                self._candidates.clear()
            found = self._candidates.setdefault(code, tuple(Candidate(c) for c in (own, *below)))
        return found

    def _below(self, code: str) -> Iterator[str]:
        """The classes of longer codes in a group: they follow it in the sorted list."""
        at = bisect_right(self.iso_classes, code)
        while at < len(self.iso_classes) and contains(code, self.iso_classes[at]):
            yield self.iso_classes[at]
            at += 1

    def plan(self, iso_class: str) -> ProductPlan:
        """The diagrams for one class of codes."""
        return self._plans.plan(iso_class)

    def tests(self, iso_class: str, rows: tuple[Row, ...]) -> list[tuple[Row, Diagram]]:
        """When each row holds, for one class of codes; rows the class rules out are left out."""
        return self._plans.tests(iso_class, rows)

    def _named(self, word: Word) -> Iterator[Candidate]:
        """What a product word may be: the classes of its codes; a word without codes is outside the printed list."""
        for code in word.iso_codes or (None,):
            classes = self.candidates(code, None) if code else (Candidate(UNLISTED),)
            yield from (Candidate(c.iso_class, word.product_area, word.term) for c in classes)


def compile_agreement(document: Agreement) -> CompiledAgreement:
    """Makes a checked document ready to answer, as of its newest parameter values. Raises AgreementError, naming table, row and cell, for
    a column, value or parameter nobody can answer for."""
    epochs = Epochs(used_parameters(document))
    return CompiledAgreement(document, epochs, epochs.number(None))
