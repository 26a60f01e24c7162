"""The forms about what persons do themselves: answers to what they ask, and who acts for them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.domain.own import GROUNDS, OUTCOMES
from handtag.usecases.words_own import ACTING
from handtag.usecases.words_own import OUTCOMES as OUTCOME_WORDS
from handtag.web.ui.forms import BaseForm, CommandForm, DateInput, PersonnummerField


class AnswerForm(CommandForm):
    outcome = forms.ChoiceField(label=_("What happens now?"), widget=forms.RadioSelect)
    on = forms.DateField(label=_("Day"), widget=DateInput, required=False, help_text=_("Of a collection the day is the order's."))
    words = forms.CharField(
        label=_("Write to the person"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person reads this. Plain words, no names of others."),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["outcome"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [(outcome, OUTCOME_WORDS[outcome]) for outcome in OUTCOMES[kind]]


class RepresentativeForm(CommandForm):
    ground = forms.ChoiceField(
        label=_("On what ground?"), choices=[(ground, ACTING[ground]) for ground in GROUNDS], widget=forms.RadioSelect
    )
    name = forms.CharField(label=_("Name"), max_length=80)
    personnummer = PersonnummerField(label=_("Personal identity number"), help_text=_("Of the one who acts for the person."))
    valid_from = forms.DateField(label=_("First day"), widget=DateInput)
    valid_to = forms.DateField(label=_("Last day"), widget=DateInput, help_text=_("At most five years. Custody ends at 18 by itself."))
    shown = forms.CharField(
        label=_("What have you seen?"),
        max_length=200,
        help_text=_("For example the number of the court's decision, or the population register."),
    )


class EndActingForm(BaseForm):
    representation = forms.UUIDField()
