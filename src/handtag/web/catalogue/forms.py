"""The forms of the catalogue: an article's details, assortment, values, fits, groups, instructions, files; proposed articles."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.apps.catalogue.queries_details import Told
from handtag.domain.catalogue import LONGEST_INSTRUCTION, LONGEST_LEAD_TIME, LONGEST_NAME
from handtag.web.catalogue.words import ATTRIBUTE_TYPES, FILE_KINDS, KINDS, STEPS
from handtag.web.ui.forms import CommandForm, DateInput
from handtag.web.ui.states import STATES

LARGEST_UPLOAD = 20_000_000
CODE = {"autocomplete": "off", "spellcheck": "false", "class": "short"}
ASSORTMENT = [(state, look.word) for state, look in STATES["assortment"].items()]


def _code(label: Any, length: int, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, help_text=help_text, widget=forms.TextInput(attrs=CODE))


def _name() -> forms.CharField:
    return forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("What it is first, then maker's name, then variant after a comma: Rollator Norrhjul, 45 cm."),
    )


def _lead_time() -> forms.IntegerField:
    return forms.IntegerField(label=_("Lead time in days when it is not in stock"), min_value=0, max_value=LONGEST_LEAD_TIME)


class DetailsForm(CommandForm):
    name = _name()
    description = forms.CharField(label=_("Description"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    supplier = forms.CharField(label=_("Supplier"), max_length=120)
    series = forms.CharField(label=_("Series"), max_length=120, required=False, help_text=_("The product line it belongs to."))
    supplier_number = _code(_("The supplier's article number"), 60, required=False)
    gtin = _code(_("GTIN"), 20, required=False, help_text=_("The number under the bar code: 8, 12, 13 or 14 digits."))
    product_word = forms.ChoiceField(
        label=_("What prescribers call it"), required=False,
        help_text=_("Needed where the agreement tells apart what the ISO code does not. It decides who pays."),
    )  # fmt: skip
    lead_time_days = _lead_time()

    def __init__(self, *args: Any, words: Iterable[str] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        choice: Any = self.fields["product_word"]
        choice.choices = [("", _("Nothing in particular")), *((word, word) for word in words)]


class AssortmentForm(CommandForm):
    assortment = forms.ChoiceField(label=_("Assortment"), choices=ASSORTMENT)
    valid_from = forms.DateField(label=_("From"), widget=DateInput)
    principal_id = forms.TypedChoiceField(label=_("For"), coerce=int, required=False, empty_value=None)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, *args: Any, principals: Iterable[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["principal_id"].choices = [("", _("the whole county")), *principals]  # type: ignore[attr-defined]


class ValuesForm(CommandForm):
    """One field for each attribute, named by it."""

    def __init__(self, *args: Any, told: Sequence[Told], **options: Any) -> None:
        super().__init__(*args, **options)
        for one in told:
            self.fields[one.attribute.name] = _value_field(one)

    def values(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "command_id"}


def _value_field(one: Told) -> forms.Field:
    attribute = one.attribute
    label = f"{attribute.name} ({attribute.unit})" if attribute.unit else attribute.name
    if attribute.type in {"choice", "yes_no"}:
        words = [(choice, choice) for choice in attribute.choices] or [("yes", _("Yes")), ("no", _("No"))]
        return forms.ChoiceField(label=label, choices=[("", _("not said")), *words], required=False, initial=one.value)
    keyboard = {"inputmode": "decimal", "class": "number"} if attribute.type == "number" else {}
    value = one.value.replace(".", ",") if attribute.type == "number" else one.value
    return forms.CharField(label=label, max_length=200, required=False, initial=value, widget=forms.TextInput(attrs=keyboard))


class FitForm(CommandForm):
    part_number = _code(_("Article number of what fits"), 30)
    for_series = forms.BooleanField(label=_("It fits the whole series"), required=False)
    standard_quantity = forms.IntegerField(label=_("Number that comes with it"), min_value=0, max_value=999, initial=0)
    maximum_quantity = forms.IntegerField(label=_("Most it takes"), min_value=1, max_value=999, required=False)
    fits = forms.TypedChoiceField(
        label=_("Does it fit?"), coerce=lambda value: value == "yes", choices=[("yes", _("It fits")), ("no", _("It no longer fits"))]
    )


class GroupForm(CommandForm):
    name = forms.CharField(label=_("Name of the replacement group"), max_length=60)
    numbers = forms.CharField(
        label=_("Article numbers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "class": "number-list"}),
        help_text=_("One per line. Each may stand in for each of the others. Without any the group is dissolved."),
    )
    is_binding = forms.BooleanField(
        label=_("Binding: the oldest equivalent is delivered, unless a reason is given"), required=False, initial=True
    )


class InstructionForm(CommandForm):
    step = forms.ChoiceField(label=_("Step"), choices=list(STEPS.items()))
    text = forms.CharField(
        label=_("Instruction"),
        required=False,
        max_length=LONGEST_INSTRUCTION,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Shown to whoever does the step. Leave it empty to take it away."),
    )
    for_series = forms.BooleanField(label=_("For the whole series"), required=False)


class FileForm(CommandForm):
    kind = forms.ChoiceField(label=_("What it is"), choices=list(FILE_KINDS.items()))
    title = forms.CharField(label=_("What it shows"), max_length=120, help_text=_("In a few words, for who cannot see the picture."))
    content = forms.FileField(
        label=_("File"),
        help_text=_("A picture (JPEG, PNG, WebP, at most 5 MB) or a document (PDF, at most 20 MB)."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
    )
    for_series = forms.BooleanField(label=_("For the whole series"), required=False)

    def clean_content(self) -> str:
        file = self.cleaned_data["content"]
        if file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(_("The file is larger than 20 MB."))
        return b64encode(file.read()).decode()


class AttributeForm(CommandForm):
    iso_group = _code(_("ISO group"), 8, help_text=_("Two to eight digits; the attribute is told of every article under it."))
    name = forms.CharField(label=_("Name"), max_length=60)
    type = forms.ChoiceField(label=_("Kind of value"), choices=list(ATTRIBUTE_TYPES.items()))
    unit = _code(_("Unit"), 10, required=False, help_text=_("For numbers: cm, kg."))
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One per line, when it is one of several."),
    )
    is_comparable = forms.BooleanField(label=_("Show it when articles are compared"), required=False, initial=True)
    position = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=999, initial=0)

    def clean_choices(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.cleaned_data["choices"].splitlines() if line.strip())


class ProposalForm(CommandForm):
    name = _name()
    iso_code = _code(_("ISO code"), 8, help_text=_("Six or eight digits."))
    supplier = forms.CharField(label=_("Supplier"), max_length=120)
    supplier_number = _code(_("The supplier's article number"), 60, required=False)
    why = forms.CharField(
        label=_("Why it is needed"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Say the need in general. Write nothing about any person."),
    )


class ValidationForm(CommandForm):
    number = _code(_("Article number"), 30)
    name = _name()
    kind = forms.ChoiceField(label=_("Kind of article"), choices=list(KINDS.items()))
    supplier = forms.CharField(label=_("Supplier"), max_length=120)
    supplier_number = _code(_("The supplier's article number"), 60, required=False)
    gtin = _code(_("GTIN"), 20, required=False)
    lead_time_days = _lead_time()
    assortment = forms.ChoiceField(label=_("Assortment"), choices=ASSORTMENT, initial="order_item")


class DeclineForm(CommandForm):
    reason = forms.CharField(label=_("Why not"), max_length=200)
