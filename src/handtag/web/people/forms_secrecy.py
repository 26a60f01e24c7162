"""The forms about how far a person's records are open. What each choice means is the domain's."""

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.usecases.words import ADDRESS_REASONS, ASKERS, CONSENTS, EMERGENCY_REASONS, LIFTS
from handtag.web.ui.forms import BaseForm, CommandForm, DateInput


class EmergencyForm(CommandForm):
    reason = forms.ChoiceField(
        label=_("Why must the record be opened now?"), choices=list(EMERGENCY_REASONS.items()), widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("What has happened?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A few words, for the person who reviews the log."),
    )


class ConsentForm(CommandForm):
    kind = forms.ChoiceField(
        label=_("What has the person consented to?"), choices=list(CONSENTS.items()), widget=forms.RadioSelect, initial="cohesive"
    )
    given_by = forms.ChoiceField(label=_("Who gave the consent?"), choices=list(ASKERS.items()), widget=forms.RadioSelect)
    until = forms.DateField(label=_("Last day"), widget=DateInput, help_text=_("At most a year. The person may withdraw it before."))
    presumed_need = forms.BooleanField(label=_("The data can be presumed to matter for the care we give"))


class WithdrawForm(BaseForm):
    consent = forms.IntegerField()


class BlockForm(CommandForm):
    reach = forms.ChoiceField(
        label=_("What is to be blocked?"),
        choices=[
            ("unit", _("What our unit has written, for every other unit")),
            ("provider", _("All that our care provider has written, for other care providers")),
        ],
        widget=forms.RadioSelect,
    )
    asked_by = forms.ChoiceField(
        label=_("Who has asked for it?"),
        choices=list(ASKERS.items()),
        widget=forms.RadioSelect,
        help_text=_("A guardian may not block a child's records."),
    )


class LiftForm(BaseForm):
    block = forms.IntegerField()
    reason = forms.ChoiceField(choices=list(LIFTS.items()))


class EndRelationForm(CommandForm):
    sure = forms.BooleanField(label=_("Our unit no longer takes part in the person's care"))


class AddressForm(BaseForm):
    reason = forms.ChoiceField(label=_("Why do you need the address?"), choices=[("", _("Choose")), *ADDRESS_REASONS.items()])
