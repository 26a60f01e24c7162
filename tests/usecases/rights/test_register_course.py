"""Courses that a requirement may ask for."""

import pytest
from tests.support.rights import a_course
from tests.support.world import World

from handtag.apps.rights.models import Course
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.rights.register_course import RegisterCourse, register_course


def test_a_course_keeps_its_code_and_is_described_anew(world: World) -> None:
    first = a_course(world)
    assert world.run(register_course, RegisterCourse("25", "hjul", "Rullstol och sittande"), "kim") == first
    assert Course.objects.get().title == "Rullstol och sittande"


def test_a_course_has_a_name_and_a_county(world: World) -> None:
    with pytest.raises(Refused, match=r"rights\.title_missing"):
        world.run(register_course, RegisterCourse("25", "hjul", " "), "kim")
    with pytest.raises(NotFound):
        world.run(register_course, RegisterCourse("26", "hjul", "Kurs"), "kim")
