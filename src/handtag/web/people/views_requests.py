"""What persons ask about their devices, answered by the unit that lent them and the centre that owns them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from handtag.apps.own import queries
from handtag.domain.access import Permission, Viewer
from handtag.usecases.own.answer_request import AnswerRequest, answer_request
from handtag.usecases.words_own import OUTCOMES, REQUESTS
from handtag.web.people.forms_own import AnswerForm
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import bound, log_named, page_of, perform, refusals_on, render_page, see_other


@signed_in(Permission.ANSWER_REQUEST)
def requests(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Those that wait, the unsafe ones first; or all, the latest first."""
    everything = request.GET.get("visa") == "all"
    page = page_of(request, queries.requests_for_list(viewer, queries.RequestFilter(waiting=not everything)))
    log_named(viewer, [one.person for one in page if one.person_is_open])
    rows = [(one, REQUESTS[one.kind], OUTCOMES[one.answer.outcome] if hasattr(one, "answer") else "") for one in page]
    return render_page(request, "people/requests.html", {"page": page, "rows": rows, "everything": everything})


@signed_in(Permission.ANSWER_REQUEST)
def answer(request: HttpRequest, viewer: Viewer, request_key: UUID) -> HttpResponse:
    """What was asked, how she is reached, and what she is told."""
    asked = queries.request_for_page(viewer, request_key)
    if asked.person_is_open:
        log_named(viewer, [asked.person])
    form = bound(AnswerForm, request, kind=asked.kind)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            perform(viewer, answer_request, AnswerRequest(request_key, given["outcome"], given["on"], given["words"]), form=form)
            return see_other(request, "people:requests", message=_("The person is told."))
    told = OUTCOMES[asked.answer.outcome] if hasattr(asked, "answer") else ""
    shown = {"asked": asked, "what": REQUESTS[asked.kind], "told": told, "may_collect": viewer.may(Permission.PLACE_COLLECTION_ORDER)}
    return render_page(request, "people/answer.html", shown, form=form)
