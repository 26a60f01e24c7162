"""The facts of a question in people's words: what each is called, what its values are called, and the field that asks for it.
Used wherever an agreement's question is asked or shown; what the facts lead to is the domain's."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from handtag.domain.agreement.facts import FLAG_FACTS, FLAGS, HIGHEST, LOWEST, valid_values
from handtag.web.ui.fact_values import SHORT, VALUES
from handtag.web.ui.forms import BoundField, DateInput

Words = str | Promise
Choices = Sequence[tuple[str, Words]]

FACTS: Mapping[str, Words] = {
    "agreement": _("Agreement"),
    "version": _("Version of the agreement"),
    "date": _("Day the question is about"),
    "birth_date": _("Date of birth"),
    "product": _("Which product?"),
    "iso_code": _("Kind of product"),
    "main_iso_code": _("ISO code of the main device"),
    "product_area": _("Area of the product"),
    "listed_in_annex": _("Annex that lists the product"),
    "annex_payer": _("Who pays according to the annex"),
    "age": _("Age in whole years"),
    "housing": _("Where does the person live?"),
    "activity": _("Where is the device used in the daytime?"),
    "care_setting": _("Where is the need assessed?"),
    "prescriber_profession": _("Profession of the prescriber"),
    "prescriber_employer": _("Who does the prescriber work for?"),
    "municipality": _("The person's municipality"),
    "home_health_care_enrolled": _("Is the person enrolled in home health care?"),
    "home_health_care_day": _("Day number since enrolment in home health care"),
    "can_reach_health_centre": _("Can the person come to the health centre?"),
    "habilitation_enrolled": _("Is the person enrolled in habilitation?"),
    "drives_self": _("Does the person drive the device alone?"),
    "registered_in_county": _("Is the person registered in the county?"),
    "discharge_after_short_stay": _("Is the person going home from a short stay?"),
    "handed_over": _("Has the case been handed over to the municipality?"),
    "purpose": _("What is the device for?"),
    "used_by_staff": _("Is it the staff who use the device?"),
    "taken_home": _("Is the device taken home?"),
    "specially_adapted": _("Is the device specially adapted?"),
    "consumable": _("Is it used up?"),
    "short_trial": _("Is it a short trial?"),
    "palliative": _("Is it for palliative care?"),
    "adjusted": _("Is the device adjusted to the person?"),
    "requires_speech_therapist": _("Does it need a speech therapist?"),
    "specialist_only": _("Do only specialists prescribe it?"),
    "part_kind": _("Main device, accessory or spare part?"),
    "main_payer": _("Who pays for the main device?"),
    "self_test_diabetes": _("Is it for testing one's own diabetes?"),
    "drug_benefit": _("Is it covered by the drug benefit?"),
    "care_responsible": _("Who has the care responsibility?"),
}
HELP: Mapping[str, Words] = {
    "product": _("A word, a name from the list, or an ISO code."),
    "age": _("On the day the question is about."),
    "main_iso_code": _("2, 4 or 6 digits of ISO 9999."),
    "home_health_care_day": _("The day of enrolment is day 1."),
    "purpose": _("Equipment belongs to a unit or is used by several; personal is prescribed to one person."),
}
FLAG_WORDS: Mapping[str, Words] = {"true": _("Yes"), "false": _("No")}


class QuestionBoundField(BoundField):
    """A question may be left open, and says so among its choices; no word about it beside the label."""

    @property
    def marks_optional(self) -> bool:
        return False


def fact_label(fact: str) -> str:
    """What a fact is called; one that nobody has named is shown as it is."""
    return str(FACTS.get(fact, fact))


def value_label(fact: str, value: object) -> str:
    """What a value of a fact is called: `housing`, `ordinary` → "Ordinary housing"; numbers and texts as they are."""
    plain = {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value
    if fact in FLAG_FACTS:
        return str(FLAG_WORDS.get(str(plain), plain))
    return str(VALUES.get(fact, {}).get(str(plain), plain))


def short_fact(fact: str) -> str:
    """A fact named within a sentence or a table cell, without being asked for; a column of the list that has no word of ours is
    called what the agreement calls it."""
    return str(SHORT.get(fact) or fact_label(fact).rstrip("?").removeprefix("row.").replace("_", " "))


def fact_choices(fact: str) -> list[tuple[str, str]]:
    """The values of a closed fact with their words, in the vocabulary's order."""
    order = reversed(FLAGS) if fact in FLAG_FACTS else valid_values(fact)
    return [(value, capfirst(value_label(fact, value))) for value in order]


def question_field(fact: str, *, choices: Choices | None = None, required: bool = False) -> forms.Field:
    """The field that asks for a fact. `choices` are given for facts whose values depend on the agreement (municipality, code, word)."""
    shared: dict[str, Any] = {
        "label": fact_label(fact), "help_text": HELP.get(fact, ""), "required": required, "bound_field_class": QuestionBoundField,
    }  # fmt: skip
    given = list(choices) if choices is not None else fact_choices(fact)
    if given or choices is not None:
        first = _("Choose") if required else _("Not known")
        return forms.ChoiceField(choices=[("", first), *given], **shared)
    return _OPEN.get(fact, _text)(fact, shared)


def _number(fact: str, shared: dict[str, Any]) -> forms.Field:
    field = forms.IntegerField(min_value=LOWEST[fact], max_value=HIGHEST[fact], **shared)
    field.widget.attrs.update({"class": "short", "inputmode": "numeric"})
    return field


def _day(_fact: str, shared: dict[str, Any]) -> forms.Field:
    return forms.DateField(widget=DateInput(), **shared)


def _code(_fact: str, shared: dict[str, Any]) -> forms.Field:
    message = _now("Give 2, 4, 6 or 8 digits.")
    field = forms.RegexField(r"^\s*(?:\d\d\s*){1,4}$", error_messages={"invalid": message}, **shared)
    field.widget.attrs.update({"class": "short", "inputmode": "numeric"})
    return field


def _text(_fact: str, shared: dict[str, Any]) -> forms.Field:
    return forms.CharField(max_length=120, **shared)


_OPEN: Mapping[str, Callable[[str, dict[str, Any]], forms.Field]] = {
    "age": _number,
    "home_health_care_day": _number,
    "date": _day,
    "birth_date": _day,
    "main_iso_code": _code,
    "iso_code": _code,
}
