"""What the demo county requires of its prescribers: courses they have passed, one that is to come, and somebody who asks for a right."""

from datetime import date, time, timedelta
from typing import Any

from handtag.apps.rights.queries import requirements_of
from handtag.cli.demo.days import working_day_from
from handtag.cli.demo.world import World
from handtag.usecases.rights.ask_right import AskRight, ask_right
from handtag.usecases.rights.book_seat import BookSeat, book_seat
from handtag.usecases.rights.plan_course_date import PlanCourseDate, plan_course_date
from handtag.usecases.rights.register_certificates import Passed, RegisterCertificates, register_certificates
from handtag.usecases.rights.register_course import RegisterCourse, register_course
from handtag.usecases.rights.set_requirement import SetRequirement, set_requirement

SINCE = 400  # days between the oldest and the youngest certificate
EVIDENCE = "Deltagarlista från det tidigare systemet"


def train_staff(world: World) -> None:
    """Before anybody prescribes, what is required is set and everybody has passed it, but for who has not been to the last course."""
    said, code = world.county.training, world.county.code
    for course in said["courses"]:
        world.courses[course["code"]] = world.run(register_course, RegisterCourse(code, **course), world.as_system())
    for one in said["requirements"]:
        wanted = {("course_code" if name == "course" else name): value for name, value in one.items()}
        world.run(set_requirement, SetRequirement(code, since=world.day, **wanted), world.as_system())
    world.untrained = dict(said["untrained"])
    for course in said["courses"]:
        passed = tuple(_passed(world, course["code"], said))
        world.run(register_certificates, RegisterCertificates(code, course["code"], passed), world.as_system())


def leave_training(world: World) -> None:
    """A course is in the calendar, one who lacks it waits for it, and asks for the right meanwhile."""
    on = working_day_from(world.day + timedelta(days=14))
    plan = PlanCourseDate(world.courses["ELRULL"], on, time(9), time(15), "Länsservice, kurslokalen", 12, on - timedelta(days=3))
    given = world.run(plan_course_date, plan, world.as_system())
    for name, prefix in world.untrained.items():
        if name not in world.staff:
            continue
        viewer = world.as_(name)
        world.run(book_seat, BookSeat(given), viewer)
        needed = next(one for one in requirements_of(viewer.county_id) if one.iso_prefix == prefix)
        if needed.is_asked_of(viewer.profession, world.day):
            world.run(ask_right, AskRight(needed.pk, "Har förskrivit dem i ett annat län i flera år."), viewer)


def _passed(world: World, course: str, said: Any) -> list[Passed]:
    """Everybody has passed on a day before the first, spread over a year."""
    of = {one["course"]: one.get("iso_prefix", "") for one in said["requirements"]}
    found = []
    for number, colleague in enumerate(world.having("prescriber")):
        if of[course] and world.untrained.get(colleague.user.username) == of[course]:
            continue
        found.append(Passed(colleague.viewer.assignment_id, _day(world, number), EVIDENCE))
    return found


def _day(world: World, number: int) -> date:
    return working_day_from(world.day - timedelta(days=30 + number * 37 % SINCE))
