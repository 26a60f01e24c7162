"""The forms of the prescription process."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.domain.prescribing import PROCESS
from handtag.usecases.words import END_REASONS, STEPS
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
    on = forms.DateField(label=_("Day"), widget=DateInput)
    note = forms.CharField(label=_("Short note"), required=False, widget=_short(), max_length=500)


class EndForm(PartForm):
    part = "end"
    reason = forms.ChoiceField(label=_("Why"), choices=list(END_REASONS.items()), widget=forms.RadioSelect)
