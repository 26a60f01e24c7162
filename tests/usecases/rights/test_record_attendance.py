"""Who came to a course has passed it."""

import pytest
from tests.support.prescribing import started
from tests.support.rights import LATER, booked, certificates_of, required
from tests.support.world import World

from handtag.apps.rights.models import Seat
from handtag.domain.values.errors import Refused
from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article
from handtag.usecases.rights.record_attendance import RecordAttendance, record_attendance


def test_who_came_is_given_a_certificate_and_prescribes(world: World) -> None:
    required(world)
    given = booked(world, "anna", "berit")
    world.run(record_attendance, RecordAttendance(given, (world.assignments["anna"].pk,)), "kim", now=LATER)
    assert (certificates_of(world, "anna"), certificates_of(world, "berit")) == (1, 0)
    assert set(Seat.objects.values_list("state", flat=True)) == {"attended", "absent"}
    world.run(choose_article, ChooseArticle(started(world), "20001"), "anna", now=LATER)


def test_it_is_noted_once_on_the_day_and_only_of_who_had_a_seat(world: World) -> None:
    given = booked(world, "anna", "nils", seats=1)
    anna, nils = (RecordAttendance(given, (world.assignments[name].pk,)) for name in ("anna", "nils"))
    with pytest.raises(Refused, match=r"rights\.not_held_yet"):
        world.run(record_attendance, anna, "kim")
    with pytest.raises(Refused, match=r"rights\.no_seat_here"):
        world.run(record_attendance, nils, "kim", now=LATER)
    world.run(record_attendance, anna, "kim", now=LATER)
    with pytest.raises(Refused, match=r"rights\.date_closed"):
        world.run(record_attendance, anna, "kim", now=LATER)
