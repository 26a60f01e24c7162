"""A student who prepares under supervision."""

from datetime import timedelta

import pytest
from tests.support.prescribing import started
from tests.support.rights import sign_off, supervised
from tests.support.world import TODAY, World

from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.prescribing.choose_article import ChooseArticle, choose_article
from handtag.usecases.rights.sign_prescription import SignPrescription, sign_prescription
from handtag.usecases.rights.supervise_student import SuperviseStudent, supervise_student


def test_a_student_prepares_and_the_supervisor_signs_and_prescribes(world: World) -> None:
    supervised(world)
    key = sign_off(world, by="ture")
    world.run(sign_prescription, SignPrescription(key), "berit")


def test_a_student_prescribes_nothing(world: World) -> None:
    supervised(world)
    key = started(world, by="ture")
    with pytest.raises(NotAllowed):
        world.run(choose_article, ChooseArticle(key, "10001"), "ture")


def test_only_a_supervisor_is_asked_and_only_while_it_lasts(world: World) -> None:
    with pytest.raises(Refused, match=r"rights\.not_supervisor"):
        sign_off(world, by="ture")
    supervised(world)
    with pytest.raises(Refused, match=r"rights\.not_supervisor"):
        sign_off(world, by="ture", of="anna")


def test_student_and_supervisor_work_together(world: World) -> None:
    data = SuperviseStudent(world.assignments["ture"].pk, world.assignments["bo"].pk, TODAY, TODAY + timedelta(days=5))
    with pytest.raises(Refused, match=r"rights\.other_unit"):
        world.run(supervise_student, data, "rakel")
