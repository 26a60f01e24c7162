"""The conditions of a rule as form fields: which columns there are, what each can be compared with, and a typed condition as plain data."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.domain.agreement.facts import CHOICES, FLAG_FACTS, FLAGS, LOWEST
from handtag.domain.agreement.schema import DECIDED, OUTCOMES, Agreement, Cell
from handtag.web.ui.differences import FIELDS
from handtag.web.ui.facts import QuestionBoundField, short_fact
from handtag.web.ui.forms import BaseForm, CommandForm
from handtag.web.ui.rules import answer_words, plain_value

ROW = "row."
TEXT_COLUMNS = ("iso_code",)
# Every end and answer may be left empty; no word about it beside each.
QUIET: Mapping[str, Any] = {"bound_field_class": QuestionBoundField}
KINDS: Mapping[str, Any] = {
    "one_of": _lazy("is one of"),
    "none_of": _lazy("is none of"),
    "listed": _lazy("is one that the product's row names under"),
    "not_listed": _lazy("is none that the product's row names under"),
}


class LongChoice(forms.CheckboxSelectMultiple):
    """Boxes to tick where there are many: the list has a height of its own and is scrolled."""

    is_long = True


def columns(document: Agreement) -> list[tuple[str, str]]:
    """Every column a condition may ask about, by what it is called: facts, what the product's row says, and earlier answers."""
    facts = ["iso_code", *CHOICES, *FLAG_FACTS, *LOWEST, "municipality", "product_term"]
    found = [(name, capfirst(short_fact(name))) for name in facts]
    found += [
        (f"{ROW}{name}", _("The row says: %(name)s") % {"name": short_fact(f"{ROW}{name}")}) for name in ("listed", *attributes(document))
    ]
    return sorted(found, key=lambda one: one[1]) + [(name, str(FIELDS[name])) for name in DECIDED]


def attributes(document: Agreement) -> list[str]:
    """What the product rows say something about."""
    return list(dict.fromkeys(name for product in document.products for name in product.attributes))


def naming(document: Agreement, column: str) -> list[str]:
    """The columns of the list that name values of a fact, such as those that name professions."""
    known = set(CHOICES.get(column, ()))
    said = {name for product in document.products for name, values in product.attributes.items() if known & set(values)}
    return [name for name in attributes(document) if name in said]


def column_name(column: str) -> str:
    return str(FIELDS[column]) if column in DECIDED else capfirst(short_fact(column))


def values_of(document: Agreement, column: str) -> list[tuple[str, str]]:
    """The values a column can have, with their words; empty for what is typed."""
    if column in DECIDED:
        return [(value, answer_words(column, value)) for value in OUTCOMES[column]]
    if column == "municipality":
        return [(party.code, party.name) for party in document.parties if party.kind == "municipality"]
    return [(value, capfirst(plain_value(column, value, document))) for value in _plain_values(document, column)]


def _plain_values(document: Agreement, column: str) -> Sequence[str]:
    if column == f"{ROW}listed":
        return ("yes", "no")
    if column.startswith(ROW):
        name = column.removeprefix(ROW)
        return sorted({value for product in document.products for value in product.attributes.get(name, ())})
    if column == "product_term":
        return sorted({word.term for word in document.words if word.term})
    return FLAGS if column in FLAG_FACTS else CHOICES.get(column, ())


class ConditionForm(BaseForm):
    """One condition. Numbers have ends, closed facts have boxes to tick, codes are typed."""

    use_required_attribute = False
    column = forms.CharField(widget=forms.HiddenInput)
    remove = forms.BooleanField(label=_lazy("Remove this condition"), required=False)

    def __init__(self, document: Agreement, column: str, prefix: str, data: QueryDict | None = None, cell: Cell | None = None) -> None:
        super().__init__(data, prefix=prefix, initial={"column": column, **_initial(cell)})
        self.title = column_name(column)
        self.name = column
        if column in LOWEST:
            self._add_ends()
        else:
            self._add_values(document, column, cell)
        self.order_fields([name for name in self.fields if name != "remove"])

    def _add_ends(self) -> None:
        for name, label in (("from", _("From (inclusive)")), ("to", _("To (inclusive)")), ("below", _("Below (not inclusive)"))):
            self.fields[name] = forms.CharField(label=label, required=False, max_length=60, **QUIET)
            self.fields[name].widget.attrs.update({"class": "short", "list": "ends", "autocomplete": "off"})

    def _add_values(self, document: Agreement, column: str, cell: Cell | None) -> None:
        named = naming(document, column)
        kinds = [(kind, label) for kind, label in KINDS.items() if named or kind in {"one_of", "none_of"}]
        self.fields["kind"] = forms.ChoiceField(label=_("Comparison"), choices=kinds)
        choices = values_of(document, column)
        known = {value for value, _label in choices}
        extra = [(value, value) for value in (cell.values if cell and cell.kind in {"one_of", "none_of"} else ()) if value not in known]
        if column in TEXT_COLUMNS or not choices:
            help_text = _("Separate several with commas. A code covers all codes that begin with it.") if column == "iso_code" else ""
            self.fields["typed"] = forms.CharField(label=_("Values"), required=False, max_length=400, help_text=help_text, **QUIET)
        else:
            boxes = forms.CheckboxSelectMultiple
            self.fields["values"] = forms.MultipleChoiceField(
                label=_("Values"), choices=[*choices, *extra], required=False, widget=boxes, **QUIET
            )
        if named:
            heads = [(name, capfirst(short_fact(f"{ROW}{name}"))) for name in named]
            self.fields["attributes"] = forms.MultipleChoiceField(
                label=_("Columns of the product's row"), choices=heads, required=False, widget=forms.CheckboxSelectMultiple, **QUIET
            )

    def plain(self) -> Any:
        """The condition in the shape of the agreement format. The form must have been asked whether it is valid."""
        given = self.cleaned_data
        if self.name in LOWEST:
            return {name: _whole(given[name].strip()) for name in ("from", "to", "below") if given.get(name, "").strip()}
        kind = given.get("kind", "one_of")
        if kind in {"listed", "not_listed"}:
            return {kind: given.get("attributes", [])}
        typed = "".join(given.get("typed", "").split())
        values = [part for part in typed.split(",") if part] or given.get("values", [])
        return {"not": values} if kind == "none_of" else values

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("remove") and self.is_empty(given):
            self.add_error(None, _("%(name)s: choose at least one value, or remove the condition.") % {"name": self.title})
        return given

    def is_empty(self, given: Mapping[str, Any]) -> bool:
        wanted = ("attributes",) if given.get("kind") in {"listed", "not_listed"} else ("values", "typed", "from", "to", "below")
        return not any(given.get(name) for name in wanted)


def _whole(text: str) -> int | str:
    """A whole number, or the name of a value."""
    return int(text) if text.isdecimal() else text


def _initial(cell: Cell | None) -> dict[str, Any]:
    if cell is None:
        return {}
    if cell.kind == "range":
        return {"from": cell.low, "to": cell.high, "below": cell.below}
    if cell.kind in {"listed", "not_listed"}:
        return {"kind": cell.kind, "attributes": list(cell.values)}
    kind = "none_of" if cell.kind == "none_of" else "one_of"
    return {"kind": kind, "values": list(cell.values), "typed": ", ".join(cell.values)}


def posted(document: Agreement, data: QueryDict) -> Iterator[ConditionForm]:
    """The conditions of a posted form, in order, without those that were ticked away."""
    for number in range(len(columns(document)) + 40):
        prefix = f"c{number}"
        column = data.get(f"{prefix}-column", "")
        if column and not data.get(f"{prefix}-remove"):
            yield ConditionForm(document, column, prefix, data)


def stored(document: Agreement, when: Mapping[str, Cell]) -> list[ConditionForm]:
    """The conditions of a rule as it is."""
    return [ConditionForm(document, column, f"c{number}", cell=cell) for number, (column, cell) in enumerate(when.items())]


class Conditioned(CommandForm):
    """A form with conditions, each a form of its own."""

    document: Agreement
    conditions: list[ConditionForm]

    def take_conditions(self, document: Agreement, when: Mapping[str, Cell], data: QueryDict | None) -> None:
        self.document = document
        self.conditions = list(posted(document, data)) if data is not None else stored(document, when)

    @property
    def ends(self) -> list[tuple[str, str]]:
        """The values whose name can stand in place of a number in a range."""
        return [(p.id, p.title) for p in self.document.parameters if all(type(dated.value) is int for dated in p.values)]

    @property
    def free_columns(self) -> list[tuple[str, str]]:
        """The columns that no condition asks about yet."""
        taken = {condition.name for condition in self.conditions}
        return [(name, label) for name, label in columns(self.document) if name not in taken]

    def add_line(self, column: str) -> None:
        """Another condition at the end, to be filled in."""
        if column in dict(self.free_columns):
            taken = {condition.prefix for condition in self.conditions}
            prefix = next(f"c{number}" for number in range(1000) if f"c{number}" not in taken)
            self.conditions.append(ConditionForm(self.document, column, prefix))

    def hush(self) -> None:
        """Shows what was typed without finding fault with it yet."""
        forms_: list[Any] = [self, *self.conditions]
        for form in forms_:
            form._errors, form.cleaned_data = ErrorDict(), {}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for condition in self.conditions:
            if not condition.is_valid():
                for messages in condition.errors.values():
                    self.add_error(None, list(messages))
        return given

    def when(self) -> dict[str, Any]:
        """The conditions as typed, in the shape of the agreement format."""
        return {condition.name: condition.plain() for condition in self.conditions}
