"""The forms of approvals. What needs one, and who may give it, is not theirs to say."""

from collections.abc import Sequence
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from handtag.domain.approving import EXPECTED_MONTHS
from handtag.usecases.words_approvals import DECIDERS, RULE_KINDS, SEATS
from handtag.web.ui.forms import CommandForm, DateInput, KronorField

NAMELESS = _("Read by someone who takes no part in the care. Write nothing that tells who it is for.")


def _words(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class AskForm(CommandForm):
    motive = _words(_("Why it is needed, and what else has been tried"), NAMELESS)
    months = forms.IntegerField(
        label=_("Expected time, months"), min_value=1, max_value=240, initial=EXPECTED_MONTHS, help_text=_("The forecast counts with it.")
    )
    pieces = forms.IntegerField(label=_("Number"), min_value=1, max_value=1000, initial=1)


class AnswerForm(CommandForm):
    answer = _words(_("Answer"), NAMELESS)


class DecideForm(CommandForm):
    """Yes, no or a question, by the button that was pressed; for one request or for those that were ticked."""

    reason = _words(_("Reason or question"), _("Needed for a no and for a question. Whoever asked reads it."), required=False)
    verdict = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def keys(self) -> tuple[UUID, ...]:
        """The ticked requests, without what is no key."""
        found = []
        for typed in cast("QueryDict", self.data).getlist("valda")[:200]:
            try:
                found.append(UUID(typed))
            except ValueError:
                continue
        return tuple(found)


class AppealForm(CommandForm):
    why = _words(_("Why the refusal should be changed"), NAMELESS)


class TryForm(CommandForm):
    """What an appeal came to, by the button that was pressed."""

    reason = _words(_("Reason"), _("Whoever appealed reads it."))
    verdict = forms.CharField(required=False, widget=forms.HiddenInput)


class LevelForm(CommandForm):
    """Who tries appeals at a level."""

    level = forms.IntegerField(label=_("Level"), min_value=1, max_value=5, help_text=_("1 is tried first."))
    name = forms.CharField(label=_("What it is called"), max_length=120)
    role = forms.ChoiceField(label=_("Who tries it"), choices=[("strategist", _("Strategist")), ("board_member", _("Board member"))])
    days = forms.IntegerField(label=_("Days to answer in"), min_value=1, max_value=180, initial=30)
    source = forms.CharField(label=_("Where it says so"), max_length=300, help_text=_("Document and section."))


class RuleForm(CommandForm):
    kind = forms.ChoiceField(label=_("What needs an approval"), choices=list(RULE_KINDS.items()))
    decider = forms.ChoiceField(label=_("Who approves"), choices=list(DECIDERS.items()))
    iso_prefix = forms.CharField(
        label=_("Only for this group of devices"),
        max_length=8,
        required=False,
        help_text=_("The first digits of the ISO code. Empty: all."),
    )
    over_ore = KronorField(label=_("Only above, kronor"), required=False, help_text=_("Of the forecast. Empty: any amount."))
    days = forms.IntegerField(label=_("Days to answer in"), min_value=1, max_value=180, initial=10)
    source = forms.CharField(label=_("Where it says so"), max_length=300, help_text=_("Document and section."))
    valid_from = forms.DateField(label=_("First day"), widget=DateInput)


class LastDayForm(CommandForm):
    last_day = forms.DateField(label=_("Last day"), widget=DateInput)


class DelegateForm(CommandForm):
    """Who may approve what the principal pays."""

    user_id = forms.TypedChoiceField(label=_("Who"), coerce=int)
    limit_ore = KronorField(label=_("Up to, kronor"), required=False, help_text=_("Empty: any amount."))
    valid_from = forms.DateField(label=_("First day"), widget=DateInput)
    valid_to = forms.DateField(label=_("Last day"), widget=DateInput, required=False, help_text=_("Empty: until it is ended."))
    stands_in_for = forms.TypedChoiceField(label=_("Stands in for"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, approvers: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user_id"].choices = list(approvers)  # type: ignore[attr-defined]
        self.fields["stands_in_for"].choices = [("", _now("Nobody")), *approvers]  # type: ignore[attr-defined]


class MemberForm(CommandForm):
    """A seat in the special approval group."""

    user_id = forms.TypedChoiceField(label=_("Who"), coerce=int)
    seat = forms.ChoiceField(label=_("Seat"), choices=list(SEATS.items()), initial="member")
    valid_from = forms.DateField(label=_("First day"), widget=DateInput)
    valid_to = forms.DateField(label=_("Last day"), widget=DateInput, required=False, help_text=_("Empty: until it is ended."))

    def __init__(self, *args: Any, staff: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["user_id"].choices = list(staff)  # type: ignore[attr-defined]


class MeetingForm(CommandForm):
    held_on = forms.DateField(label=_("Day of the meeting"), widget=DateInput)
    place = forms.CharField(label=_("Place"), max_length=120)


class GroupDecisionForm(CommandForm):
    """What the group decided, and who took part."""

    present = forms.TypedMultipleChoiceField(label=_("Who took part"), coerce=int, widget=forms.CheckboxSelectMultiple)
    reason = _words(_("Reason or question"), _("Whoever asked reads it."))
    verdict = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, seats: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["present"].choices = list(seats)  # type: ignore[attr-defined]
