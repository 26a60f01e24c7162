"""The flow from need to a chosen device, and the prescription itself. It can be left and taken up again: all is on the row."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from handtag.apps.approvals.queries import to_ask
from handtag.apps.people import queries as people
from handtag.apps.prescriptions import queries
from handtag.domain.access import Permission, Viewer
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.prescribing.answer_questions import AnswerQuestions, answer_questions
from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article
from handtag.usecases.prescribing.start_prescription import StartPrescription, start_prescription
from handtag.web.prescribing import choosing, lists, work
from handtag.web.prescribing.forms import ChooseForm, StartForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, log_named, page_of, perform, refusals_on, render_page, see_other


@signed_in(Permission.PREPARE)
def prescriptions(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    chosen = lists.chosen(request.GET)
    sort = lists.COLUMNS.sort_from(request.GET.get("sort", ""), "-started")
    page = page_of(request, queries.prescriptions_for_list(viewer, today(), chosen, sort))
    shown = {
        "columns": lists.COLUMNS.choosing(request.GET.getlist("kolumn")),
        "page": page,
        "sort": sort,
        "chosen": chosen,
        "tabs": lists.tabs(request.GET),
    }
    shown["view"] = lists.view(request.GET)
    log_named(viewer, [row.person for row in page if row.person_is_open])
    return render_page(request, "prescribing/list.html", shown, partial="prescriptions")


@signed_in(Permission.PREPARE)
def start(request: HttpRequest, viewer: Viewer, person_key: UUID) -> HttpResponse:
    """Need, goal and priority; then straight on to the choice of device."""
    perform(viewer, open_person, OpenPerson(person_key))
    form = bound(StartForm, request)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            key = perform(
                viewer,
                start_prescription,
                StartPrescription(person_key, given["need"], given["goal"], int(given["priority"]), given["goal_code"]),
                form=form,
            )
            return see_other(request, "prescribing:choose", key)
    return render_page(request, "prescribing/start.html", {"person": people.person_for_page(viewer, person_key)}, form=form)


@signed_in(Permission.PREPARE)
def prescription(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    return work.page(request, viewer, key)


@signed_in(Permission.PREPARE)
def choose(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """Articles as one types, each with the agreement's answer; a press chooses one and goes on to the order."""
    found = queries.prescription_for_page(viewer, key)
    perform(viewer, open_person, OpenPerson(found.person.key))
    form = bound(ChooseForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            perform(viewer, choose_article, ChooseArticle(key, form.cleaned_data["article_number"]), form=form)
            needed = to_ask(viewer, key)
            return see_other(request, "approvals:ask", needed.key) if needed else see_other(request, "ordering:place", key)
    word = request.POST.get("q", "") or request.GET.get("q", "")
    return render_page(request, "prescribing/choose.html", choosing.shown(viewer, found, word), partial="articles", form=form)


@require_POST
@signed_in(Permission.PREPARE)
def answer(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """What the agreement needs to know; asked once, kept on the prescription, then its answers are shown anew."""
    form = choosing.question_form(request.POST)
    word = request.POST.get("q", "")
    found = queries.prescription_for_page(viewer, key)
    perform(viewer, open_person, OpenPerson(found.person.key))
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, answer_questions, AnswerQuestions(key, form.answers), form=form)
            if not getattr(request, "htmx", False):
                return redirect(f"{reverse('prescribing:choose', args=[key])}?{urlencode({'q': word})}")
            found = queries.prescription_for_page(viewer, key)
    shown = choosing.shown(viewer, found, word, answered=form if form.errors else None)
    return render_page(request, "prescribing/choose.html", shown, partial="articles")
