"""Forms as Designsystemet wants them: the renderer gives every form (allauth's too) our bound fields and field template."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.forms.renderers import TemplatesSetting

TOGGLES = {"checkbox", "radio"}


class BoundField(forms.BoundField):
    """A field that says its class, its error and its way of being typed (numeric keyboard, code, scan) to the browser."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        chosen = widget or self.field.widget
        if not isinstance(chosen, forms.HiddenInput):
            built["class"] = f"ds-input {chosen.attrs.get('class', '')}".strip()
        if "placeholder" in chosen.attrs:
            built["placeholder"] = False  # it vanishes when one types; the label and the help text stay
        return built

    @property
    def is_toggle(self) -> bool:
        return getattr(self.field.widget, "input_type", "") == "checkbox" and not self.is_group

    @property
    def is_group(self) -> bool:
        return isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)

    @property
    def marks_optional(self) -> bool:
        """Required is the rule in our forms, so what is optional is what gets a word."""
        return not self.field.required and not self.is_toggle


class Renderer(TemplatesSetting):
    """FORM_RENDERER: Django's own templates from the template directories, with our bound fields."""

    bound_field_class = BoundField


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(attrs=dict(attrs or {}), format="%Y-%m-%d")


class ScanInput(forms.TextInput):
    """A field for a bar-code reader, which types and ends with Enter: it holds the focus and never autocorrects."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        fixed = {"data-scan": "", "autocomplete": "off", "autocapitalize": "off", "spellcheck": "false", "autofocus": True}
        super().__init__({**fixed, **(attrs or {})})


class KronorField(forms.DecimalField):
    """An amount typed in kronor (`1 234,50`), cleaned to integer öre."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("decimal_places", 2)
        super().__init__(localize=True, **options)
        self.widget.attrs.update({"inputmode": "decimal", "class": "number"})

    def to_python(self, value: Any) -> Any:
        typed = "".join(str(value).split()).replace("kr", "").replace(",", ".") if value not in self.empty_values else value
        return super().to_python(typed)

    def clean(self, value: Any) -> Any:
        kronor = super().clean(value)
        return None if kronor is None else int(kronor * 100)


class PersonnummerField(forms.CharField):
    """A personnummer as it is typed; what it means is parsed by the domain."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=15, **options)
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off", "class": "short"})


class BaseForm(forms.Form):
    """The form every page form extends: errors and labels as the components expect, and a place for refusals."""

    required_css_class = ""

    def refuse(self, message: str, *, field: str | None = None) -> None:
        """Put a refused rule at the field it concerns, or above the form when the field is not on it."""
        self.add_error(field if field in self.fields else None, message)


class CommandForm(BaseForm):
    """A form that changes something: its hidden command id makes a second press of the button the same command."""

    command_id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
