"""Courses in the calendar."""

from datetime import time, timedelta
from typing import Any

import pytest
from tests.support.rights import a_course
from tests.support.world import TODAY, World

from handtag.apps.rights.models import CourseDate
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.rights.plan_course_date import PlanCourseDate, plan_course_date

GOOD: dict[str, Any] = {
    "on": TODAY + timedelta(days=20), "begins": time(9), "ends": time(12), "place": "Kurslokalen", "seats": 12,
    "answer_by": TODAY + timedelta(days=10),
}  # fmt: skip


def test_a_date_has_seats_a_place_and_a_last_day_to_answer(world: World) -> None:
    world.run(plan_course_date, PlanCourseDate(a_course(world), **GOOD), "kim")
    found = CourseDate.objects.get()
    assert (found.state, found.seats, found.on) == ("planned", 12, GOOD["on"])


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("rights.since_passed", {"on": TODAY - timedelta(days=1)}),
        ("rights.bad_answer_day", {"answer_by": TODAY + timedelta(days=21)}),
        ("rights.bad_seats", {"seats": 0}),
        ("rights.bad_times", {"ends": time(9)}),
        ("rights.place_missing", {"place": " "}),
    ],
)
def test_what_cannot_be_held_is_refused(world: World, code: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(plan_course_date, PlanCourseDate(a_course(world), **{**GOOD, **wrong}), "kim")
    assert refusal.value.code == code


def test_the_course_must_be_there(world: World) -> None:
    with pytest.raises(NotFound):
        world.run(plan_course_date, PlanCourseDate(77, **GOOD), "kim")
