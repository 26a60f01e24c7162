"""The forms where an identity number may be a reserve number. What a number means is the domain's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.web.people.forms import FindPersonForm
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.issued import IssuedForm, NumberField


class FindReserveForm(IssuedForm, FindPersonForm):
    personnummer = NumberField(
        label=_("Reserve number"), help_text=_("Letters, digits and hyphens, as it is written on card or wristband.")
    )
    issuer = forms.ChoiceField(label=_("Issued by"))

    @property
    def before(self) -> list[tuple[str, Any]]:
        return []


class OtherRecordForm(IssuedForm):
    personnummer = NumberField(label=_("Identity number of the other record"), help_text=_("As it is registered, also when it is wrong."))
    field_order = ("personnummer", "issuer")


class NewNumberForm(IssuedForm):
    personnummer = NumberField(label=_("New identity number"))
    field_order = ("personnummer", "issuer")


class ConfirmNumberForm(CommandForm):
    """The second time: the number beside the person, and a tick."""

    number = forms.CharField(widget=forms.HiddenInput, max_length=40)
    confirmed = forms.BooleanField(
        label=_("I have seen the number in the population register or on an identity document, and it is this person's")
    )


class UndoNumberForm(CommandForm):
    identity = forms.IntegerField(widget=forms.HiddenInput)
