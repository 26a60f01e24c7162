"""A worked case as a form: the facts, the answers that were agreed on, and where; and how a draft answers it."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.domain.agreement.cases import OPEN, Case, try_case
from handtag.domain.agreement.compile import CompiledAgreement
from handtag.domain.agreement.facts import FLAG_FACTS, FLAGS, FactError, parse_facts
from handtag.domain.agreement.schema import OUTCOMES, Agreement
from handtag.web.drafting.conditions import LongChoice
from handtag.web.drafting.part_forms import AREA, Group, PartForm
from handtag.web.ui.differences import FIELDS
from handtag.web.ui.facts import FACTS, QuestionBoundField, question_field, short_fact
from handtag.web.ui.rules import answer_words, wording
from handtag.web.ui.text import NOTHING

FACT, EXPECT = "fact-", "expect-"
# What nearly every case speaks about; other facts are added one by one.
USUAL = ("iso_code", "age", "housing", "care_setting", "prescriber_profession", "prescriber_employer")
ASKED = tuple(fact for fact in FACTS if fact not in {"agreement", "version"})
# The answers of trust prescription stand together in a case.
TRUST = {"trust_allowed": "allowed", "cost_approval": "cost_approval"}
SETS = ("notes", "missing")
OPEN_WORDS = {"true": _lazy("Yes"), "false": _lazy("No")}


class CaseForm(PartForm):
    """Facts and agreed answers. What is left empty, the case says nothing about."""

    named_after = "title"
    title = forms.CharField(label=FIELDS["title"], max_length=200, help_text=_lazy("One sentence: who, what, and what follows."))
    source = forms.CharField(label=FIELDS["source"], widget=AREA, help_text=_lazy("Where the agreement says so, or who agreed on it."))

    def __init__(self, document: Agreement, plain: Mapping[str, Any] | None, data: QueryDict | None = None) -> None:
        super().__init__(document, plain, data)
        given = self.was.get("facts", {})
        posted = {name.removeprefix(FACT) for name in (data or {}) if name.startswith(FACT)}
        shown = {*given, *posted} if given or posted else set(USUAL)
        for fact in [one for one in ASKED if one in shown]:
            self._ask(fact, given.get(fact))

    def prepare(self) -> None:
        agreed = _flat(self.was.get("expect", {}))
        nothing = ("", _("The case says nothing about it"))
        for name in OUTCOMES:
            self._expect(name, forms.ChoiceField(choices=[nothing, *((one, answer_words(name, one)) for one in OUTCOMES[name])]), agreed)
        wordings = [(code, text) for code, text in self.document.wordings.items()]
        self._expect("condition", forms.ChoiceField(choices=[nothing, *wordings]), agreed)
        self._expect(OPEN, forms.ChoiceField(choices=[nothing, *OPEN_WORDS.items()], label=_("Left open by the text")), agreed)
        self._expect("notes", forms.MultipleChoiceField(choices=wordings, widget=LongChoice), agreed)
        facts = sorted(((fact, capfirst(short_fact(fact))) for fact in ASKED), key=lambda one: one[1])
        self._expect("missing", forms.MultipleChoiceField(choices=facts, widget=LongChoice), agreed)

    def _expect(self, name: str, field: forms.ChoiceField, agreed: Mapping[str, Any]) -> None:
        field.required, field.label, field.initial = False, field.label or FIELDS[name], agreed.get(name)
        field.bound_field_class = QuestionBoundField  # what is left empty is not agreed on; no word about it beside each
        choices = cast("list[tuple[str, str]]", field.choices)
        known = {value for value, _label in choices}
        kept = agreed.get(name) or ()
        field.choices = [*choices, *((one, one) for one in ([kept] if isinstance(kept, str) else kept) if one not in known)]
        self.fields[EXPECT + name] = field

    def _ask(self, fact: str, value: object) -> None:
        if FACT + fact not in self.fields:
            self.fields[FACT + fact] = question_field(fact, choices=self._towns(value) if fact == "municipality" else None)
            self.initial[FACT + fact] = _written(value)
            if fact == "iso_code":
                self.fields[FACT + fact].label = FIELDS["iso"]

    def _towns(self, value: object) -> list[tuple[str, str]] | None:
        """The municipalities that are parties, and the one that the case names in another way; None when it is typed."""
        towns = [(party.code, party.name) for party in self.document.parties if party.kind == "municipality"]
        named = _written(value)
        return [*towns, *([(named, named)] if named and named not in dict(towns) else [])] if towns else None

    @property
    def free_facts(self) -> list[tuple[str, str]]:
        free = [(fact, capfirst(short_fact(fact))) for fact in ASKED if FACT + fact not in self.fields]
        return sorted(free, key=lambda one: one[1])

    def add_line(self, fact: str) -> None:
        """Another fact to be filled in."""
        if fact in ASKED:
            self._ask(fact, None)

    def groups(self) -> list[Group]:
        def named(start: str) -> tuple[forms.BoundField, ...]:
            return tuple(self[name] for name in self.fields if name.startswith(start))

        facts = Group(_("Facts"), named(FACT), (), self.free_facts, _("Another fact"), _("Add the fact"), is_grid=True)
        return [Group("", (self["title"],)), facts, Group(_("Agreed answers"), named(EXPECT), is_grid=True), Group("", (self["source"],))]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.errors:
            return given
        if not self._agreed(given):
            self.add_error(EXPECT + "payer", _("Give at least one agreed answer."))
        try:
            parse_facts(self._facts(given))
        except FactError as error:
            field = FACT + error.field
            self.add_error(field if field in self.fields else None, f"{capfirst(short_fact(error.field))}: {error.message}")
        return given

    def plain(self, taken: set[str]) -> dict[str, Any]:
        """A case may have no facts at all: what is certain when nothing is known."""
        given = self.cleaned_data
        return {**super().plain(taken), "facts": self._facts(given), "expect": self._agreed(given)}

    def typed(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("title", "source")}

    def _facts(self, given: Mapping[str, Any]) -> dict[str, object]:
        was: Mapping[str, object] = self.was.get("facts", {})
        typed = {name.removeprefix(FACT): value for name, value in given.items() if name.startswith(FACT) and value not in ("", None)}
        return {fact: was[fact] if _written(was.get(fact)) == _written(value) else _plain(fact, value) for fact, value in typed.items()}

    def _agreed(self, given: Mapping[str, Any]) -> dict[str, object]:
        was: Mapping[str, Any] = self.was.get("expect", {})
        typed = {name.removeprefix(EXPECT): value for name, value in given.items() if name.startswith(EXPECT) and value}
        trust = {part: typed.pop(name) for name, part in TRUST.items() if name in typed}
        agreed: dict[str, object] = {name: value == "true" if name == OPEN else value for name, value in typed.items()}
        agreed |= {"trust_prescription": trust} if trust else {}
        kept = {name: value for name, value in was.items() if EXPECT + name not in self.fields and name != "trust_prescription"}
        kept |= {name: value for name, value in was.items() if value == []}
        return kept | {name: was[name] if _same(was.get(name), value) else value for name, value in agreed.items()}


def _same(was: object, typed: object) -> bool:
    """A set is the same in another order; everything else as it stands."""
    if isinstance(was, list | tuple) and isinstance(typed, list):
        return sorted(was) == sorted(typed)
    return was == typed


def _flat(agreed: Mapping[str, Any]) -> dict[str, Any]:
    """The agreed answers by the names of the fields."""
    trust = agreed.get("trust_prescription", {})
    flat = {name: trust[part] for name, part in TRUST.items() if part in trust}
    return flat | {name: _written(value) if name == OPEN else value for name, value in agreed.items() if name != "trust_prescription"}


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def _plain(fact: str, value: object) -> object:
    if fact in FLAG_FACTS and value in FLAGS:
        return value == "true"
    text = value if isinstance(value, int) else str(value)
    return "".join(str(text).split()) if fact in {"iso_code", "main_iso_code"} else text


def case_differences(compiled: CompiledAgreement, case: Case) -> list[tuple[str, str, str]]:
    """What the draft answers otherwise than was agreed: which answer, as agreed, as the draft has it."""
    document = compiled.document
    return [
        (str(_answer_name(one.field)), _said(one.field, one.agreed, document), _said(one.field, one.decided, document))
        for one in try_case(compiled, case)
    ]


def _answer_name(name: str) -> Any:
    named = {OPEN: _("Left open by the text"), "trust_prescription": FIELDS["trust_allowed"], "product_row": _("Row in the list")}
    return named.get(name) or FIELDS.get(name) or capfirst(short_fact(name))


def _said(name: str, value: object, document: Agreement) -> str:
    if value is None or value in ((), []):
        return NOTHING
    if isinstance(value, Mapping):
        parts = {part: field for field, part in TRUST.items()}
        return "; ".join(answer_words(str(parts.get(part, part)), str(said)) for part, said in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(short_fact(str(one)) if name == "missing" else wording(str(one), document) for one in value)
    if isinstance(value, bool):
        return str(OPEN_WORDS[_written(value)])
    return wording(str(value), document) if name == "condition" else answer_words(name, str(value), document)
