"""The forms about two records of one person. When they may be joined is the domain's."""

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.web.ui.forms import CommandForm


class MergeForm(CommandForm):
    other = forms.UUIDField(widget=forms.HiddenInput)
    keep = forms.ChoiceField(
        label=_("Which record is kept?"),
        choices=[("this", _("This record")), ("other", _("The other record"))],
        widget=forms.RadioSelect,
        help_text=_("The other one leads to it from then on."),
    )
    reason = forms.CharField(label=_("How do you know that they are the same person?"), max_length=500, widget=forms.Textarea({"rows": 3}))
    confirmed = forms.BooleanField(label=_("I have compared the records, and they are the same person"))


class SplitForm(CommandForm):
    reason = forms.CharField(label=_("How do you know that they are two persons?"), max_length=500, widget=forms.Textarea({"rows": 3}))
