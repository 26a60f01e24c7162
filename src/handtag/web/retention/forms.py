"""The forms of retention. What may be removed is not theirs to say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.web.retention.words import REASONS
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.issued import IssuedForm, NumberField


class ApproveForm(CommandForm):
    """Approves the contents as they were read."""

    contents_hash = forms.CharField(widget=forms.HiddenInput)


class HoldForm(IssuedForm, CommandForm):
    personnummer = NumberField(label=_("Personal identity number"))
    field_order = ("personnummer", "issuer")
    reason = forms.ChoiceField(label=_("Why nothing may be removed"), choices=list(REASONS.items()), widget=forms.RadioSelect)
    case_number = forms.CharField(
        label=_("Case number"), max_length=40, help_text=_("Where the dispute, the recall, the supervision or the request is registered.")
    )


class LiftForm(CommandForm):
    words = forms.CharField(
        label=_("Why the hold is lifted"), max_length=500, widget=forms.Textarea({"rows": 3}),
        help_text=_("Write nothing about the person's health."),
    )  # fmt: skip
