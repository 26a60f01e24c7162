"""The course calendar, a seat on a course, and what whoever holds it does."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from handtag.apps.rights import queries_courses as queries
from handtag.domain.access import Permission, Viewer
from handtag.usecases.rights.book_seat import BookSeat, book_seat
from handtag.usecases.rights.cancel_course_date import CancelCourseDate, cancel_course_date
from handtag.usecases.rights.give_up_seat import GiveUpSeat, give_up_seat
from handtag.usecases.rights.invite_to_course import InviteToCourse, invite_to_course
from handtag.usecases.rights.plan_course_date import PlanCourseDate, plan_course_date
from handtag.usecases.rights.record_attendance import RecordAttendance, record_attendance
from handtag.web.rights.forms import CancelForm, PeopleForm, PlanForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.tables import Column, Columns

COLUMNS = Columns(
    Column("on", _lazy("Day"), kind="date"),
    Column("course", _lazy("Course"), primary=True),
    Column("place", _lazy("Where")),
    Column("left", _lazy("Seats left"), kind="number"),
    Column("answer_by", _lazy("Answer by"), kind="date"),
    Column("mine", _lazy("My seat"), kind="status"),
)
PEOPLE = Columns(
    Column("name", _lazy("Name"), primary=True),
    Column("unit", _lazy("Unit")),
    Column("state", _lazy("State"), kind="status"),
)
HOLD = Permission.HOLD_COURSES


@signed_in()
def calendar(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What is held when, where, and whether there is a seat."""
    on = today()
    shown = {"columns": COLUMNS, "dates": queries.upcoming(viewer, on), "may_hold": viewer.may(HOLD)}
    shown["past"] = queries.past(viewer, on) if viewer.may(HOLD) else []
    return render_page(request, "rights/courses.html", shown)


@signed_in(HOLD)
def plan(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = bound(PlanForm, request, courses=[(course.pk, course.title) for course in queries.courses(viewer)])
    if form.is_bound and form.is_valid():
        names = ("course_id", "on", "begins", "ends", "place", "seats", "answer_by")
        with refusals_on(form):
            made = perform(viewer, plan_course_date, PlanCourseDate(**{name: form.cleaned_data[name] for name in names}), form=form)
            return see_other(request, "rights:course", made, message=_("The course is in the calendar. Invite those who need it."))
    return render_page(request, "rights/plan.html", form=form)


@signed_in()
def date(request: HttpRequest, viewer: Viewer, date_id: int) -> HttpResponse:
    return _page(request, viewer, date_id)


@require_POST
@signed_in(Permission.PREPARE)
def seat(request: HttpRequest, viewer: Viewer, date_id: int) -> HttpResponse:
    """Take the seat, or give it up."""
    form = CommandForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            if "give_up" in request.POST:
                perform(viewer, give_up_seat, GiveUpSeat(date_id), form=form)
                return see_other(request, "rights:own", message=_("You have given up your seat."))
            state = perform(viewer, book_seat, BookSeat(date_id), form=form)
            said = _("You have a seat.") if state == "booked" else _("The course is full. You wait in line and get the first free seat.")
            return see_other(request, "rights:own", message=said)
    return _page(request, viewer, date_id, wrong=form)


@require_POST
@signed_in(HOLD)
def do(request: HttpRequest, viewer: Viewer, date_id: int, deed: str) -> HttpResponse:
    """Invite, note who came, or call it off."""
    forms = _forms(viewer, queries.date_for_page(viewer, date_id).date, request.POST)
    if deed not in forms:
        raise Http404
    form = forms[deed]
    if form.is_valid():
        with refusals_on(form):
            return see_other(request, "rights:course", date_id, message=_done(viewer, date_id, deed, form))
    return _page(request, viewer, date_id, wrong=form)


def _done(viewer: Viewer, date_id: int, deed: str, form: Any) -> str:
    if deed == "stall-in":
        perform(viewer, cancel_course_date, CancelCourseDate(date_id, form.cleaned_data["reason"]), form=form)
        return _("The course is called off.")
    people = tuple(form.cleaned_data["people"])
    if deed == "bjud-in":
        perform(viewer, invite_to_course, InviteToCourse(date_id, people), form=form)
        return _("The invitations stand on their pages.")
    given = perform(viewer, record_attendance, RecordAttendance(date_id, people), form=form)
    return _("The course is held. Certificates given: %(count)s.") % {"count": len(given)}


def _forms(viewer: Viewer, given: Any, posted: Any = None) -> dict[str, Any]:
    booked = [(seat.assignment_id, seat.assignment.user.name) for seat in queries.seats(given) if seat.state == "booked"]
    rest = [(one.pk, f"{one.user.name}, {one.unit.name}") for one in queries.may_be_invited(viewer, given)]
    return {
        "bjud-in": PeopleForm(posted, deed="bjud-in", choices=rest),
        "narvaro": PeopleForm(posted, deed="narvaro", choices=booked, initial={"people": [pk for pk, _name in booked]}),
        "stall-in": CancelForm(posted),
    }


def _page(request: HttpRequest, viewer: Viewer, date_id: int, wrong: Any = None) -> HttpResponse:
    found = queries.date_for_page(viewer, date_id)
    shown: dict[str, Any] = {"given": found, "wrong": wrong, "seat_form": CommandForm(auto_id=False), "today": today()}
    shown["may_book"] = viewer.may(Permission.PREPARE) and found.date.state == "planned" and found.date.answer_by >= today()
    if viewer.may(HOLD):
        forms = _forms(viewer, found.date)
        if wrong is not None and getattr(wrong, "deed", "") in forms:
            forms[wrong.deed] = wrong
        shown |= {"columns": PEOPLE, "seats": queries.seats(found.date), "invite": forms["bjud-in"], "came": forms["narvaro"]}
        shown |= {"cancel": forms["stall-in"], "has_come": found.date.on <= today()}
    page = render_page(request, "rights/course.html", shown)
    page.status_code = 422 if wrong is not None else 200
    return page
