"""What has to be bought and why, what the buyer has decided for an article, and exceptions that wait for a decision."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from handtag.apps.purchasing import queries, queries_need
from handtag.apps.stock import queries_devices as stock
from handtag.domain.access import Permission, Viewer
from handtag.domain.values.errors import NotFound
from handtag.usecases.messages import sentence
from handtag.usecases.purchasing.decide_exception import DecideException, decide_exception
from handtag.usecases.purchasing.draft_purchases import DraftPurchases, Wanted, draft_purchases
from handtag.usecases.purchasing.set_reorder_rule import SetReorderRule, set_reorder_rule
from handtag.usecases.words_purchasing import OUTSIDE_REASONS
from handtag.web.purchasing.forms import AddForm, DecideForm, ProposalsForm, RuleForm
from handtag.web.purchasing.words import stop_word
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import perform, refusals_on, render_page, see_other
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.parts import Bar
from handtag.web.ui.tables import Column, Columns

COLUMNS = Columns(
    Column("buy", _lazy("Buy"), kind="actions"),
    Column("article", _lazy("Article"), primary=True),
    Column("why", _lazy("Why")),
    Column("quantity", _lazy("To buy"), kind="number"),
    Column("amount", _lazy("Worth"), kind="number"),
)


@signed_in(Permission.PURCHASE)
def need(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Proposals by supplier; chosen ones become drafts. What is not proposed can be added by its number."""
    places = stock.locations(viewer)
    adds = request.method == "POST" and "article_number" in request.POST
    form = ProposalsForm(request.POST if request.method == "POST" and not adds else None, places=places, auto_id="chosen-%s")
    other = AddForm(request.POST if adds else None, places=places, auto_id="other-%s")
    posted: Any = other if adds else form
    if posted.is_bound and posted.is_valid() and (numbers := _draft(viewer, posted)):
        said = _("Drafts to look through: %(numbers)s.") % {"numbers": ", ".join(numbers)}
        return see_other(request, f"{reverse('purchasing:orders')}?visa=drafts", message=said)
    groups = queries_need.proposals(viewer, today())
    shown = {"groups": groups, "columns": COLUMNS, "chosen_form": form, "other": other, "worth": sum(group.amount_ore for group in groups)}
    return render_page(request, "purchasing/need.html", shown, form=posted)


def _draft(viewer: Viewer, form: Any) -> tuple[str, ...]:
    """The drafts' numbers; none, with the reason on the form, when it is refused."""
    given = form.cleaned_data
    lines = given.get("lines") or (Wanted(given["article_number"], given["quantity"], given["supplier"]),)
    with refusals_on(form):
        try:
            return perform(viewer, draft_purchases, DraftPurchases(lines, given["location_code"]), form=form)
        except NotFound as missing:
            form.refuse(str(sentence(missing)), field="article_number")
    return ()


@signed_in(Permission.PURCHASE)
def article(request: HttpRequest, viewer: Viewer, article_number: str) -> HttpResponse:
    """How the need of one article is computed, number by number, and the buyer's own numbers for it."""
    proposal, offers = queries_need.proposal_of(viewer, article_number, today())
    rule = queries_need.rule_of(proposal.article)
    form = RuleForm(request.POST if request.method == "POST" else None, initial=vars(rule))
    if form.is_bound and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "command_id"}
        with refusals_on(form):
            perform(viewer, set_reorder_rule, SetReorderRule(article_number, **given), form=form)
            return see_other(request, "purchasing:article", article_number, message=_("Kept."))
    used = proposal.need.asked.flow.used or (0,) * len(list(queries_need.periods(today())))
    bars = [Bar(f"{first} – {last}", n, str(n)) for (first, last), n in zip(queries_need.periods(today()), used, strict=True)]
    shown = {"proposal": proposal, "need": proposal.need, "offers": offers, "bars": bars, "article": proposal.article}
    return render_page(request, "purchasing/article.html", shown, form=form)


@signed_in(Permission.APPROVE_PURCHASE)
def exceptions(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Lines that somebody else wants to buy outside the framework agreements."""
    return render_page(request, "purchasing/exceptions.html", _waiting(viewer))


@require_POST
@signed_in(Permission.APPROVE_PURCHASE)
def decide(request: HttpRequest, viewer: Viewer, purchase_number: str, purchase_line: int) -> HttpResponse:
    """Yes or no, by the button that was pressed."""
    form = DecideForm(request.POST)
    if form.is_valid():
        approved = form.cleaned_data["beslut"] == "ja"
        with refusals_on(form):
            perform(viewer, decide_exception, DecideException(purchase_number, purchase_line, approved), form=form)
            return see_other(request, "purchasing:exceptions", message=_("Approved.") if approved else _("Refused."))
    return render_page(request, "purchasing/exceptions.html", _waiting(viewer), form=form)


def _waiting(viewer: Viewer) -> dict[str, Any]:
    lines = queries.exceptions_to_decide(viewer)
    return {"rows": [(line, stop_word(line.stop), OUTSIDE_REASONS[line.outside_reason], CommandForm(auto_id=False)) for line in lines]}
