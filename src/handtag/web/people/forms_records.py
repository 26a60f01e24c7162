"""The forms about what persons may ask about what is kept. What each choice means is the domain's."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.usecases.words import ASKERS, VALUES
from handtag.usecases.words_subject import DELIVERIES, IDENTIFICATIONS, LEGAL_GROUNDS, WITHHOLDINGS
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.issued import IssuedForm, NumberField


class ExtractForm(IssuedForm):
    personnummer = NumberField(label=_("Personal identity number"))
    legal_ground = forms.ChoiceField(
        label=_("Who asks?"),
        choices=list(LEGAL_GROUNDS.items()),
        widget=forms.RadioSelect,
        initial="gdpr_15",
        help_text=_("For a child, consider first whether it would be hurt by what the guardian gets to know (OSL 12 kap. 3 §)."),
    )
    delivery = forms.ChoiceField(
        label=_("How will it reach the person?"), choices=list(DELIVERIES.items()), widget=forms.RadioSelect, initial="in_person"
    )
    case_number = forms.CharField(label=_("Case number of the request"), max_length=40, required=False)
    field_order = ("personnummer", "issuer")


class HandOverForm(CommandForm):
    identified_by = forms.ChoiceField(
        label=_("How do you know that it is the person?"), choices=list(IDENTIFICATIONS.items()), widget=forms.RadioSelect
    )
    withheld = forms.MultipleChoiceField(label=_("Held back"), required=False, widget=forms.CheckboxSelectMultiple)
    withheld_reason = forms.ChoiceField(
        label=_("Why is it held back?"), required=False, choices=[("", _("Nothing is held back")), *WITHHOLDINGS.items()]
    )
    is_read = forms.BooleanField(
        label=_("I have read the free text for what concerns other persons"),
        help_text=_("Relatives, neighbours and staff may be named there."),
    )

    field_order = ("is_read", "withheld", "withheld_reason", "identified_by")

    def __init__(self, *args: Any, sections: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["withheld"].choices = sections  # type: ignore[attr-defined]


class CorrectionForm(CommandForm):
    """`what` is a field, or a field and the key of a prescription: `goal:…`."""

    what = forms.ChoiceField(label=_("What does the person find wrong?"))
    words = forms.CharField(
        label=_("What does the person say?"), max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text=_("In the person's own words. It remains whatever is decided."),
    )  # fmt: skip
    wanted = forms.CharField(
        label=_("What should it be?"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=_("Leave empty to note only that it is questioned. For protected personal data: yes or no."),
    )  # fmt: skip
    asked_by = forms.ChoiceField(label=_("Who asks?"), choices=list(ASKERS.items()), widget=forms.RadioSelect, initial="person")

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["what"].choices = [("", _("Choose")), *choices]  # type: ignore[attr-defined]

    def clean_wanted(self) -> str:
        """Yes and no in the reader's language, where that is what the field holds."""
        wanted = str(self.cleaned_data["wanted"]).strip()
        yes_or_no = {str(VALUES[code]): code for code in ("true", "false")}
        return yes_or_no.get(wanted.lower(), wanted) if self.cleaned_data.get("what") == "protected_identity" else wanted


class DecisionForm(CommandForm):
    corrected = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("yes", _("Correct it")), ("no", _("Leave it as it stands; the note remains"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Why? The person is told."), max_length=1000, widget=forms.Textarea({"rows": 3}))
