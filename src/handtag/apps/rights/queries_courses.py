"""The course calendar: dates to come, seats left, and who has a seat."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from handtag.apps.organisations.models import Assignment
from handtag.apps.rights import queries
from handtag.apps.rights.courses import SEATED, Course, CourseDate, Seat
from handtag.domain.access import Role, Viewer
from handtag.domain.values.errors import NotFound


@dataclass(frozen=True)
class Given:
    """A course date as somebody sees it: `mine` is one's own seat's state, empty without."""

    date: CourseDate
    taken: int
    in_line: int
    mine: str

    @property
    def left(self) -> int:
        return max(self.date.seats - self.taken, 0)


def upcoming(viewer: Viewer, on: date) -> list[Given]:
    """The county's course dates from a day on, the soonest first; called-off ones too, so that it is seen."""
    rows = CourseDate.objects.filter(course__county_id=viewer.county_id, on__gte=on)
    return _seen(viewer, rows.order_by("on", "begins", "pk"))


def past(viewer: Viewer, on: date) -> list[Given]:
    """Those whose day has come, the latest first: attendance may be left to note."""
    rows = CourseDate.objects.filter(course__county_id=viewer.county_id, on__lt=on)
    return _seen(viewer, rows.order_by("-on", "-pk")[:50])


def date_for_page(viewer: Viewer, date_id: int) -> Given:
    """One date. Raises NotFound."""
    found = _seen(viewer, CourseDate.objects.filter(course__county_id=viewer.county_id, pk=date_id))
    if not found:
        raise NotFound("rights.no_date")
    return found[0]


def seats(given: CourseDate) -> QuerySet[Seat]:
    """Who is on the list, those with a seat first, the line in its order."""
    return given.seat_rows.select_related("assignment__user", "assignment__unit").order_by("state", "changed_at", "pk")


def may_be_invited(viewer: Viewer, given: CourseDate) -> list[Assignment]:
    """Prescribers and students of the county who are not on the list; those whose requirement of this course is not met come first."""
    known = given.seat_rows.values("assignment_id")
    found = queries.working(viewer.on).filter(role__in=(Role.PRESCRIBER, Role.STUDENT), unit__principal__county_id=viewer.county_id)
    return list(found.exclude(pk__in=known).order_by("unit__principal__name", "unit__name", "user__name", "pk"))


def courses(viewer: Viewer) -> list[Course]:
    return list(Course.objects.filter(county_id=viewer.county_id).order_by("title"))


def _seen(viewer: Viewer, rows: QuerySet[CourseDate]) -> list[Given]:
    found = list(rows.select_related("course").prefetch_related("seat_rows"))
    return [_given(viewer, row, list(row.seat_rows.all())) for row in found]


def _given(viewer: Viewer, row: CourseDate, held: list[Seat]) -> Given:
    taken = sum(1 for seat in held if seat.state in SEATED)
    in_line = sum(1 for seat in held if seat.state == "waiting")
    mine = next((seat.state for seat in held if seat.assignment_id == viewer.assignment_id), "")
    return Given(row, taken, in_line, mine)
