"""The lists of what is to be followed up, and one case: how it went, what happens now, who takes over."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from handtag.apps.orders.queries import lent_on
from handtag.apps.organisations.queries import delivery_points
from handtag.apps.prescriptions import queries_follow_ups as queries
from handtag.domain import following_up
from handtag.domain.access import Permission, Viewer
from handtag.usecases.following.agree_follow_up import AgreeFollowUp, agree_follow_up
from handtag.usecases.following.follow_up import FollowUp, follow_up
from handtag.usecases.following.reassign_cases import ReassignCases, reassign_cases
from handtag.usecases.people.open_person import OpenPerson, open_person
from handtag.usecases.words import RESULTS
from handtag.usecases.words_following import GROUNDS, THEN
from handtag.web.following.forms import AgreeForm, OutcomeForm, ReassignForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, log_named, page_of, perform, refusals_on, render_page, see_other
from handtag.web.ui import text
from handtag.web.ui.parts import Event, Tab
from handtag.web.ui.tables import Column, Columns

COLUMNS = Columns(
    Column("device", gettext_lazy("Device"), primary=True),
    Column("person", gettext_lazy("Person")),
    Column("owner", gettext_lazy("Follows up")),
    Column("due", gettext_lazy("Follow-up"), kind="date"),
)


@signed_in(Permission.ASSIGN_CASES)
def cases(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    return _list(request, viewer, ReassignForm(prescribers=queries.prescribers_of_unit(viewer, today())))


@require_POST
@signed_in(Permission.ASSIGN_CASES)
def reassign(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Those that are ticked get another who follows up."""
    form = ReassignForm(request.POST, prescribers=queries.prescribers_of_unit(viewer, today()))
    if form.is_valid():
        with refusals_on(form):
            chosen = ReassignCases(form.keys, form.cleaned_data["assignment_id"])
            perform(viewer, reassign_cases, chosen, form=form)
            return see_other(request, "following:list", message=_("Another prescriber now follows up what you chose."))
    return _list(request, viewer, form)


@signed_in(Permission.PRESCRIBE)
def case(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    """How it went and what happens now, with the goal beside it."""
    found = queries.case_for_page(viewer, today(), key)
    perform(viewer, open_person, OpenPerson(found.person.key))
    form = bound(OutcomeForm, request, **_asked(viewer, found))
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        with refusals_on(form):
            done = perform(viewer, follow_up, FollowUp(key, **{name: given.get(name) for name in OUTCOME}), form=form)
            return see_other(request, "prescribing:prescription", key, message=_said(done))
    return _page(request, viewer, found, form=form)


@require_POST
@signed_in(Permission.PRESCRIBE)
def agree(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = AgreeForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, agree_follow_up, AgreeFollowUp(key, form.cleaned_data["due_on"]), form=form)
            return see_other(request, "following:case", key, message=_("The day is set."))
    found = queries.case_for_page(viewer, today(), key)
    perform(viewer, open_person, OpenPerson(found.person.key))
    return _page(request, viewer, found, form=OutcomeForm(**_asked(viewer, found)), agree_form=form)


OUTCOME = ("result", "note", "next_due_on", "then", "reason", "delivery_point_id")


def _list(request: HttpRequest, viewer: Viewer, form: ReassignForm) -> HttpResponse:
    on, here = today(), request.GET.get("visa", "")
    view = here if here in queries.VIEWS else ("mine" if viewer.may(Permission.PRESCRIBE) else "flagged")
    owner = request.GET.get("vem", "")
    chosen = queries.CaseFilter(view, int(owner) if owner.isdecimal() else None)
    page = page_of(request, queries.cases_for_list(viewer, on, chosen))
    log_named(viewer, [row.person for row in page if row.person_is_open])
    words = {"mine": _("Mine"), "unit": _("The whole unit's"), "overdue": _("Overdue"), "flagged": _("Nobody follows up")}
    counted = queries.counts(viewer, on)
    views = queries.VIEWS if viewer.may(Permission.PRESCRIBE) else queries.VIEWS[1:]
    tabs = [Tab(f"{words[name]} ({counted[name]})", f"?visa={name}", current=name == view) for name in views]
    owners = queries.owners_of_unit(viewer, on)
    shown = {"page": page, "columns": COLUMNS, "tabs": tabs, "view": view, "owners": owners, "chosen": chosen}
    shown["may_follow_up"] = viewer.may(Permission.PRESCRIBE)
    return render_page(request, "following/list.html", shown, form=form)


def _asked(viewer: Viewer, found: Any) -> dict[str, Any]:
    due = following_up.due_by_rule(queries.rule_for_prescription(found, today()), "continue", today())
    lent = lent_on(viewer, found.key).exists()
    return {"points": delivery_points(viewer) if lent else [], "by_rule": text.day(due) if due and lent else ""}


def _page(request: HttpRequest, viewer: Viewer, found: Any, *, form: OutcomeForm, agree_form: AgreeForm | None = None) -> HttpResponse:
    before = [
        Event(row.done_on, f"{RESULTS.get(row.result, row.result)}. {THEN.get(row.then, '')}", text=row.note)
        for row in found.follow_ups.all()
        if row.done_on
    ]
    shown = {"case": found, "person": found.person, "before": before, "rule": queries.rule_for_prescription(found, today())}
    shown |= {"ground": GROUNDS.get(found.ground, ""), "may_follow_up": found.state in ("delivered", "followed_up")}
    shown |= {"outcome_form": form, "agree_form": agree_form or AgreeForm()}
    shown["devices"] = [device.number for device in lent_on(viewer, found.key)]
    return render_page(request, "following/case.html", shown, form=agree_form if agree_form and agree_form.errors else form)


def _said(done: Any) -> str:
    if done.orders:
        return _("The prescription is ended and the collection is ordered.")
    if done.next_due_on:
        return _("The follow-up is noted. The next is on %(day)s.") % {"day": text.day(done.next_due_on)}
    return _("The follow-up is noted.")
