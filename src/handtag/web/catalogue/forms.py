"""The filters of the article list, all optional: a value that is not among the choices narrows nothing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from handtag.apps.catalogue.queries import Filters, SearchWord
from handtag.web.catalogue.words import KINDS
from handtag.web.ui.facts import QuestionBoundField
from handtag.web.ui.states import STATES

ALL = ("", _("All"))


def _select(label: Any, choices: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    shared: dict[str, Any] = {"bound_field_class": QuestionBoundField}
    return forms.ChoiceField(label=label, choices=[ALL, *choices], required=False, **shared)


class FilterForm(forms.Form):
    assortment = _select(_("Assortment"), [(state, seen.word) for state, seen in STATES["assortment"].items()])
    kind = _select(_("Kind of article"), list(KINDS.items()))

    def __init__(self, data: Any, groups: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["iso"] = _select(_("ISO group"), groups)

    def filters(self, words: tuple[SearchWord, ...]) -> Filters:
        self.is_valid()
        given = {name: self.cleaned_data.get(name, "") for name in ("assortment", "kind", "iso")}
        return Filters(words=words, **given)
