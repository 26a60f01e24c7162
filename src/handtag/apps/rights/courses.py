"""Courses and their dates, who has a seat, and who has passed."""

from django.db import models
from django.db.models import F, Q

from handtag.apps.access.models import User
from handtag.apps.organisations.models import Assignment, County
from handtag.db.append_only import AppendOnlyModel

DATE_STATES = ("planned", "held", "cancelled")
SEAT_STATES = ("invited", "booked", "waiting", "declined", "attended", "absent")
SEATED = ("booked", "attended", "absent")


class Course(models.Model):
    """A course that a requirement may ask for; `code` names it in the county."""

    county = models.ForeignKey(County, on_delete=models.PROTECT, related_name="courses")
    code = models.CharField(max_length=30)
    title = models.CharField(max_length=120)
    content = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "code"], name="one_course_per_code")]

    def __str__(self) -> str:
        return self.title


class CourseDate(models.Model):
    """A course is given on a day, between two times of day, at a place, for so many; one says yes by `answer_by` (inclusive)."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="dates")
    on = models.DateField()
    begins = models.TimeField()
    ends = models.TimeField()
    place = models.CharField(max_length=200)
    seats = models.PositiveSmallIntegerField()
    answer_by = models.DateField()
    state = models.CharField(max_length=20, choices=[(state, state) for state in DATE_STATES], default="planned")
    why_cancelled = models.CharField(max_length=300, blank=True)
    planned_by = models.CharField(max_length=80)
    planned_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(seats__gt=0), name="a_course_date_has_seats"),
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="a_course_date_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(answer_by__lte=F("on")), name="one_answers_before_the_course"),
            models.CheckConstraint(condition=Q(state__in=DATE_STATES), name="course_date_state_is_known"),
        ]


class Seat(models.Model):
    """Somebody's place on a course date, and how far it has come; those who wait come in the order of `changed_at`."""

    date = models.ForeignKey(CourseDate, on_delete=models.PROTECT, related_name="seat_rows")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="course_seats")
    state = models.CharField(max_length=20, choices=[(state, state) for state in SEAT_STATES])
    invited_by = models.CharField(max_length=80, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["date", "assignment"], name="one_seat_per_assignment"),
            models.CheckConstraint(condition=Q(state__in=SEAT_STATES), name="seat_state_is_known"),
        ]


class Certificate(AppendOnlyModel):
    """Somebody passed a course on a day; `evidence` says how it is known when the course was not given here."""

    number = models.CharField(max_length=20, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="certificates")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="certificates")
    date = models.ForeignKey(CourseDate, null=True, on_delete=models.PROTECT, related_name="certificates")
    held_on = models.DateField()
    evidence = models.CharField(max_length=200, blank=True)
    issued_by = models.CharField(max_length=80)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "course", "held_on"], name="one_certificate_per_course_and_day")]


class CertificateAnnulment(AppendOnlyModel):
    """A certificate was given in error; from this moment it gives nothing."""

    certificate = models.OneToOneField(Certificate, on_delete=models.PROTECT, related_name="annulment")
    reason = models.CharField(max_length=300)
    annulled_by = models.CharField(max_length=80)
    annulled_at = models.DateTimeField()
