"""The smaller parts of a draft as forms: values, quoted texts, product rows, wordings, the agreement's head; typed parts as plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.domain.agreement.schema import Agreement
from handtag.web.ui.differences import FIELDS
from handtag.web.ui.facts import short_fact
from handtag.web.ui.forms import CommandForm, DateInput

AREA = forms.Textarea(attrs={"rows": 3})


@dataclass(frozen=True)
class Group:
    """Fields that stand together: under a title, with conditions, and with lines that can be added (`free`)."""

    title: str
    fields: Sequence[forms.BoundField]
    conditions: Sequence[Any] = ()
    free: Sequence[tuple[str, str]] = ()
    free_label: str = ""
    add_label: str = ""
    is_grid: bool = False


class PartForm(CommandForm):
    """A part of a draft. A new one is given its name from what it is called; a name is never changed."""

    use_required_attribute = False
    named_after = ""

    def __init__(self, document: Agreement, plain: Mapping[str, Any] | None, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=self.as_initial(plain) if plain else None)
        self.document, self.was = document, dict(plain or {})
        if "clause" in self.fields:
            clauses = [(clause.id, f"{clause.section}: ”{clause.quote[:90]}” ({clause.id})") for clause in document.clauses]
            self.fields["clause"].choices = [("", _("Choose")), *clauses]  # type: ignore[attr-defined]
        self.prepare()

    def prepare(self) -> None:
        """Fields that follow from the document."""

    def as_initial(self, plain: Mapping[str, Any]) -> dict[str, Any]:
        return dict(plain)

    def groups(self) -> list[Group]:
        return [Group("", self.visible_fields())]

    def add_line(self, name: str) -> None:
        """Another line to be filled in, in a form that has such."""

    def hush(self) -> None:
        """Shows what was typed without finding fault with it yet."""
        self._errors, self.cleaned_data = ErrorDict(), {}

    def plain(self, taken: set[str]) -> dict[str, Any]:
        """The part as typed; what the form does not show is kept as it was."""
        typed = {**self.was, **self.typed()}
        if not self.was and self.named_after:
            typed["id"] = _new_name(str(self.cleaned_data[self.named_after]), taken)
        return {name: value for name, value in typed.items() if value not in ("", [], {}, None)}

    def typed(self) -> dict[str, Any]:
        hidden = {"command_id"}
        found = {name: value for name, value in self.cleaned_data.items() if name not in hidden}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}


def _new_name(called: str, taken: set[str]) -> str:
    base = slugify(called)[:40].strip("-") or "part"
    return base if base not in taken else next(f"{base}-{n}" for n in range(2, 10_000) if f"{base}-{n}" not in taken)


class ClauseForm(PartForm):
    named_after = "section"
    quote = forms.CharField(label=FIELDS["quote"], widget=AREA, help_text=_lazy("Word for word, and short."))
    section = forms.CharField(label=FIELDS["section"], max_length=200)

    def prepare(self) -> None:
        self.fields["document"] = forms.CharField(label=FIELDS["document"], max_length=200)


class WordingForm(PartForm):
    named_after = "text"
    text = forms.CharField(label=FIELDS["text"], widget=AREA, help_text=_lazy("What people read where the remark or condition applies."))


class HeadForm(PartForm):
    title = forms.CharField(label=FIELDS["title"], max_length=160)
    version = forms.CharField(label=FIELDS["version"], max_length=40)
    valid_from = forms.DateField(label=FIELDS["valid_from"], widget=DateInput())
    valid_to = forms.DateField(label=FIELDS["valid_to"], widget=DateInput(), required=False, help_text=_lazy("Empty: until replaced."))
    description = forms.CharField(label=FIELDS["description"], widget=AREA, required=False)

    def plain(self, taken: set[str]) -> dict[str, Any]:
        return {name: value or None for name, value in self.typed().items()}


class ParameterForm(PartForm):
    """A value with its days: each line is a day and the value from that day on."""

    named_after = "title"
    title = forms.CharField(label=FIELDS["title"], max_length=200)
    unit = forms.CharField(label=FIELDS["unit"], max_length=60)
    status = forms.ChoiceField(label=FIELDS["status"], choices=[("agreed", _lazy("Agreed")), ("proposed", _lazy("Proposed, not decided"))])
    lines = forms.CharField(
        label=_lazy("Values, one line each"), widget=AREA, help_text=_lazy("The first day and the value, such as “2027-01-01 18”.")
    )
    clause = forms.ChoiceField(label=_lazy("Quoted text that it rests on"))

    def as_initial(self, plain: Mapping[str, Any]) -> dict[str, Any]:
        return {**plain, "lines": "\n".join(f"{dated['since']} {_written(dated['value'])}" for dated in plain.get("values", []))}

    def clean_lines(self) -> str:
        lines = str(self.cleaned_data["lines"])
        for line in filter(str.strip, lines.splitlines()):
            day, _space, value = line.strip().partition(" ")
            try:
                date.fromisoformat(day)
            except ValueError:
                raise forms.ValidationError(
                    _("“%(line)s” does not begin with a day such as 2027-01-01.") % {"line": line.strip()}
                ) from None
            if not value.strip():
                raise forms.ValidationError(_("“%(line)s” has a day but no value.") % {"line": line.strip()})
        return lines

    def typed(self) -> dict[str, Any]:
        parts = [line.strip().partition(" ") for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        was = {(dated["since"], _written(dated["value"])): dated["value"] for dated in self.was.get("values", [])}
        values = [{"since": day, "value": was.get((day, text := value.strip()), _read(text))} for day, _space, value in parts]
        return {**{name: value for name, value in super().typed().items() if name != "lines"}, "values": values}


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read(text: str) -> str | int | bool:
    if text in {"true", "false"}:
        return text == "true"
    return int(text) if text.isdecimal() and (text == "0" or not text.startswith("0")) else text


class ProductForm(PartForm):
    """A row of the product list: its code, its name, and what it says to the rules."""

    named_after = "iso"
    iso = forms.RegexField(r"^(?:\d\d){1,4}$", label=FIELDS["iso"], error_messages={"invalid": _lazy("Give 2, 4, 6 or 8 digits.")})
    name = forms.CharField(label=FIELDS["name"], max_length=200)
    clause = forms.ChoiceField(label=_lazy("Quoted text that it rests on"))

    def prepare(self) -> None:
        rows = self.document.products
        for name in dict.fromkeys(name for product in rows for name in product.attributes):
            values = sorted({value for product in rows for value in product.attributes.get(name, ())})
            label = _("The row says: %(name)s") % {"name": short_fact(f"row.{name}")}
            self.fields[f"says-{name}"] = forms.CharField(
                label=label, required=False, initial=", ".join(self.was.get("attributes", {}).get(name, [])),
                help_text=_("Separate several with commas. In use: %(values)s.") % {"values": ", ".join(values[:12])},
            )  # fmt: skip

    def typed(self) -> dict[str, Any]:
        said = {name.removeprefix("says-"): value for name, value in self.cleaned_data.items() if name.startswith("says-")}
        attributes = {name: [part.strip() for part in value.split(",") if part.strip()] for name, value in said.items()}
        plain = {name: value for name, value in super().typed().items() if not name.startswith("says-")}
        return {**plain, "attributes": {name: values for name, values in attributes.items() if values}}


class DoubtsForm(PartForm):
    text = forms.CharField(
        label=FIELDS["text"],
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_lazy("A passage a paragraph: where it stands, how it was read, what the other reading would change. Markdown."),
    )

    def clean_text(self) -> str:
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def plain(self, taken: set[str]) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"]}
