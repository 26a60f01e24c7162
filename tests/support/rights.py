"""Requirements, courses, certificates and signatures, made through the use cases, for tests that begin after them."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from tests.support.prescribing import started
from tests.support.world import NOW, TODAY, World

from handtag.apps.rights.models import Certificate, Requirement
from handtag.usecases.rights.annul_certificate import AnnulCertificate
from handtag.usecases.rights.ask_right import AskRight, ask_right
from handtag.usecases.rights.ask_sign_off import AskSignOff, ask_sign_off
from handtag.usecases.rights.book_seat import BookSeat, book_seat
from handtag.usecases.rights.cancel_course_date import CancelCourseDate
from handtag.usecases.rights.decline_sign_off import DeclineSignOff
from handtag.usecases.rights.end_requirement import EndRequirement
from handtag.usecases.rights.end_right import EndRight
from handtag.usecases.rights.end_supervision import EndSupervision
from handtag.usecases.rights.give_back_right import GiveBackRight
from handtag.usecases.rights.give_up_seat import GiveUpSeat
from handtag.usecases.rights.grant_right import GrantRight, grant_right
from handtag.usecases.rights.invite_to_course import InviteToCourse
from handtag.usecases.rights.name_substitute import NameSubstitute
from handtag.usecases.rights.plan_course_date import PlanCourseDate, plan_course_date
from handtag.usecases.rights.record_attendance import RecordAttendance
from handtag.usecases.rights.refuse_right import RefuseRight
from handtag.usecases.rights.register_certificates import Passed, RegisterCertificates, register_certificates
from handtag.usecases.rights.register_course import RegisterCourse, register_course
from handtag.usecases.rights.set_requirement import SetRequirement, set_requirement
from handtag.usecases.rights.sign_prescription import SignPrescription
from handtag.usecases.rights.supervise_student import SuperviseStudent, supervise_student
from handtag.usecases.rights.take_back_request import TakeBackRequest
from handtag.usecases.rights.take_back_sign_off import TakeBackSignOff
from handtag.usecases.rights.withdraw_right import WithdrawRight, withdraw_right

LATER = NOW + timedelta(days=12)  # the moment of the matrix's commands
DAY = LATER.date()
WHEELCHAIR = "122203"
REGION_OFFICER, LULEA_OFFICER = "rakel", "karin"


def a_course(world: World, code: str = "hjul") -> int:
    return world.run(register_course, RegisterCourse("25", code, "Rullstolskurs", "Sittande och mått"), "kim")


def required(world: World, *, since: date = TODAY, **wanted: Any) -> int:
    """The wheelchair course is required for wheelchairs, for two years, unless something else is said."""
    asked: dict[str, Any] = {"course_code": "hjul", "months": 24, "iso_prefix": WHEELCHAIR, **wanted}
    if asked["course_code"]:
        a_course(world, asked["course_code"])
    data = SetRequirement("25", asked.pop("title", "Rullstolskurs"), since, "Länsavtal", "4 §", "Kursen krävs.", **asked)
    return world.run(set_requirement, data, "ivan")


def certified(world: World, name: str, on: date = date(2026, 5, 1), course: str = "hjul") -> str:
    passed = (Passed(world.assignments[name].pk, on, "Intyg uppvisat"),)
    number: str = world.run(register_certificates, RegisterCertificates("25", course, passed), "timer")[0]
    return number


def asked(world: World, by: str = "anna", *, now: datetime = NOW) -> int:
    return world.run(ask_right, AskRight(Requirement.objects.latest("pk").pk, "Har kunskapen"), by, now=now)


def granted(world: World, by: str = "anna", last: date = date(2026, 12, 31)) -> int:
    request = asked(world, by)
    return world.run(grant_right, GrantRight(request, TODAY, last, "Har arbetat med dem i tio år"), REGION_OFFICER)


def withdrawn(world: World, name: str = "anna", iso_prefix: str = "", *, now: datetime = NOW) -> int:
    data = WithdrawRight(world.assignments[name].pk, "competence_not_kept", "Kursen är inte förnyad", iso_prefix)
    return world.run(withdraw_right, data, REGION_OFFICER, now=now)


def sign_off(world: World, by: str = "anna", of: str = "berit", article: str = "wheelchair", person: str = "bror") -> UUID:
    """Asked of a colleague who has passed the course."""
    key = started(world, person, by)
    return world.run(ask_sign_off, AskSignOff(key, world.articles[article].number, world.assignments[of].pk, "Titta gärna"), by)


def ready_to_sign(world: World, **who: str) -> UUID:
    required(world)
    certified(world, "berit")
    return sign_off(world, **who)


def supervised(world: World) -> int:
    data = SuperviseStudent(world.assignments["ture"].pk, world.assignments["berit"].pk, TODAY, TODAY + timedelta(days=60))
    return world.run(supervise_student, data, REGION_OFFICER)


def planned(world: World, seats: int = 2, on: date = DAY) -> int:
    data = PlanCourseDate(a_course(world), on, time(9), time(12), "Kurslokalen", seats, on)
    return world.run(plan_course_date, data, "kim")


def booked(world: World, *names: str, seats: int = 2) -> int:
    given = planned(world, seats)
    for name in names:
        world.run(book_seat, BookSeat(given), name)
    return given


def _certificate(world: World) -> str:
    a_course(world)
    return certified(world, "anna")


def _substitute(world: World) -> NameSubstitute:
    required(world)
    certified(world, "berit")
    ids = (world.assignments[name].pk for name in ("anna", "berit"))
    return NameSubstitute(*ids, DAY, DAY + timedelta(days=30), "Semester")


def _request(world: World) -> int:
    required(world)
    return asked(world)


def _grant(world: World) -> int:
    required(world)
    return granted(world)


VALID: dict[str, Callable[[World], tuple[Any, str]]] = {
    "register_course": lambda w: (RegisterCourse("25", "bas", "Grundkurs"), "kim"),
    "set_requirement": lambda w: (
        SetRequirement("25", "Rullstolskurs", DAY, "Länsavtal", course_code="hjul", months=24), a_course(w) and "ivan",
    ),
    "end_requirement": lambda w: (EndRequirement(required(w), DAY), "ivan"),
    "register_certificates": lambda w: (
        RegisterCertificates("25", "hjul", (Passed(w.assignments["anna"].pk, DAY, "Intyg"),)), a_course(w) and "rakel",
    ),
    "annul_certificate": lambda w: (AnnulCertificate(_certificate(w), "Fel person"), "rakel"),
    "ask_right": lambda w: (AskRight(required(w)), "anna"),
    "take_back_request": lambda w: (TakeBackRequest(_request(w)), "anna"),
    "grant_right": lambda w: (GrantRight(_request(w), DAY, DAY + timedelta(days=90), "Kan det"), "rakel"),
    "refuse_right": lambda w: (RefuseRight(_request(w), "Gå kursen i maj"), "rakel"),
    "end_right": lambda w: (EndRight(_grant(w)), "rakel"),
    "name_substitute": lambda w: (_substitute(w), "rakel"),
    "withdraw_right": lambda w: (WithdrawRight(w.assignments["anna"].pk, "other_duties", "Ny tjänst"), "rakel"),
    "give_back_right": lambda w: (GiveBackRight(withdrawn(w), "Kursen är förnyad"), "rakel"),
    "supervise_student": lambda w: (
        SuperviseStudent(w.assignments["ture"].pk, w.assignments["berit"].pk, DAY, DAY + timedelta(days=60)), "rakel",
    ),
    "end_supervision": lambda w: (EndSupervision(supervised(w)), "rakel"),
    "ask_sign_off": lambda w: (
        AskSignOff(started(w), w.articles["wheelchair"].number, w.assignments["berit"].pk), "anna",
    ),
    "sign_prescription": lambda w: (SignPrescription(ready_to_sign(w), followed=True), "berit"),
    "decline_sign_off": lambda w: (DeclineSignOff(ready_to_sign(w), "Prova en annan bredd först"), "berit"),
    "take_back_sign_off": lambda w: (TakeBackSignOff(ready_to_sign(w)), "anna"),
    "plan_course_date": lambda w: (PlanCourseDate(a_course(w), DAY, time(9), time(12), "Kurslokalen", 12, DAY), "kim"),
    "invite_to_course": lambda w: (InviteToCourse(planned(w), (w.assignments["anna"].pk,)), "kim"),
    "book_seat": lambda w: (BookSeat(planned(w)), "anna"),
    "give_up_seat": lambda w: (GiveUpSeat(booked(w, "anna")), "anna"),
    "record_attendance": lambda w: (RecordAttendance(booked(w, "anna"), (w.assignments["anna"].pk,)), "kim"),
    "cancel_course_date": lambda w: (CancelCourseDate(planned(w), "Kursledaren är sjuk"), "kim"),
}  # fmt: skip


def certificates_of(world: World, name: str) -> int:
    return int(Certificate.objects.filter(user_id=world.assignments[name].user_id).count())
