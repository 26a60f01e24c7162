"""The administrator's forms: a user, a role, a password, a key."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.domain.access import ROLE_PERMISSIONS, Role
from handtag.usecases.words import PROFESSIONS
from handtag.web.administration.permissions import PERMISSION_NAMES
from handtag.web.shell.roles import ROLE_NAMES
from handtag.web.ui.forms import BaseForm, CommandForm, DateInput

GIVEN = [role for role in Role if role not in {Role.TIMER, Role.PERSON}]


def _password(label: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(
        label=label, widget=widget, max_length=200, help_text=_("At least twelve characters. Give it to the user yourself.")
    )


class InviteForm(BaseForm):
    """Without a command id: what the form holds is secret and is kept in no receipt."""

    username = forms.CharField(label=_("User name"), max_length=80)
    name = forms.CharField(label=_("Name"), max_length=120)
    subject = forms.CharField(label=_("HSA-id, or what else the organisation's sign-in calls the user"), max_length=120, required=False)
    password = _password(_("First password"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["password"].required = False
        self.fields["password"].help_text = _("Leave empty for who signs in at the organisation, and for programs.")


class GrantForm(CommandForm):
    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, ROLE_NAMES[role]) for role in GIVEN])
    unit_id = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    profession = forms.ChoiceField(label=_("Profession, of a prescriber"), required=False, choices=[("", _("None")), *PROFESSIONS.items()])
    valid_from = forms.DateField(label=_("From"), widget=DateInput)

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit_id"].choices = units  # type: ignore[attr-defined]


class ResetForm(BaseForm):
    """Without a command id, as above."""

    password = _password(_("New password"))
    second_factors_too = forms.BooleanField(
        label=_("Remove app, security keys and recovery codes too: the user has lost them"), required=False
    )


class IssueForm(BaseForm):
    name = forms.CharField(label=_("What the key is for"), max_length=80)
    days = forms.IntegerField(label=_("Days until it expires"), min_value=1, max_value=366, initial=90)
    permissions = forms.MultipleChoiceField(
        label=_("What it opens"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose as little as will do. Nothing chosen means everything the role includes."),
    )

    def __init__(self, *args: Any, role: str, **options: Any) -> None:
        super().__init__(*args, **options)
        held = ROLE_PERMISSIONS[Role(role)]
        choices = [(one.value, words) for one, words in PERMISSION_NAMES.items() if one in held]
        self.fields["permissions"].choices = choices  # type: ignore[attr-defined]


class RotateForm(BaseForm):
    days = forms.IntegerField(label=_("Days until the new key expires"), min_value=1, max_value=366, initial=90)
    overlap_days = forms.IntegerField(label=_("Days that the old key still works"), min_value=0, max_value=30, initial=7)
