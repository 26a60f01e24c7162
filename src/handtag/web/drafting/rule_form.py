"""A rule as a form: its conditions, its answers, what it rests on; and the rule that was typed as plain data."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.domain.agreement.schema import DECIDED, OUTCOMES, Agreement, Row, Table, to_plain
from handtag.web.drafting.conditions import QUIET, ConditionForm, columns, posted, stored
from handtag.web.ui.differences import FIELDS
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.rules import answer_words, row_words


class RuleForm(CommandForm):
    """What a rule gives and why. The conditions are forms of their own, in `conditions`."""

    use_required_attribute = False
    condition = forms.ChoiceField(label=FIELDS["condition"], required=False)
    notes = forms.MultipleChoiceField(label=FIELDS["notes"], required=False, widget=forms.CheckboxSelectMultiple)
    clause = forms.ChoiceField(label=_lazy("Quoted text that the rule rests on"))
    also = forms.MultipleChoiceField(
        label=_lazy("Further texts"), required=False, help_text=_lazy("Passages that it rests on too, or that disagree with it.")
    )
    open_because = forms.CharField(
        label=_lazy("Left open because"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_lazy("Only for what the text leaves open: the answer is then undecided."),
    )
    reading = forms.CharField(
        label=_lazy("Read as"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_lazy("Which reading of a doubtful text was chosen."),
    )

    def __init__(self, document: Agreement, table: Table, row: Row | None, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=_initial(row))
        self.document, self.table, self.row = document, table, row
        self.conditions: list[ConditionForm] = list(
            posted(document, data) if data is not None else stored(document, row.when if row else {})
        )
        self.fields |= _answers(table, row)
        wordings = [(code, f"{text}") for code, text in document.wordings.items()]
        self._choose("condition", [("", _("None")), *wordings])
        self._choose("notes", wordings)
        clauses = [(clause.id, f"{clause.section}: ”{clause.quote[:90]}” ({clause.id})") for clause in document.clauses]
        self._choose("clause", [("", _("Choose")), *clauses])
        self._choose("also", clauses)
        if row is None:
            places = [(one.id, f"{number}. {row_words(one, document)[:90]}") for number, one in enumerate(table.rows, 1)]
            self.fields["before"] = forms.ChoiceField(
                label=_("Put it before"), choices=[("", _("Last in the table")), *places], required=False
            )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def answers(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("then-")]

    @property
    def others(self) -> list[forms.BoundField]:
        names = ("condition", "notes", "clause", "also", "open_because", "reading", *(["before"] if "before" in self.fields else []))
        return [self[name] for name in names]

    @property
    def ends(self) -> list[tuple[str, str]]:
        """The values whose name can stand in place of a number in a range."""
        return [(p.id, p.title) for p in self.document.parameters if all(type(dated.value) is int for dated in p.values)]

    @property
    def free_columns(self) -> list[tuple[str, str]]:
        """The columns that no condition asks about yet."""
        taken = {condition.name for condition in self.conditions}
        return [(name, label) for name, label in columns(self.document) if name not in taken]

    def add_condition(self, column: str) -> None:
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

    def plain(self, row_id: str) -> dict[str, Any]:
        """The rule as typed, in the shape of the agreement format; what the form does not show is kept as it was."""
        given = self.cleaned_data
        kept: dict[str, Any] = dict(to_plain(self.row)) if self.row else {}  # type: ignore[call-overload]
        typed = {
            "id": row_id,
            "table": self.table.id,
            "when": {condition.name: condition.plain() for condition in self.conditions},
            "then": {name.removeprefix("then-"): given[name] for name in given if name.startswith("then-") and given[name]},
            **{name: given[name] for name in ("condition", "notes", "clause", "also")},
            **{name: given[name].strip() for name in ("open_because", "reading")},
        }
        return {name: value for name, value in {**kept, **typed}.items() if value not in ("", [], {}, None)}


def _initial(row: Row | None) -> dict[str, Any]:
    if row is None:
        return {}
    then = {f"then-{name}": value for name, value in row.then.items()}
    names = ("condition", "clause", "open_because", "reading")
    return {**then, **{name: getattr(row, name) or "" for name in names}, "notes": list(row.notes), "also": list(row.also)}


def _answers(table: Table, row: Row | None) -> dict[str, forms.Field]:
    """A field for every answer; those that the table gives already come first."""
    used = {name for one in table.rows for name in one.then} | set(row.then if row else ())
    found: dict[str, forms.Field] = {}
    for name in sorted(DECIDED, key=lambda name: name not in used):
        choices = [("", _("The rule says nothing about it")), *((value, answer_words(name, value)) for value in OUTCOMES[name])]
        found[f"then-{name}"] = forms.ChoiceField(label=FIELDS[name], choices=choices, required=False, **QUIET)
    for name in table.derives:
        found[f"then-{name}"] = forms.CharField(label=name, required=False, max_length=60)
    return found
