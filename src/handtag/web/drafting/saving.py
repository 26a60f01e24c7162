"""A typed part is put in the draft; what others changed meanwhile becomes an error of the form, and nothing typed is lost."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest

from handtag.apps.agreements.queries_drafts import OpenDraft
from handtag.domain.access import Viewer
from handtag.domain.values.errors import Conflict, Refused
from handtag.usecases.agreements.put_in_draft import PutInDraft, put_in_draft
from handtag.usecases.messages import sentence
from handtag.web.drafting.forms import StepForm
from handtag.web.shell.http import perform, refusals_on


def revision_of(request: HttpRequest, draft: OpenDraft) -> int:
    """The revision that was read when the form was opened."""
    text = str(request.POST.get("revision", ""))
    return int(text) if text.isdecimal() else draft.row.revision


def required_step(request: HttpRequest) -> StepForm:
    """What a one-button form has to say: which revision was read. Raises Refused when it does not."""
    form = StepForm(request.POST)
    if not form.is_valid():
        raise Refused("input.unreadable")
    return form


@contextmanager
def conflicts_on(form: BaseForm) -> Iterator[None]:
    """Inside this block a conflict stands above the form, which can be sent again once it has been seen."""
    try:
        yield
    except Conflict as conflict:
        form.add_error(None, str(sentence(conflict)))


def part_to_put(request: HttpRequest, draft: OpenDraft, form: BaseForm, kind: str, plain: Mapping[str, Any]) -> PutInDraft:
    """The command that saves a typed part."""
    return PutInDraft(draft.row.key, revision_of(request, draft), kind, plain, str(form.cleaned_data.get("before", "")))


def was_put(viewer: Viewer, form: BaseForm, data: PutInDraft) -> bool:
    """Whether the part was saved; if not, the form says why."""
    with refusals_on(form), conflicts_on(form):
        perform(viewer, put_in_draft, data, form=form)
    return not form.errors
