"""The forms of the log. What a review may cover is not theirs to say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.web.audit.words import RULES, VERDICTS
from handtag.web.ui.forms import CommandForm, DateInput
from handtag.web.ui.issued import IssuedForm, NumberField


class StartReviewForm(CommandForm):
    first_day = forms.DateField(label=_("First day"), widget=DateInput)
    last_day = forms.DateField(label=_("Last day"), widget=DateInput)
    rules = forms.MultipleChoiceField(
        label=_("Look at readings that fall under"), choices=list(RULES.items()), widget=forms.CheckboxSelectMultiple, required=False
    )
    sample_size = forms.IntegerField(
        label=_("Rows drawn by chance"), min_value=0, help_text=_("Among the readings that fall under none of the rules.")
    )
    lookups_per_hour = forms.IntegerField(label=_("Many look-ups: more persons in an hour than"), min_value=1, max_value=10_000)
    days_until_act = forms.IntegerField(label=_("Nothing done afterwards: within so many days"), min_value=0, max_value=365)


class FindingForm(CommandForm):
    verdict = forms.ChoiceField(label=_("What did you find?"), choices=list(VERDICTS.items()), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note"), max_length=500, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("Whom you asked and what the answer was. Nothing about the person's health."),
    )  # fmt: skip


class SignForm(CommandForm):
    summary = forms.CharField(
        label=_("What the review found"), max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text=_("After you sign, nothing is added to the protocol."),
    )  # fmt: skip


class ExtractForm(IssuedForm):
    personnummer = NumberField(label=_("Personal identity number"))
    first_day = forms.DateField(
        label=_("From and including"), widget=DateInput, required=False, help_text=_("Leave empty to go as far back as the log is kept.")
    )
    last_day = forms.DateField(label=_("To and including"), widget=DateInput, required=False)
    case_number = forms.CharField(label=_("Case number of the request"), max_length=40, required=False)
    field_order = ("personnummer", "issuer")
