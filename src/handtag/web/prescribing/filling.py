"""Filling in a form of the device's division: its questions become fields, its answers go to the use case."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from handtag.apps.prescriptions import queries, queries_process
from handtag.domain.access import Permission, Viewer
from handtag.domain.forms import LONGEST_TEXT, Form, Question, forms_for, said_of
from handtag.files.form_files import forms as all_forms
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.prescribing.fill_in_form import FillInForm, fill_in_form
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import perform, refusals_on, render_page, see_other
from handtag.web.ui.facts import FLAG_WORDS
from handtag.web.ui.forms import CommandForm


class FillForm(CommandForm):
    """The questions of a form as fields by their ids, and the version that was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, form: Form, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"version": form.version}, "auto_id": "form_%s", **options})
        self.asked = [question.id for question in form.questions]
        for question in form.questions:
            self.fields[question.id] = _field(question)

    @property
    def answers(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.asked if self.cleaned_data[name] not in ("", None)}


@signed_in(Permission.PRESCRIBE)
def fill_in(request: HttpRequest, viewer: Viewer, key: UUID, form_id: str) -> HttpResponse:
    found = queries.prescription_for_page(viewer, key)
    perform(viewer, open_person, OpenPerson(found.person.key))
    wanted = next((one for one in available(found) if one.id == form_id), None)
    if wanted is None:
        raise Http404
    form = FillForm(request.POST, form=wanted) if request.method == "POST" else FillForm(form=wanted)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            given = FillInForm(key, form_id, form.cleaned_data["version"], form.answers)
            result = perform(viewer, fill_in_form, given, form=form)
            message = said_of(wanted, result) or _("The form is filled in.")
            return see_other(request, "prescribing:prescription", key, message=message)
    return render_page(request, "prescribing/form.html", {"prescription": found, "person": found.person, "filled": wanted}, form=form)


def available(prescription: Any) -> list[Form]:
    """The forms of the chosen article's division; none before an article is chosen."""
    return forms_for(all_forms().values(), prescription.article.iso_code) if prescription.article else []


def filled(viewer: Viewer, prescription: Any) -> list[dict[str, Any]]:
    """What has been filled in, with questions and answers in words."""
    return [
        {
            "title": one.form.title,
            "on": one.filled_on,
            "says": said_of(one.form, one.result),
            "rows": [
                (question.ask, _said(question, one.answers[question.id])) for question in one.form.questions if question.id in one.answers
            ],
        }
        for one in queries_process.filled_in(viewer, prescription)
    ]


def _field(question: Question) -> forms.Field:
    shared: dict[str, Any] = {"label": question.ask, "required": question.required}
    match question.type:
        case "yes_no":
            return forms.ChoiceField(
                choices=[("true", FLAG_WORDS["true"]), ("false", FLAG_WORDS["false"])], widget=forms.RadioSelect, **shared
            )
        case "choice":
            return forms.ChoiceField(choices=[(one.code, one.says) for one in question.options], widget=forms.RadioSelect, **shared)
        case "number":
            help_text = f"{question.lowest}–{question.highest} {question.unit}"
            field = forms.IntegerField(min_value=question.lowest, max_value=question.highest, help_text=help_text, **shared)
            field.widget.attrs.update({"class": "short", "inputmode": "numeric"})
            return field
    return forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 3}), **shared)


def _said(question: Question, answer: object) -> str:
    if isinstance(answer, bool):
        return str(FLAG_WORDS["true" if answer else "false"])
    says = next((one.says for one in question.options if one.code == answer), str(answer))
    return f"{says} {question.unit}".strip()
