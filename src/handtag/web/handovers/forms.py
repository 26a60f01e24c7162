"""The forms of handovers, cases and moves."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.domain.agreement.facts import CHOICES
from handtag.domain.handing_over import CASE_ENDS, DISCLOSURES, EVENTS, REASONS, RETURN_REASONS
from handtag.usecases.words import VALUES
from handtag.usecases.words_handovers import REASON_WORDS
from handtag.web.ui.forms import CommandForm, DateInput

KNOWN = {"yes": True, "no": False, "unknown": None}
ANOTHER_COUNTY = "-"
SETTING = [("", _("As before, or not known")), *((code, VALUES.get(code, code)) for code in CHOICES["care_setting"])]
HOUSING_FORMS = ("ordinary", "special_housing_sol", "lss_housing", "psychiatric_housing_sol", "short_term_stay_lss")


def _named(codes: Sequence[str]) -> list[tuple[str, Any]]:
    return [(code, REASON_WORDS[code]) for code in codes]


def _text(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class OfferForm(CommandForm):
    to_unit = forms.ChoiceField(label=_("Who takes over"))
    reason = forms.ChoiceField(label=_("Why"), choices=_named(REASONS))
    what = forms.CharField(label=_("What the next prescriber needs to know"), widget=_text(), max_length=2000)
    goal = forms.CharField(label=_("Goal"), widget=_text(2), max_length=500)
    next_follow_up_on = forms.DateField(label=_("Next follow-up"), widget=DateInput)
    disclosure = forms.ChoiceField(
        label=_("Why it may go to another care provider"),
        help_text=_("Only when the receiver is at another care provider."),
        choices=[("", _("It stays with us")), *_named(DISCLOSURES)],
        required=False,
    )

    def __init__(self, *args: Any, receivers: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to_unit"].choices = [("", _("Choose")), *receivers]  # type: ignore[attr-defined]

    @property
    def receiver(self) -> tuple[str, int | None]:
        """HSA-id, and the assignment when somebody is named."""
        unit, _space, assignment = self.cleaned_data["to_unit"].partition(" ")
        return unit, int(assignment) if assignment else None


class SettingForm(CommandForm):
    care_setting = forms.ChoiceField(label=_("Where the person is met from now on"), choices=SETTING, required=False)

    @property
    def answers(self) -> dict[str, str]:
        said = self.cleaned_data["care_setting"]
        return {"care_setting": said} if said else {}


class ReturnForm(CommandForm):
    reason = forms.ChoiceField(label=_("Why"), choices=_named(RETURN_REASONS))
    note = forms.CharField(label=_("What the giver needs to know"), widget=_text(2), max_length=500, required=False)


class PayerForm(SettingForm):
    on = forms.DateField(label=_("First day that the new payer pays"), widget=DateInput)


class SettleForm(CommandForm):
    outcome = forms.ChoiceField(label=_("Outcome"), choices=_named(CASE_ENDS), widget=forms.RadioSelect)
    note = forms.CharField(label=_("Why"), widget=_text(2), max_length=500, required=False)


class MoveForm(CommandForm):
    on = forms.DateField(label=_("From which day"), widget=DateInput)
    municipality_code = forms.ChoiceField(label=_("Municipality of residence"))
    housing = forms.ChoiceField(label=_("Form of housing"), choices=[(code, VALUES.get(code, code)) for code in HOUSING_FORMS])
    home_health_care_enrolled = forms.ChoiceField(
        label=_("Enrolled in home health care"), choices=[("yes", _("Yes")), ("no", _("No")), ("unknown", _("Not known"))]
    )

    def __init__(self, *args: Any, municipalities: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["municipality_code"].choices = [*municipalities, (ANOTHER_COUNTY, _("In another county"))]  # type: ignore[attr-defined]

    @property
    def municipality(self) -> str:
        """Empty: in another county."""
        return str(self.cleaned_data["municipality_code"]).removeprefix(ANOTHER_COUNTY)

    @property
    def enrolled(self) -> bool | None:
        return KNOWN[self.cleaned_data["home_health_care_enrolled"]]


class EventForm(CommandForm):
    kind = forms.ChoiceField(label=_("What has happened"), choices=_named(EVENTS))
    on = forms.DateField(label=_("Day"), widget=DateInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"auto_id": "event_%s", **options})
