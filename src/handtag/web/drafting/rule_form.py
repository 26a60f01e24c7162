"""A rule as a form: its conditions, its answers, what it rests on; and the rule that was typed as plain data."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.domain.agreement.schema import DECIDED, OUTCOMES, Agreement, Row, Table, to_plain
from handtag.web.drafting.conditions import QUIET, Conditioned, LongChoice
from handtag.web.ui.differences import FIELDS
from handtag.web.ui.rules import answer_words, row_words


class RuleForm(Conditioned):
    """What a rule gives and why. The conditions are forms of their own, in `conditions`."""

    use_required_attribute = False
    condition = forms.ChoiceField(label=FIELDS["condition"], required=False)
    notes = forms.MultipleChoiceField(label=FIELDS["notes"], required=False, widget=forms.CheckboxSelectMultiple)
    clause = forms.ChoiceField(label=_lazy("Quoted text that the rule rests on"))
    also = forms.MultipleChoiceField(
        label=_lazy("Further texts"),
        required=False,
        widget=LongChoice,
        help_text=_lazy("Passages that it rests on too, or that disagree with it. Those that are chosen stand first."),
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
        self.table, self.row = table, row
        self.take_conditions(document, row.when if row else {}, data)
        self.fields |= _answers(table, row)
        wordings = [(code, f"{text}") for code, text in document.wordings.items()]
        self._choose("condition", [("", _("None")), *wordings])
        self._choose("notes", wordings)
        clauses = [(clause.id, f"{clause.section}: ”{clause.quote[:90]}” ({clause.id})") for clause in document.clauses]
        self._choose("clause", [("", _("Choose")), *clauses])
        chosen = data.getlist("also") if data is not None else row.also if row else ()
        self._choose("also", sorted(clauses, key=lambda clause: clause[0] not in chosen))
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

    def plain(self, row_id: str) -> dict[str, Any]:
        """The rule as typed, in the shape of the agreement format; what the form does not show is kept as it was."""
        given = self.cleaned_data
        kept: dict[str, Any] = dict(to_plain(self.row)) if self.row else {}  # type: ignore[call-overload]
        typed = {
            "id": row_id,
            "table": self.table.id,
            "when": self.when(),
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
