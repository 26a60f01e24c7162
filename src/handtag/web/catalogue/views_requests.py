"""Proposed articles: asked for, completed, approved by another, published."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from handtag.apps.catalogue import queries_details
from handtag.domain.access import Permission, Viewer
from handtag.domain.catalogue import REQUEST_STEPS
from handtag.usecases.catalogue.approve_article_request import ApproveArticleRequest, approve_article_request
from handtag.usecases.catalogue.decline_article_request import DeclineArticleRequest, decline_article_request
from handtag.usecases.catalogue.propose_article import ProposeArticle, propose_article
from handtag.usecases.catalogue.publish_article_request import PublishArticleRequest, publish_article_request
from handtag.usecases.catalogue.validate_article_request import ValidateArticleRequest, validate_article_request
from handtag.web.catalogue.forms import DeclineForm, ProposalForm, ValidationForm
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import bound, page_of, perform, refusals_on, render_page, see_other
from handtag.web.ui.parts import Crumb
from handtag.web.ui.tables import Column, Columns

COLUMNS = Columns(
    Column("name", _lazy("Article"), primary=True),
    Column("supplier", _lazy("Supplier")),
    Column("iso_code", _lazy("ISO code"), kind="date"),
    Column("state", _lazy("State"), kind="status"),
    Column("proposed", _lazy("Proposed"), kind="date"),
)


def _crumbs(*last: str) -> list[Crumb]:
    links = [Crumb(_("Assortment"), reverse("catalogue:search")), Crumb(_("Proposed articles"), reverse("catalogue:requests"))]
    return [*links, *(Crumb(word) for word in last)]


def _given(form: Any) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "command_id"}


@signed_in(Permission.PROPOSE_ARTICLE)
def requests(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Proposed articles: all for who looks after the catalogue, one's own for others."""
    page = page_of(request, queries_details.article_requests(viewer))
    return render_page(request, "catalogue/requests.html", {"page": page, "columns": COLUMNS, "crumbs": _crumbs()[:1]})


@signed_in(Permission.PROPOSE_ARTICLE)
def propose(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Ask for an article that is not in the assortment."""
    form = bound(ProposalForm, request, initial={"name": request.GET.get("namn", "")})
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            perform(viewer, propose_article, ProposeArticle(**_given(form)), form=form)
            return see_other(request, "catalogue:requests", message=_("The article is proposed. You see here how it goes."))
    return render_page(request, "catalogue/propose.html", {"crumbs": _crumbs(_("Propose an article"))}, form=form)


@signed_in(Permission.PROPOSE_ARTICLE)
def article_request(request: HttpRequest, viewer: Viewer, request_id: int) -> HttpResponse:
    """One proposed article, and what is to be done with it now by who looks after the catalogue."""
    one = queries_details.article_request(viewer, request_id)
    plain = ("number", "name", "kind", "supplier_number", "gtin", "lead_time_days")
    first = {name: getattr(one, name) for name in plain} | {"supplier": one.supplier_name, "assortment": one.assortment or "order_item"}
    form = bound(ValidationForm, request, initial=first)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            perform(viewer, validate_article_request, ValidateArticleRequest(request_id=request_id, **_given(form)), form=form)
            return see_other(request, "catalogue:request", request_id, message=_("The article is checked. Somebody else approves it."))
    steps = REQUEST_STEPS[one.state] if viewer.may(Permission.MANAGE_CATALOGUE) else frozenset()
    is_mine = viewer.code in {one.proposed_by, one.validated_by}
    context = {"one": one, "steps": steps, "is_mine": is_mine, "decline": DeclineForm(), "crumbs": _crumbs(one.name)}
    return render_page(request, "catalogue/request.html", context, form=form)


@require_POST
@signed_in(Permission.MANAGE_CATALOGUE)
def decide(request: HttpRequest, viewer: Viewer, request_id: int, verdict: str) -> HttpResponse:
    """Approve, publish or decline a proposed article."""
    if verdict == "godkann":
        perform(viewer, approve_article_request, ApproveArticleRequest(request_id))
        return see_other(request, "catalogue:request", request_id, message=_("The article is approved."))
    if verdict == "publicera":
        number = perform(viewer, publish_article_request, PublishArticleRequest(request_id))
        return see_other(request, "catalogue:article", number, message=_("The article is in the assortment. Give it a price."))
    if verdict != "avsla":
        raise Http404(verdict)
    perform(viewer, decline_article_request, DeclineArticleRequest(request_id, request.POST.get("reason", "")))
    return see_other(request, "catalogue:request", request_id, message=_("The proposal is declined."))
