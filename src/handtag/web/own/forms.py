"""The few forms of the own view: short, with plain labels."""

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.web.ui.forms import BaseForm, CommandForm, DateInput, PersonnummerField


def _phone() -> forms.CharField:
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})
    return forms.CharField(label=_("Your telephone number"), max_length=40, required=False, widget=widget)


class TryForm(BaseForm):
    """Only in the demo: to be somebody without an electronic identity."""

    personnummer = PersonnummerField(label=_("Personal identity number of a person in the demo"))


class FaultForm(CommandForm):
    words = forms.CharField(label=_("What is wrong?"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    is_unsafe = forms.BooleanField(label=_("Somebody has been hurt, or could be"), required=False)
    phone = _phone()


class ReturnForm(CommandForm):
    words = forms.CharField(
        label=_("Something we should know?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example when somebody is at home."),
    )
    phone = _phone()


class PowerForm(CommandForm):
    name = forms.CharField(label=_("Name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    personnummer = PersonnummerField(label=_("Personal identity number"))
    valid_to = forms.DateField(label=_("Last day"), widget=DateInput)


class TakeBackForm(BaseForm):
    representation = forms.UUIDField()


class WithdrawForm(BaseForm):
    request_key = forms.UUIDField()
