"""The forms about persons: find, ground, register, circumstances. What a personnummer means is parsed by the domain."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.usecases.words import GROUNDS, SEARCH_REASONS
from handtag.web.ui.forms import BaseForm, CommandForm, DateInput, PersonnummerField

HOUSING = [
    ("ordinary", _("Ordinary housing")),
    ("special_housing_sol", _("Special housing (Social Services Act)")),
    ("lss_housing", _("Housing with special service (LSS)")),
    ("psychiatric_housing_sol", _("Housing for psychiatric disability (Social Services Act)")),
    ("short_term_stay_lss", _("Short-term stay (LSS)")),
]
ENROLLED = [("unknown", _("Not known")), ("true", _("Yes")), ("false", _("No"))]
KNOWN: dict[str, bool | None] = {"unknown": None, "true": True, "false": False}


class FindPersonForm(BaseForm):
    personnummer: forms.CharField = PersonnummerField(
        label=_("Personal identity number"), help_text=_("Ten or twelve digits, personnummer or samordningsnummer.")
    )

    reason = forms.ChoiceField(
        label=_("Why do you look for so many?"), required=False, choices=[("", _("Choose")), *SEARCH_REASONS.items()]
    )

    @property
    def typed(self) -> str:
        """What use cases read."""
        found: str = self.cleaned_data["personnummer"]
        return found

    def __init__(self, *args: Any, focused: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].widget = self.fields["reason"].hidden_widget()
        self.fields["personnummer"].widget.attrs.update({"data-search": "", **({"autofocus": True} if focused else {})})

    def add_error(self, field: str | None, error: Any) -> None:
        """The reason is asked for only when it is needed: then the field is shown."""
        if field == "reason":
            shown = forms.Select(choices=self.fields["reason"].choices)  # type: ignore[attr-defined]
            self.fields["reason"].widget = shown
        super().add_error(field, error)


class GroundForm(CommandForm):
    ground = forms.ChoiceField(
        label=_("Why do you need to read about this person?"), choices=list(GROUNDS.items()), widget=forms.RadioSelect
    )


class CircumstancesForm(CommandForm):
    """Where and how a person lives: what agreements most often ask for."""

    municipality_code = forms.ChoiceField(label=_("Municipality of residence"))
    housing = forms.ChoiceField(label=_("Form of housing"), choices=HOUSING, widget=forms.RadioSelect)
    home_health_care_enrolled = forms.ChoiceField(
        label=_("Enrolled in home health care"), choices=ENROLLED, widget=forms.RadioSelect, initial="unknown"
    )

    def __init__(self, *args: Any, municipalities: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["municipality_code"].choices = [("", _("Choose")), *municipalities]  # type: ignore[attr-defined]

    @property
    def enrolled(self) -> bool | None:
        return KNOWN[self.cleaned_data["home_health_care_enrolled"]]


class RegisterPersonForm(CircumstancesForm):
    personnummer = forms.CharField(widget=forms.HiddenInput, max_length=40)
    birth_date = forms.DateField(
        label=_("Birth date"), widget=DateInput, help_text=_("As far as is known. A reserve number does not tell.")
    )
    given_name = forms.CharField(label=_("Given name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    protected_identity = forms.BooleanField(
        label=_("Protected personal data"),
        required=False,
        help_text=_("Address and telephone are then not shown on any page, and goods are brought to the unit only."),
    )
    ground = forms.ChoiceField(
        label=_("Why do you need to read about this person?"), choices=list(GROUNDS.items()), initial="care_relation"
    )

    field_order = (
        "personnummer", "birth_date", "given_name", "family_name", "municipality_code", "housing", "home_health_care_enrolled",
        "address", "phone", "protected_identity", "ground",
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("given_name", "family_name", "address", "phone"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        if ":" not in (self.data.get("personnummer") or self.initial.get("personnummer", "")):
            del self.fields["birth_date"]  # the number tells it
