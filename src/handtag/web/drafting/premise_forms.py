"""What a question is read with, as forms: product words, what is taken for granted, the parties that are bound."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.domain.agreement.facts import CHOICES, FLAG_FACTS
from handtag.domain.agreement.schema import Agreement, Assumption
from handtag.domain.values.codes import is_iso_code
from handtag.web.drafting.conditions import Conditioned
from handtag.web.drafting.part_forms import Group, PartForm
from handtag.web.ui.differences import FIELDS
from handtag.web.ui.facts import fact_choices, short_fact, value_label


class NamedForm(PartForm):
    """A part that is called by what is typed; once it is there, what it is called is never changed."""

    named = ""

    def prepare(self) -> None:
        self.fields[self.named].disabled = bool(self.was)

    def require_new(self, name: str, taken: set[str]) -> str:
        """The typed name, when no other part has it: saving would otherwise replace that one unseen."""
        if not self.was and name.casefold() in {one.casefold() for one in taken}:
            raise forms.ValidationError(_("“%(name)s” is there already. Change that one instead.") % {"name": name})
        return name


class WordForm(NamedForm):
    """What people call a product, and which codes it may be."""

    named = "word"
    word = forms.CharField(label=_lazy("Word"), max_length=80, help_text=_lazy("As a prescriber would say it, in the singular."))
    iso_codes = forms.CharField(
        label=FIELDS["iso_codes"],
        required=False,
        max_length=400,
        help_text=_lazy("Separate several with commas. Where the answers differ between them, it is asked which one is meant."),
    )
    product_area = forms.ChoiceField(label=FIELDS["product_area"], required=False)
    term = forms.CharField(label=_lazy("Finer than the code"), required=False, max_length=60)

    def prepare(self) -> None:
        super().prepare()
        areas = [(area, capfirst(value_label("product_area", area))) for area in CHOICES["product_area"]]
        self.fields["product_area"].choices = [("", _("As the code says")), *areas]  # type: ignore[attr-defined]
        terms = sorted({word.term for word in self.document.words if word.term})
        self.fields["term"].help_text = _("A name that rules can ask for. In use: %(terms)s.") % {"terms": ", ".join(terms) or _("none")}

    def as_initial(self, plain: Mapping[str, Any]) -> dict[str, Any]:
        return {**plain, "iso_codes": ", ".join(plain.get("iso_codes", []))}

    def clean_word(self) -> str:
        return self.require_new(str(self.cleaned_data["word"]), {word.word for word in self.document.words})

    def clean_iso_codes(self) -> list[str]:
        codes = [code for part in self.cleaned_data["iso_codes"].split(",") if (code := "".join(part.split()))]
        for code in codes:
            if not is_iso_code(code):
                raise forms.ValidationError(_("%(code)s is not an ISO code: it has 2, 4, 6 or 8 digits.") % {"code": code})
        return codes

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not given.get("iso_codes") and not given.get("product_area"):
            self.add_error("iso_codes", _("Give at least one code, or the product area."))
        return given


class PartyForm(NamedForm):
    """A principal that is bound by the agreement."""

    named = "code"
    code = forms.RegexField(
        r"^(?:\d\d){1,2}$",
        label=_lazy("Code"),
        help_text=_lazy("The region's county code, 2 digits, or the municipality's code, 4 digits."),
        error_messages={"invalid": _lazy("Give 2 digits for a region, 4 for a municipality.")},
    )
    name = forms.CharField(label=FIELDS["name"], max_length=120)
    kind = forms.ChoiceField(label=_lazy("What it is"), choices=[("region", _lazy("Region")), ("municipality", _lazy("Municipality"))])

    def clean_code(self) -> str:
        return self.require_new(str(self.cleaned_data["code"]), {party.code for party in self.document.parties})

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        digits = {"region": 2, "municipality": 4}.get(given.get("kind", ""))
        if given.get("code") and digits and len(given["code"]) != digits:
            self.add_error("code", _("Give 2 digits for a region, 4 for a municipality."))
        return given


class AssumptionForm(Conditioned, PartForm):
    """What is taken for granted until the question says otherwise; with conditions, only where the question says what they ask."""

    assumed = forms.ChoiceField(
        label=_lazy("Taken for granted"),
        help_text=_lazy("Only what the text treats as the ordinary case."),
    )
    clause = forms.ChoiceField(label=_lazy("Quoted text that it rests on"))

    def __init__(self, document: Agreement, plain: Mapping[str, Any] | None, data: QueryDict | None = None) -> None:
        super().__init__(document, plain, data)
        which = next((one for number, one in enumerate(document.assumptions) if _name(document, number) == self.was.get("id")), None)
        self.take_conditions(document, which.when if which else {}, data)

    def prepare(self) -> None:
        kept = self.was.get("fact")
        facts = [kept] if kept else [*CHOICES, *FLAG_FACTS]
        choices = [("", _("Choose")), *((capfirst(short_fact(fact)), _each_value(fact)) for fact in facts)]
        self.fields["assumed"].choices = choices  # type: ignore[attr-defined]

    def as_initial(self, plain: Mapping[str, Any]) -> dict[str, Any]:
        return {**plain, "assumed": f"{plain['fact']}={plain['value']}"}

    def groups(self) -> list[Group]:
        if_ = Group(_("Only when"), (), self.conditions, self.free_columns, _("Another condition"), _("Add the condition"))
        return [Group("", tuple(self[name] for name in ("assumed", "clause"))), if_]

    def plain(self, taken: set[str]) -> dict[str, Any]:
        fact, _equals, value = self.cleaned_data["assumed"].partition("=")
        name = self.was.get("id") or next(one for one in _names(fact) if one not in taken)
        typed = {"id": name, "fact": fact, "value": value, "clause": self.cleaned_data["clause"], "when": self.when()}
        return {key: value for key, value in typed.items() if value}


def _each_value(fact: str) -> list[tuple[str, str]]:
    return [(f"{fact}={value}", f"{capfirst(short_fact(fact))}: {label}") for value, label in fact_choices(fact)]


def _names(fact: str) -> list[str]:
    """What assumptions about one fact are called, the first, the second and so on."""
    return [fact, *(f"{fact} ({number})" for number in range(2, 1000))]


def _name(document: Agreement, number: int) -> str:
    """What the part is called that stands at a place among the assumptions."""
    before: list[Assumption] = list(document.assumptions[: number + 1])
    fact = before[-1].fact
    return _names(fact)[sum(one.fact == fact for one in before) - 1]
