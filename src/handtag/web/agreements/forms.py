"""The form of "Who pays?": a product, and the questions the agreement needs. Its fields follow from the agreement and what is known."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from handtag.domain.agreement.facts import FACT_NAMES
from handtag.web.ui.facts import Choices, fact_choices, question_field, value_label
from handtag.web.ui.forms import BaseForm

# Typed or chosen elsewhere in the form, or (birth date) never asked for here: the address of an answer can be shared.
NOT_ASKED = {"agreement", "version", "date", "birth_date", "product"}
ASKABLE = tuple(name for name in FACT_NAMES if name not in NOT_ASKED)


class AskForm(BaseForm):
    """Agreement and day: what must be known before anything can be asked."""

    agreement = question_field("agreement", choices=())
    date = question_field("date")

    def __init__(self, data: QueryDict, published: Choices) -> None:
        super().__init__(data)
        self.fields["agreement"].choices = list(published)  # type: ignore[attr-defined]


class QuestionForm(AskForm):
    """The whole form: product, word, and one field for each fact in `asked`; `choices` where the agreement sets them."""

    use_required_attribute = False
    product = question_field("product")

    def __init__(
        self,
        data: QueryDict,
        published: Choices,
        asked: Iterable[str],
        choices: Mapping[str, Choices],
        assumed: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, published)
        self.asked = [name for name in asked if name not in NOT_ASKED]
        usual = {name: value for name, value in (assumed or {}).items() if name not in self.asked}
        self.assumed = list(usual)
        for name in (*self.asked, *self.assumed):
            self.fields[name] = question_field(name, choices=choices.get(name))
        for name, value in usual.items():
            first = ("", _("As usual: %(value)s") % {"value": value_label(name, value)})
            self.fields[name].choices = [first, *fact_choices(name)]  # type: ignore[attr-defined]
        if choices.get("word"):
            self.fields["word"] = _word_field(choices["word"])
        self.fields["product"].widget.attrs.update({"list": "products", "autocomplete": "off", "data-search": ""})

    def facts(self) -> dict[str, Any]:
        """The facts that could be read, in the vocabulary's own form."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name) for name in (*self.asked, *self.assumed)}
        return {name: value for name, value in given.items() if value not in (None, "")}

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in (["word"] if "word" in self.fields else []) + self.asked]

    @property
    def taken_for_granted(self) -> list[forms.BoundField]:
        return [self[name] for name in self.assumed]


def _word_field(choices: Choices) -> forms.Field:
    field = question_field("product", choices=choices)
    field.label = _("What is it, more closely?")
    return field
