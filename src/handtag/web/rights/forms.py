"""The forms of rights, signatures and courses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.usecases.words_rights import WITHDRAWAL_REASONS
from handtag.web.ui.forms import CommandForm, DateInput

Choices = list[tuple[int, str]]


def _short(rows: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class DeedForm(CommandForm):
    """A form that shares its page with others, so that its ids begin with the deed's word."""

    deed = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{self.deed}_%s", **options})


class AskSignOffForm(CommandForm):
    article_number = forms.CharField(widget=forms.HiddenInput, max_length=30)
    asked_of = forms.TypedChoiceField(label=_("Colleague"), coerce=int, widget=forms.RadioSelect)
    note = forms.CharField(label=_("To the colleague"), required=False, widget=_short(), max_length=500)

    def __init__(self, *args: Any, colleagues: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["asked_of"].choices = colleagues  # type: ignore[attr-defined]


class SignForm(DeedForm):
    deed = "sign"
    followed = forms.BooleanField(
        label=_("I have followed the case from need to choice"),
        help_text=_("Then it counts as a supervised case for who prepared it."),
        required=False,
    )
    answer = forms.CharField(label=_("To who prepared it"), required=False, widget=_short(), max_length=500)


class DeclineForm(DeedForm):
    deed = "decline"
    answer = forms.CharField(label=_("Why, and what to do instead"), widget=_short(), max_length=500)


class AnswerForm(CommandForm):
    answer = forms.ChoiceField(
        label=_("Answer"), choices=[("yes", _("Give the right for a time")), ("no", _("Say no"))], widget=forms.RadioSelect, initial="yes"
    )
    valid_to = forms.DateField(label=_("Last day"), required=False, widget=DateInput, help_text=_("Needed when the right is given."))
    reason = forms.CharField(label=_("Why"), help_text=_("Read by who asked."), widget=_short(), max_length=300)


class WithdrawForm(DeedForm):
    deed = "dra-in"
    iso_prefix = forms.CharField(
        label=_("For"), required=False, max_length=8, help_text=_("The beginning of an ISO code. Empty: everything.")
    )
    reason = forms.ChoiceField(label=_("Reason"), choices=list(WITHDRAWAL_REASONS.items()))
    words = forms.CharField(label=_("Why, to the prescriber"), widget=_short(), max_length=300)


class GiveBackForm(DeedForm):
    deed = "ge-tillbaka"
    withdrawal_id = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(label=_("Why"), widget=_short(), max_length=300)


class SubstituteForm(DeedForm):
    deed = "vikariat"
    stands_in_for = forms.TypedChoiceField(label=_("Stands in for"), coerce=int)
    valid_from = forms.DateField(label=_("First day"), widget=DateInput)
    valid_to = forms.DateField(label=_("Last day"), widget=DateInput)
    reason = forms.CharField(label=_("Why"), required=False, max_length=300)

    def __init__(self, *args: Any, colleagues: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["stands_in_for"].choices = colleagues  # type: ignore[attr-defined]


class CertificateForm(DeedForm):
    deed = "intyg"
    course = forms.ChoiceField(label=_("Course"))
    held_on = forms.DateField(label=_("Passed on"), widget=DateInput)
    evidence = forms.CharField(label=_("How it is known"), max_length=200, help_text=_("For example: certificate shown."))

    def __init__(self, *args: Any, courses: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["course"].choices = courses  # type: ignore[attr-defined]


class SuperviseForm(CommandForm):
    student_id = forms.TypedChoiceField(label=_("Student"), coerce=int)
    supervisor_id = forms.TypedChoiceField(label=_("Supervisor"), coerce=int, help_text=_("At the same unit."))
    valid_from = forms.DateField(label=_("First day"), widget=DateInput)
    valid_to = forms.DateField(label=_("Last day"), widget=DateInput)

    def __init__(self, *args: Any, students: Choices, supervisors: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["student_id"].choices = students  # type: ignore[attr-defined]
        self.fields["supervisor_id"].choices = supervisors  # type: ignore[attr-defined]


class PlanForm(CommandForm):
    course_id = forms.TypedChoiceField(label=_("Course"), coerce=int)
    on = forms.DateField(label=_("Day"), widget=DateInput)
    begins = forms.TimeField(label=_("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    ends = forms.TimeField(label=_("To"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    place = forms.CharField(label=_("Where"), max_length=200)
    seats = forms.IntegerField(label=_("Seats"), min_value=1)
    answer_by = forms.DateField(label=_("Last day to answer"), widget=DateInput)

    def __init__(self, *args: Any, courses: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["course_id"].choices = courses  # type: ignore[attr-defined]


class PeopleForm(DeedForm):
    """Some of the people of a course date."""

    people = forms.TypedMultipleChoiceField(label=_("Who"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, deed: str, choices: Choices, **options: Any) -> None:
        self.deed = deed
        super().__init__(*args, **options)
        self.fields["people"].choices = choices  # type: ignore[attr-defined]


class CancelForm(DeedForm):
    deed = "stall-in"
    reason = forms.CharField(label=_("Why"), max_length=300)
