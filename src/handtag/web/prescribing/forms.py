"""The forms of the prescription process."""

from base64 import b64encode
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.domain.prescribing import PROCESS
from handtag.domain.process import LARGEST_FILE, LONGEST_ALTERNATIVE, MOST_ALTERNATIVES
from handtag.files.icf import goal_codes
from handtag.usecases.words import END_REASONS, STEPS
from handtag.usecases.words_process import EXCEPTION_REASONS, STEP_CHOICES, TRIAL_OUTCOMES
from handtag.web.ui.forms import CommandForm, DateInput

PRIORITIES = [
    ("1", _("1 – Life or health is at risk without it")),
    ("2", _("2 – Needed to manage daily life")),
    ("3", _("3 – Makes daily life easier")),
]
# Steps a prescriber records by hand; the assessment is recorded when the prescription begins.
BY_HAND = PROCESS[1:]


def _short(rows: int = 2, **attrs: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, **attrs})


class StartForm(CommandForm):
    need = forms.CharField(
        label=_("Need"),
        help_text=_("What the person has difficulty with, in a line or two. Clinical notes belong in the patient record."),
        widget=_short(autofocus="autofocus"),
        max_length=500,
    )
    goal = forms.CharField(
        label=_("Goal"), help_text=_("What it should lead to; the follow-up asks for it."), widget=_short(), max_length=500
    )
    priority = forms.ChoiceField(label=_("Priority"), choices=PRIORITIES, initial="2", widget=forms.RadioSelect)
    goal_code = forms.ChoiceField(label=_("Goal as ICF code"), required=False, choices=lambda: [("", _("None")), *_codes()])


def _codes() -> list[tuple[str, str]]:
    return [(code, f"{code} {title}") for code, title in goal_codes().items()]


class ChooseForm(CommandForm):
    article_number = forms.CharField(max_length=30)


class PartForm(CommandForm):
    """A form that shares its page with others, so that its ids begin with its own word."""

    part = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{self.part}_%s", **options})


class StepForm(PartForm):
    part = "step"
    kind = forms.ChoiceField(label=_("Step"), choices=[(kind, STEPS[kind]) for kind in BY_HAND])
    state = forms.ChoiceField(
        label=_("How far"),
        choices=list(STEP_CHOICES.items()),
        initial="done",
        required=False,
        widget=forms.RadioSelect,
    )
    on = forms.DateField(label=_("Day"), widget=DateInput)
    note = forms.CharField(label=_("Short note"), required=False, widget=_short(), max_length=500)


class OfferForm(PartForm):
    """What was chosen and what else was offered; together they are the alternatives."""

    part = "offer"
    chosen = forms.CharField(label=_("What the person chose"), max_length=LONGEST_ALTERNATIVE)
    others = forms.CharField(
        label=_("What else was offered, one a line"), required=False, widget=_short(3), max_length=LONGEST_ALTERNATIVE * MOST_ALTERNATIVES
    )
    on = forms.DateField(label=_("Day"), widget=DateInput)
    refused = forms.BooleanField(label=_("The person does not get what she chose"), required=False)
    reason = forms.CharField(label=_("Why not"), required=False, widget=_short(), max_length=500)

    @property
    def offered(self) -> tuple[str, ...]:
        return (self.cleaned_data["chosen"], *self.cleaned_data["others"].splitlines())


class FileForm(PartForm):
    part = "file"
    title = forms.CharField(label=_("What it shows"), max_length=120, help_text=_("In a few words, for who cannot see the picture."))
    content = forms.FileField(
        label=_("File"),
        help_text=_("A picture (JPEG, PNG, WebP) or a document (PDF), at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
    )

    def clean_content(self) -> str:
        file = self.cleaned_data["content"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 5 MB."))
        return b64encode(file.read()).decode()


class TrialForm(PartForm):
    part = "trial"
    until = forms.DateField(label=_("Last day of the trial"), widget=DateInput)


class EndTrialForm(PartForm):
    part = "end_trial"
    outcome = forms.ChoiceField(label=_("How it went"), choices=list(TRIAL_OUTCOMES.items()), widget=forms.RadioSelect)
    note = forms.CharField(label=_("Short note"), required=False, widget=_short(), max_length=500)


class EndForm(PartForm):
    part = "end"
    reason = forms.ChoiceField(label=_("Why"), choices=list(END_REASONS.items()), widget=forms.RadioSelect)


class ExceptionForm(CommandForm):
    article_number = forms.CharField(max_length=30, widget=forms.HiddenInput)
    reason = forms.ChoiceField(label=_("Why"), choices=list(EXCEPTION_REASONS.items()), widget=forms.RadioSelect)
    words = forms.CharField(label=_("In a few words"), help_text=_("Read by your manager. Name nobody."), widget=_short(3), max_length=500)


class AnswerExceptionForm(CommandForm):
    answer = forms.ChoiceField(label=_("Answer"), choices=[("yes", _("Yes, we pay")), ("no", _("No"))], widget=forms.RadioSelect)
    words = forms.CharField(label=_("Why"), required=False, help_text=_("Needed for a no."), widget=_short(), max_length=500)
