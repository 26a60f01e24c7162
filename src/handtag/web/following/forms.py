"""The forms of following up. What may follow on what is not theirs to say."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from handtag.usecases.words import END_REASONS, RESULTS
from handtag.usecases.words_following import THEN
from handtag.web.ui.forms import CommandForm, DateInput


class OutcomeForm(CommandForm):
    """How it went and what happens now; where to fetch from is asked only when something is lent."""

    result = forms.ChoiceField(label=_("How did it go?"), choices=list(RESULTS.items()), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Short note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
        help_text=_("What you saw and what is to be done. Clinical notes belong in the patient record."),
    )
    then = forms.ChoiceField(label=_("What happens now?"), choices=list(THEN.items()), initial="continue", widget=forms.RadioSelect)
    next_due_on = forms.DateField(label=_("Next follow-up, as agreed with the person"), required=False, widget=DateInput)
    reason = forms.ChoiceField(label=_("Why it ends"), required=False, choices=[("", "–"), *END_REASONS.items()])
    delivery_point_id = forms.TypedChoiceField(
        label=_("Where it is fetched"), coerce=int, empty_value=None, required=False, help_text=_("Only when it ends.")
    )

    def __init__(self, *args: Any, points: Sequence[tuple[int, str]], by_rule: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["next_due_on"].help_text = _("Leave empty for the county's rule: %(day)s.") % {"day": by_rule} if by_rule else ""
        if points:
            self.fields["delivery_point_id"].choices = list(points)  # type: ignore[attr-defined]
        else:
            del self.fields["delivery_point_id"]


class AgreeForm(CommandForm):
    due_on = forms.DateField(label=_("Day agreed with the person"), widget=DateInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "agree_%s", **options})


class ReassignForm(CommandForm):
    """`valda` are the prescriptions that were ticked in the list."""

    assignment_id = forms.TypedChoiceField(label=_("Who takes over"), coerce=int)

    def __init__(self, *args: Any, prescribers: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["assignment_id"].choices = [("", _("Choose")), *prescribers]  # type: ignore[attr-defined]

    @property
    def keys(self) -> tuple[UUID, ...]:
        """What was ticked; anything that is no key is nobody's."""
        try:
            return tuple(UUID(key) for key in self.data.getlist("valda")) if isinstance(self.data, QueryDict) else ()
        except ValueError:
            return ()
