"""Exceptions from the agreement's answer on who pays: asked for, answered by the manager, counted for who looks after the agreement."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from handtag.apps.catalogue.queries import article_page
from handtag.apps.prescriptions import queries, queries_process
from handtag.domain.access import Permission, Viewer
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.prescribing.answer_exception import AnswerException, answer_exception
from handtag.usecases.prescribing.ask_for_exception import AskForException, ask_for_exception
from handtag.usecases.words_process import EXCEPTION_REASONS, REFUSALS
from handtag.web.prescribing.forms import AnswerExceptionForm, ExceptionForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other

DAYS = 365


@signed_in(Permission.PRESCRIBE)
def ask(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """Reached from an article that the agreement does not carry because of who pays."""
    found = queries.prescription_for_page(viewer, key)
    perform(viewer, open_person, OpenPerson(found.person.key))
    number = request.POST.get("article_number", "") or request.GET.get("artikel", "")
    form = bound(ExceptionForm, request) if request.method == "POST" else ExceptionForm(initial={"article_number": number})
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            perform(viewer, ask_for_exception, AskForException(key, given["article_number"], given["reason"], given["words"]), form=form)
            return see_other(request, "prescribing:prescription", key, message=_("Your manager has been asked."))
    shown = {"prescription": found, "person": found.person, "article": article_page(viewer, number).article if number else None}
    return render_page(request, "prescribing/ask_exception.html", shown, form=form)


@signed_in(Permission.MAKE_EXCEPTION)
def waiting(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Of the manager's unit; no person stands here."""
    asked = [_in_words(one) for one in queries_process.exceptions_for_list(viewer, waiting=True)]
    answered = [_in_words(one) for one in queries_process.exceptions_for_list(viewer, waiting=False)[:20]]
    return render_page(request, "prescribing/exceptions.html", {"asked": asked, "answered": answered})


@signed_in(Permission.MAKE_EXCEPTION)
def answer(request: HttpRequest, viewer: Viewer, request_key: UUID) -> HttpResponse:
    asked = queries_process.exceptions_for_list(viewer, waiting=True).filter(key=request_key).first()
    if asked is None:
        raise Http404
    form = bound(AnswerExceptionForm, request)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            perform(viewer, answer_exception, AnswerException(request_key, given["answer"] == "yes", given["words"]), form=form)
            return see_other(request, "prescribing:exceptions", message=_("The answer is given."))
    return render_page(request, "prescribing/exception.html", {"one": _in_words(asked)}, form=form)


@signed_in(Permission.DRAFT_AGREEMENT)
def report(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What the agreement had to be set aside for: a year back, counted."""
    first = today() - timedelta(days=DAYS)
    rows = queries_process.exceptions_made(viewer, first, today())
    for row in rows:
        row |= {"answered": REFUSALS.get(row["refusal"], row["refusal"]), "why": EXCEPTION_REASONS[row["reason"]]}
    return render_page(request, "prescribing/exception_report.html", {"rows": rows, "first": first})


def _in_words(one: Any) -> dict[str, object]:
    """A request with its codes as words."""
    return {
        "row": one,
        "answered": REFUSALS.get(one.refusal, one.refusal),
        "why": EXCEPTION_REASONS[one.reason],
        "answer": getattr(one, "answer", None),
    }
