"""The special approval group: its seats and meetings, an agenda with its cases, what was decided, and the papers."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.approvals import queries
from handtag.domain.access import Permission, Viewer
from handtag.usecases.approvals.appoint_member import AppointMember, appoint_member
from handtag.usecases.approvals.call_meeting import CallMeeting, call_meeting
from handtag.usecases.approvals.decide_in_meeting import DecideInMeeting, decide_in_meeting
from handtag.usecases.approvals.table_approval import TableApproval, table_approval
from handtag.usecases.words_approvals import SEATS
from handtag.web.approvals import papers, words
from handtag.web.approvals.forms import GroupDecisionForm, MeetingForm, MemberForm
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other
from handtag.web.ui.forms import CommandForm


@signed_in(Permission.LEAD_APPROVAL_GROUP)
def group(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Seats and meetings; a new meeting."""
    form = bound(MeetingForm, request)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            number = perform(viewer, call_meeting, CallMeeting(form.cleaned_data["held_on"], form.cleaned_data["place"]), form=form)
            return see_other(request, "approvals:meeting", number, message=_("The meeting is called. Now put cases on its agenda."))
    return _group(request, viewer, form, _member_form(viewer))


@require_POST
@signed_in(Permission.LEAD_APPROVAL_GROUP)
def appoint(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    form = _member_form(viewer, request.POST)
    if form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "command_id"}
        with refusals_on(form):
            perform(viewer, appoint_member, AppointMember(**given), form=form)
            return see_other(request, "approvals:group", message=_("The seat is given."))
    return _group(request, viewer, MeetingForm(), form)


def _member_form(viewer: Viewer, posted: Any = None) -> MemberForm:
    return MemberForm(posted, staff=queries.staff(viewer, today()), initial={"valid_from": today()}, auto_id="seat-%s")


def _group(request: HttpRequest, viewer: Viewer, form: Any, seat_form: MemberForm) -> HttpResponse:
    shown = {
        "members": [(one, SEATS[one.seat]) for one in queries.members(viewer, today())],
        "meetings": queries.meetings(viewer)[:20],
        "meeting_form": form,
        "seat_form": seat_form,
        "waiting": queries.count_waiting(viewer),
    }
    return render_page(request, "approvals/group.html", shown, form=seat_form if seat_form.is_bound else form)


@signed_in(Permission.LEAD_APPROVAL_GROUP)
def meeting(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    return _meeting(request, viewer, meeting_id)


def _meeting(request: HttpRequest, viewer: Viewer, meeting_id: int, wrong: Any = None, refused: UUID | None = None) -> HttpResponse:
    """A meeting with its agenda; `wrong` is a form with errors, shown at the case `refused`."""
    found = queries.meeting_for_page(viewer, meeting_id)
    seats = [(one.user_id, f"{one.user.name} ({SEATS[one.seat]})") for one in queries.members(viewer, found.held_on)]
    open_now = today() >= found.held_on
    rows = []
    for item in found.items.all():
        one = item.approval
        form = (
            wrong if one.key == refused else GroupDecisionForm(seats=seats, auto_id=f"case-{one.pk}-%s", initial={"present": found.present})
        )
        rows.append((one, words.why(one.reasons), words.counted(one), form if open_now and one.state == "asked" else None))
    shown = {"meeting": found, "rows": rows, "to_table": [(one, CommandForm(auto_id=False)) for one in queries.to_table(viewer, found)]}
    shown |= {"is_over": found.held_on < today(), "other": wrong if refused is None else None}
    return render_page(request, "approvals/meeting.html", shown, form=wrong)


@require_POST
@signed_in(Permission.LEAD_APPROVAL_GROUP)
def table(request: HttpRequest, viewer: Viewer, meeting_id: int, approval_key: UUID) -> HttpResponse:
    form = CommandForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, table_approval, TableApproval(meeting_id, approval_key), form=form)
            return see_other(request, "approvals:meeting", meeting_id, message=_("It is on the agenda."))
    return _meeting(request, viewer, meeting_id, form)


@require_POST
@signed_in(Permission.LEAD_APPROVAL_GROUP)
def decide(request: HttpRequest, viewer: Viewer, meeting_id: int, approval_key: UUID) -> HttpResponse:
    """What the group decided about a case, by the button that was pressed."""
    found = queries.meeting_for_page(viewer, meeting_id)
    seats = [(one.user_id, f"{one.user.name} ({SEATS[one.seat]})") for one in queries.members(viewer, found.held_on)]
    case = queries.approval_for_page(viewer, approval_key)
    form = GroupDecisionForm(request.POST, seats=seats, auto_id=f"case-{case.pk}-%s")
    if form.is_valid():
        given = form.cleaned_data
        data = DecideInMeeting(meeting_id, approval_key, given["verdict"], given["reason"], tuple(given["present"]))
        with refusals_on(form):
            perform(viewer, decide_in_meeting, data, form=form)
            return see_other(request, "approvals:meeting", meeting_id, message=_("The decision is written."))
    return _meeting(request, viewer, meeting_id, form, approval_key)


@signed_in(Permission.LEAD_APPROVAL_GROUP)
def material(request: HttpRequest, viewer: Viewer, meeting_id: int) -> HttpResponse:
    """The agenda with every case's material, to send with the notice."""
    return papers.material(queries.meeting_for_page(viewer, meeting_id))


@signed_in()
def letter(request: HttpRequest, viewer: Viewer, approval_key: UUID) -> HttpResponse:
    """The decision as a letter to whoever asked."""
    return papers.letter(queries.approval_for_page(viewer, approval_key))
