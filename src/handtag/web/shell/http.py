"""How a view answers: a page or the fragment htmx asked for, a redirect, a file; and how a refused rule becomes a form error."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from handtag.domain.access import Viewer
from handtag.domain.values.errors import Refused
from handtag.usecases.base import UseCase, execute
from handtag.usecases.messages import sentence
from handtag.usecases.people.list_persons import ListPersons, list_persons

PAGE_SIZE = 50
In = TypeVar("In")
Out = TypeVar("Out")


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    partial: str = "",
    form: BaseForm | None = None,
) -> HttpResponse:
    """The page; or, when htmx asks for the element whose id is `partial`, the partial of that name in the same template.

    A `form` is put in the context as `form`, and its errors make the answer 422.
    """
    asked = getattr(request, "htmx", None)
    fragment = bool(partial and asked and not asked.boosted and asked.target == partial)
    name = f"{template}#{partial}" if fragment else template
    given = {**(context or {}), **({"form": form} if form is not None else {})}
    status = 422 if form is not None and form.is_bound and form.errors else 200
    return render(request, name, given, status=status)


def see_other(request: HttpRequest, to: str, *args: Any, message: str = "", **kwargs: Any) -> HttpResponse:
    """Go on to another page after a change (303), with a message there; htmx is told to load the whole page."""
    if message:
        messages.success(request, message)
    url = resolve_url(to, *args, **kwargs)
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(url)
    answer = HttpResponseRedirect(url)
    answer.status_code = 303
    return answer


def perform(viewer: Viewer, case: UseCase[In, Out], data: In, *, form: BaseForm | None = None) -> Out:
    """Run a use case for a page; a CommandForm's command id makes a repeated press the same command."""
    command_id = form.cleaned_data.get("command_id") if form is not None else None
    return execute(case, data, viewer, command_id=command_id if isinstance(command_id, UUID) else None, door="page")


def log_named(viewer: Viewer, persons: Iterable[Any]) -> None:
    """Before a list that names these persons is shown, the reading of each is logged; without the log no list."""
    keys = tuple(dict.fromkeys(person.key for person in persons))
    if keys:
        perform(viewer, list_persons, ListPersons(keys))


@contextmanager
def refusals_on(form: BaseForm, fields: Mapping[str, str] | None = None) -> Iterator[None]:
    """Inside this block a refused rule becomes an error of the form, at its field, and the page is shown again.

    The field is `fields[code]` when the page maps the refusal's code, else the field that the refusal names; when that is not
    on the form the sentence stands above it. Everything else (NotAllowed, NotFound, Conflict) becomes an error page.
    """
    try:
        yield
    except Refused as refusal:
        field = (fields or {}).get(refusal.code) or refusal.field
        form.add_error(field if field in form.fields else None, str(sentence(refusal)))


def page_of(request: HttpRequest, rows: Any, size: int = PAGE_SIZE) -> Page[Any]:
    """The part of a list that `?sida=` asks for; a number out of range is the nearest page."""
    return Paginator(rows, size).get_page(request.GET.get("sida"))


def bound(form_class: type[Any], request: HttpRequest, **options: Any) -> Any:
    """The form with what was posted, or empty when the page is only looked at."""
    return form_class(request.POST, request.FILES, **options) if request.method == "POST" else form_class(**options)
