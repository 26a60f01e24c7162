"""The forms of a draft's steps: begin, submit, send back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.web.ui.forms import CommandForm, DateInput


class StartForm(CommandForm):
    """Which version is copied stands in the address."""

    new_version = forms.CharField(label=_("Name of the new version"), max_length=40, help_text=_("Such as the month it begins, 2027-01."))
    valid_from = forms.DateField(
        label=_("Valid from"), widget=DateInput(), help_text=_("Today at the earliest. It can be changed while you write.")
    )


class SubmitForm(CommandForm):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("To whoever approves"), required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("What is changed and why.")
    )


class RejectForm(CommandForm):
    reason = forms.CharField(label=_("Why it is sent back"), widget=forms.Textarea(attrs={"rows": 2}))


class StepForm(CommandForm):
    """A step that needs no words: only what was seen when it was taken."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
