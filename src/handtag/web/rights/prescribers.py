"""The prescribers one answers for: what they have, what runs out, what is asked for, withdrawn, given; and students."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from handtag.apps.rights import queries, queries_courses, queries_signing
from handtag.apps.rights.queries import Prescriber
from handtag.domain.access import Permission, Role, Viewer
from handtag.usecases.base import clock
from handtag.usecases.rights.annul_certificate import AnnulCertificate, annul_certificate
from handtag.usecases.rights.end_right import EndRight, end_right
from handtag.usecases.rights.end_supervision import EndSupervision, end_supervision
from handtag.usecases.rights.give_back_right import GiveBackRight, give_back_right
from handtag.usecases.rights.grant_right import GrantRight, grant_right
from handtag.usecases.rights.name_substitute import NameSubstitute, name_substitute
from handtag.usecases.rights.refuse_right import RefuseRight, refuse_right
from handtag.usecases.rights.register_certificates import Passed, RegisterCertificates, register_certificates
from handtag.usecases.rights.supervise_student import SuperviseStudent, supervise_student
from handtag.usecases.rights.withdraw_right import WithdrawRight, withdraw_right
from handtag.usecases.words import word
from handtag.web.rights.forms import AnswerForm, CertificateForm, GiveBackForm, SubstituteForm, SuperviseForm, WithdrawForm
from handtag.web.rights.words import told
from handtag.web.shell.assignment import signed_in, today
from handtag.web.shell.http import perform, refusals_on, render_page, see_other
from handtag.web.ui.forms import CommandForm
from handtag.web.ui.parts import Tab
from handtag.web.ui.tables import Column, Columns

COLUMNS = Columns(
    Column("name", _lazy("Prescriber"), primary=True),
    Column("unit", _lazy("Unit")),
    Column("profession", _lazy("Profession")),
    Column("state", _lazy("State"), kind="status"),
    Column("next", _lazy("Runs out first"), kind="date"),
    Column("lacks", _lazy("Lacks")),
)
VIEWS = ("expiring", "missing", "withdrawn", "all")
MANAGE = Permission.MANAGE_RIGHTS


@signed_in(Permission.READ_RIGHTS)
def listed(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Who has what, what runs out first; and what has been asked for."""
    on = today()
    found = queries.prescribers(viewer, on, clock())
    kinds = {name: [one for one in found if name in ("all", one.worst(on))] for name in VIEWS}
    asked = request.GET.get("visa", "")
    now = asked if asked in VIEWS else "all"
    words = {"expiring": _("Runs out soon"), "missing": _("Lacks something"), "withdrawn": _("Withdrawn"), "all": _("All")}
    shown = {
        "columns": COLUMNS, "rows": [_row(one, on) for one in kinds[now]],
        "tabs": [Tab(words[name], f"?visa={name}", count=len(kinds[name]), current=name == now) for name in VIEWS],
        "requests": list(queries.requests_waiting(viewer)) if viewer.may(MANAGE) else [], "may_manage": viewer.may(MANAGE),
    }  # fmt: skip
    return render_page(request, "rights/prescribers.html", shown)


@signed_in(Permission.READ_RIGHTS)
def one(request: HttpRequest, viewer: Viewer, prescriber_id: int) -> HttpResponse:
    return _page(request, viewer, prescriber_id)


@require_POST
@signed_in(MANAGE)
def do(request: HttpRequest, viewer: Viewer, prescriber_id: int, deed: str) -> HttpResponse:
    """Withdraw, give back, name a substitute, enter a certificate, end or annul: each from the prescriber's page."""
    queries.prescriber_for_page(viewer, prescriber_id, today(), clock())
    if deed not in DEEDS:
        raise Http404
    form = _form(viewer, deed, request.POST)
    if form.is_valid():
        with refusals_on(form):
            DEEDS[deed](viewer, prescriber_id, form, request)
            return see_other(request, "rights:prescriber", prescriber_id, message=_("It is done and in force now."))
    return _page(request, viewer, prescriber_id, wrong=form)


@signed_in(MANAGE)
def answer(request: HttpRequest, viewer: Viewer, request_id: int) -> HttpResponse:
    """Yes for a time or no, with a reason."""
    found = next((row for row in queries.requests_waiting(viewer) if row.pk == request_id), None)
    if found is None:
        raise Http404
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            _answer(viewer, request_id, form)
            return see_other(request, "rights:prescribers", message=_("The answer is sent."))
    return render_page(request, "rights/answer.html", {"one": found}, form=form)


@signed_in(MANAGE)
def students(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Who supervises whom."""
    if request.method == "POST" and "end" in request.POST:
        perform(viewer, end_supervision, EndSupervision(_number(request, "end")))
        return see_other(request, "rights:students", message=_("The supervision is ended."))
    on = today()
    form = SuperviseForm(
        request.POST if request.method == "POST" else None, students=queries.colleagues_of(viewer, on, Role.STUDENT),
        supervisors=queries.colleagues_of(viewer, on), initial={"valid_from": on},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("student_id", "supervisor_id", "valid_from", "valid_to")}
        with refusals_on(form):
            perform(viewer, supervise_student, SuperviseStudent(**given), form=form)
            return see_other(request, "rights:students", message=_("The supervision is noted."))
    return render_page(request, "rights/students.html", {"supervisions": queries_signing.supervisions(viewer, on)}, form=form)


def _answer(viewer: Viewer, request_id: int, form: AnswerForm) -> None:
    given = form.cleaned_data
    if given["answer"] == "no":
        perform(viewer, refuse_right, RefuseRight(request_id, given["reason"]), form=form)
    else:
        last = given["valid_to"] or today()
        perform(viewer, grant_right, GrantRight(request_id, today(), last, given["reason"]), form=form)


def _page(request: HttpRequest, viewer: Viewer, prescriber_id: int, wrong: Any = None) -> HttpResponse:
    on = today()
    found = queries.prescriber_for_page(viewer, prescriber_id, on, clock())
    forms = {deed: _form(viewer, deed) for deed in ("dra-in", "vikariat", "intyg")} if viewer.may(MANAGE) else {}
    if wrong is not None and wrong.deed in forms:
        forms[wrong.deed] = wrong
    history = queries.history_of(found.assignment)
    withdrawn = [(row, word(row.reason)) for row in history["withdrawals"]]
    shown = {
        "one": found, "standings": [told(standing, on) for standing in found.standings], **history, "wrong": wrong, "today": on,
        "withdrawn": withdrawn, "profession": word(found.assignment.profession),
        "withdraw_form": forms.get("dra-in"), "substitute_form": forms.get("vikariat"), "certificate_form": forms.get("intyg"),
        "may_manage": viewer.may(MANAGE),
    }  # fmt: skip
    page = render_page(request, "rights/prescriber.html", shown)
    page.status_code = 422 if wrong is not None else 200
    return page


def _form(viewer: Viewer, deed: str, posted: Any = None) -> Any:
    on = today()
    if deed == "vikariat":
        return SubstituteForm(posted, colleagues=queries.colleagues_of(viewer, on), initial={"valid_from": on})
    if deed == "intyg":
        return CertificateForm(posted, courses=[(course.code, course.title) for course in queries_courses.courses(viewer)])
    if deed == "dra-in":
        return WithdrawForm(posted)
    return GiveBackForm(posted) if deed == "ge-tillbaka" else _Plain(posted)


class _Plain(CommandForm):
    deed = ""


def _withdraw(viewer: Viewer, prescriber_id: int, form: Any, request: HttpRequest) -> None:
    given = form.cleaned_data
    perform(viewer, withdraw_right, WithdrawRight(prescriber_id, given["reason"], given["words"], given["iso_prefix"]), form=form)


def _give_back(viewer: Viewer, prescriber_id: int, form: Any, request: HttpRequest) -> None:
    perform(viewer, give_back_right, GiveBackRight(form.cleaned_data["withdrawal_id"], form.cleaned_data["words"]), form=form)


def _substitute(viewer: Viewer, prescriber_id: int, form: Any, request: HttpRequest) -> None:
    given = {name: form.cleaned_data[name] for name in ("stands_in_for", "valid_from", "valid_to", "reason")}
    perform(viewer, name_substitute, NameSubstitute(prescriber_id, **given), form=form)


def _certify(viewer: Viewer, prescriber_id: int, form: Any, request: HttpRequest) -> None:
    given = form.cleaned_data
    passed = (Passed(prescriber_id, given["held_on"], given["evidence"]),)
    perform(viewer, register_certificates, RegisterCertificates(queries.county_code(viewer), given["course"], passed), form=form)


def _end(viewer: Viewer, prescriber_id: int, form: Any, request: HttpRequest) -> None:
    perform(viewer, end_right, EndRight(_number(request, "grant")), form=form)


def _annul(viewer: Viewer, prescriber_id: int, form: Any, request: HttpRequest) -> None:
    perform(viewer, annul_certificate, AnnulCertificate(request.POST.get("number", ""), request.POST.get("reason", "")), form=form)


Deed = Callable[[Viewer, int, Any, HttpRequest], None]
DEEDS: dict[str, Deed] = {
    "dra-in": _withdraw, "ge-tillbaka": _give_back, "vikariat": _substitute, "intyg": _certify, "avsluta": _end, "annullera": _annul,
}  # fmt: skip


def _number(request: HttpRequest, name: str) -> int:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


def _row(one: Prescriber, on: date) -> dict[str, Any]:
    ends = [standing.basis.last_day for standing in one.standings if standing.basis and standing.basis.last_day]
    return {
        "one": one.assignment, "state": one.worst(on), "next": min(ends, default=None),
        "profession": word(one.assignment.profession),
        "lacks": ", ".join(standing.requirement.title for standing in one.standings if not standing.is_met),
    }  # fmt: skip
