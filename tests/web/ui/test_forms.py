"""Forms: how fields are tied to label, help and error, and how amounts are typed."""

import pytest
from django import forms

from handtag.web.ui.forms import CommandForm, DateInput, KronorField, PersonnummerField, ScanInput
from handtag.web.ui.templatetags.ui import error_summary


class OneOfEach(CommandForm):
    personnummer = PersonnummerField(label="Number", help_text="Twelve digits")
    note = forms.CharField(label="Note", required=False)
    on = forms.DateField(label="Day", widget=DateInput)
    price = KronorField(label="Price")
    housing = forms.ChoiceField(label="Housing", widget=forms.RadioSelect, choices=[("a", "A"), ("b", "B")])
    visit = forms.BooleanField(label="Visit")
    device = forms.CharField(label="Device", widget=ScanInput)


GOOD = {"personnummer": "20100112-2389", "on": "2026-11-21", "price": "1 234,50", "housing": "a", "visit": "on", "device": "(01)0735"}


def test_label_help_and_error_are_tied_to_the_field() -> None:
    written = OneOfEach({})["personnummer"].as_field_group()
    assert '<label class="ds-label" for="id_personnummer">' in written
    assert 'aria-describedby="id_personnummer_helptext id_personnummer_error"' in written
    assert 'id="id_personnummer_helptext"' in written
    assert 'id="id_personnummer_error"' in written
    assert 'aria-invalid="true"' in written
    assert 'class="ds-input short"' in written


def test_what_is_optional_is_what_gets_a_word() -> None:
    form = OneOfEach()
    assert 'class="optional"' in form["note"].as_field_group()
    assert 'class="optional"' not in form["device"].as_field_group()


def test_a_group_of_radio_buttons_is_a_fieldset_with_a_legend() -> None:
    written = OneOfEach()["housing"].as_field_group()
    assert "<fieldset" in written
    assert '<legend class="ds-label">Housing' in written
    assert written.count('type="radio"') == 2


def test_a_date_is_shown_as_browsers_want_it_and_a_scan_field_never_corrects() -> None:
    form = OneOfEach(GOOD)
    assert 'type="date"' in str(form["on"])
    assert 'spellcheck="false"' in str(form["device"])
    assert "data-scan" in str(form["device"])


@pytest.mark.parametrize(
    ("typed", "ore"),
    [("1 234,50", 123450), ("1\u00a0234,50 kr", 123450), ("0,1", 10), ("12.34", 1234), ("-5", -500), ("1234567,89", 123456789)],
)
def test_kronor_become_whole_ore(typed: str, ore: int) -> None:
    cleaned = KronorField().clean(typed)
    assert cleaned == ore
    assert isinstance(cleaned, int)


@pytest.mark.parametrize("typed", ["1,234", "mycket", "1,2,3", "NaN", "Infinity"])
def test_an_amount_that_is_not_kronor_and_ore_is_refused(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        KronorField().clean(typed)


def test_a_missing_amount_is_none_and_not_zero() -> None:
    assert KronorField(required=False).clean("") is None


def test_each_new_form_is_a_new_command_and_a_posted_one_stays_the_same() -> None:
    first, second = OneOfEach()["command_id"].value(), OneOfEach()["command_id"].value()
    assert first != second
    posted = OneOfEach({**GOOD, "command_id": str(first)})
    assert posted.is_valid()
    assert str(posted.cleaned_data["command_id"]) == first
    assert posted["command_id"].value() == first, "shown again after a refusal it is still the same command"


def test_the_summary_links_to_each_field_that_must_be_corrected() -> None:
    form = OneOfEach({**GOOD, "personnummer": "", "housing": "x", "command_id": "not-an-id"})
    form.refuse("The month is closed.")
    form.refuse("Taken.", field="device")
    form.refuse("Elsewhere.", field="no_such_field")
    rows = error_summary(form)["rows"]
    assert ("", "", "The month is closed.") in rows
    assert ("", "", "Elsewhere.") in rows
    assert ("id_device", "Device", "Taken.") in rows
    anchors = [anchor for anchor, _label, _message in rows]
    assert "id_personnummer" in anchors
    assert "id_housing_0" in anchors
    assert "id_command_id" not in anchors, "nobody can correct a hidden field"


def test_a_form_that_was_not_sent_has_no_summary() -> None:
    assert error_summary(OneOfEach())["rows"] == []
