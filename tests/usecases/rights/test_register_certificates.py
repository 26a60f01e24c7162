"""Courses passed elsewhere or before."""

from datetime import date, timedelta

import pytest
from tests.support.prescribing import chosen
from tests.support.rights import a_course, certified, required
from tests.support.world import TODAY, World

from handtag.apps.rights.models import Certificate, RightUsed
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.rights.register_certificates import Passed, RegisterCertificates, register_certificates


def register(world: World, *passed: Passed, by: str = "rakel") -> tuple[str, ...]:
    return world.run(register_certificates, RegisterCertificates("25", "hjul", passed), by)


def test_who_has_passed_the_course_prescribes_and_the_decision_names_it(world: World) -> None:
    required(world)
    number = certified(world, "anna", date(2026, 5, 1))
    chosen(world, "wheelchair")
    used = RightUsed.objects.get()
    assert [(base["kind"], base["name"], base["until"]) for base in used.bases] == [("certificate", number, "2028-04-30")]
    assert (used.assignment, used.profession, used.rule) == (world.assignments["anna"], "occupational_therapist", "may")


def test_a_certificate_that_has_run_out_gives_nothing(world: World) -> None:
    required(world)
    certified(world, "anna", date(2024, 5, 1))
    with pytest.raises(Refused, match=r"rights\.missing"):
        chosen(world, "wheelchair")


def test_every_row_is_good_or_none_is_entered(world: World) -> None:
    a_course(world)
    good = Passed(world.assignments["anna"].pk, date(2026, 5, 1), "Intyg")
    for code, bad in (
        ("rights.not_held_yet", Passed(world.assignments["nils"].pk, TODAY + timedelta(days=1), "Intyg")),
        ("rights.evidence_missing", Passed(world.assignments["nils"].pk, TODAY, " ")),
        ("rights.certified_already", good),
    ):
        with pytest.raises(Refused) as refusal:
            register(world, good, bad)
        assert (refusal.value.code, refusal.value.params["row"]) == (code, 2)
    with pytest.raises(NotFound):
        register(world, Passed(world.assignments["cilla"].pk, TODAY, "En annan huvudmans"))
    with pytest.raises(Refused, match=r"rights\.nobody_named"):
        register(world)
    assert not Certificate.objects.exists()
