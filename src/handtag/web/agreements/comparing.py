"""Two published versions side by side: what differs between them, and which worked cases they answer differently."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.apps.agreements import queries
from handtag.domain.agreement.diff import changed_decisions, differences
from handtag.web.agreements.standing import Published
from handtag.web.shell.http import render_page
from handtag.web.ui.differences import shown_decision, shown_groups
from handtag.web.ui.forms import BaseForm
from handtag.web.ui.parts import Crumb


class CompareForm(BaseForm):
    """Which version, and compared with which."""

    fran = forms.ChoiceField(label=_lazy("The earlier version"))
    till = forms.ChoiceField(label=_lazy("The later version"))

    def __init__(self, data: Any, versions: Mapping[str, Published]) -> None:
        super().__init__(data or None)
        choices = [(name, f"{row.name}, {row.version}") for name, row in versions.items()]
        for field in ("fran", "till"):
            self.fields[field].choices = choices  # type: ignore[attr-defined]


def difference(request: HttpRequest) -> HttpResponse:
    """What differs between any two published versions: rules, values, list, texts, and the worked cases whose answer changes."""
    versions = {f"{row.agreement_id}/{row.version}": row for row in queries.published_versions()}
    form = CompareForm(request.GET, versions)
    context: dict[str, Any] = {"crumbs": [Crumb(_("Agreements"), reverse("agreements:list")), Crumb(_("Compare"))]}
    if form.is_bound and form.is_valid():
        context |= _compared(versions[form.cleaned_data["fran"]], versions[form.cleaned_data["till"]])
    return render_page(request, "agreements/difference.html", context, form=form)


def _compared(earlier: Published, later: Published) -> dict[str, Any]:
    old, new = queries.compiled_version(earlier.pk), queries.compiled_version(later.pk)
    cases = {case.id: case for version in (earlier, later) for case in queries.cases_of_version(version.pk)}
    asked = list(cases.values())
    changed = changed_decisions(old.compiled, new.compiled, [case.facts for case in asked])
    return {
        "old": earlier,
        "new": later,
        "groups": shown_groups(differences(old.document, new.document), old.document, new.document),
        "cases": [(asked[one.index], shown_decision(one, old.document, new.document)) for one in changed],
        "case_count": len(asked),
    }
