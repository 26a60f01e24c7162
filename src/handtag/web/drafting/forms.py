"""The forms of a draft's steps: begin, submit, send back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.web.ui.forms import CommandForm, DateInput


class OneOfMany(CommandForm):
    """A form beside others on the same page: its fields have names of their own there."""

    use_required_attribute = False

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, auto_id=f"{type(self).__name__.lower()}_%s", **options)


class StartForm(CommandForm):
    """Which version is copied stands in the address."""

    new_version = forms.CharField(label=_("Name of the new version"), max_length=40, help_text=_("Such as the month it begins, 2027-01."))
    valid_from = forms.DateField(
        label=_("Valid from"), widget=DateInput(), help_text=_("Today at the earliest. It can be changed while you write.")
    )


class SubmitForm(OneOfMany):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("To whoever approves"), required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("What is changed and why.")
    )


class RejectForm(OneOfMany):
    reason = forms.CharField(label=_("Why it is sent back"), widget=forms.Textarea(attrs={"rows": 2}))


class StepForm(OneOfMany):
    """A step that needs no words: only what was seen when it was taken."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
