"""Fill in a form of the device's division: checklist, prioritisation support, fitting protocol."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from handtag.apps.prescriptions import store
from handtag.domain import forms, prescribing
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.files.form_files import forms as all_forms
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class FillInForm:
    """`version` is that of the form that was looked at; `answers` by its questions."""

    prescription_key: UUID
    form: str
    version: int
    answers: Mapping[str, Any] = field(default_factory=dict)


@use_case(Permission.PRESCRIBE, audits="prescribing.form_filled_in")
def fill_in_form(ctx: Context, data: FillInForm) -> str:
    """A form is kept as it was filled in, with the questions as they were asked; a correction is a new one. Answers what it adds up to,
    empty when it adds nothing up. Raises NotFound for a form of another division, Refused naming the question.
    """
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    prescribing.require_living(prescription.state)
    form = all_forms().get(data.form)
    if form is None or prescription.article is None or form not in forms.forms_for([form], prescription.article.iso_code):
        raise NotFound("process.no_form", field="form")
    if data.version != form.version:
        raise Refused("process.form_changed", field="version")
    answers = forms.read_answers(form, data.answers)
    version = store.form_version(form.id, form.version, form.content, at=ctx.now)
    if version.content != form.content:  # a county's own edit without a new version would change what was asked of others
        raise Refused("process.form_changed", field="version")
    result = forms.result_of(form, answers)
    store.add_form_answer(prescription, version, answers, result=result, on=ctx.today, by=ctx.viewer.code, at=ctx.now)
    ctx.audit("prescribing.form_filled_in", f"prescription:{prescription.key}", form=form.id, version=form.version)
    return result
