"""What a county requires of prescribers."""

from datetime import date, timedelta

import pytest
from tests.support.rights import WHEELCHAIR, a_course, required
from tests.support.world import TODAY, World

from handtag.apps.rights.models import Requirement
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.rights.set_requirement import SetRequirement, set_requirement


def test_a_requirement_says_what_is_asked_of_whom_for_how_long_and_where_it_is_written(world: World) -> None:
    required(world, professions=("occupational_therapist",), cases=3)
    found = Requirement.objects.get()
    assert (found.iso_prefix, found.professions, found.cases, found.months) == (WHEELCHAIR, ["occupational_therapist"], 3, 24)
    assert found.course is not None
    assert (found.document, found.section, found.quote) == ("Länsavtal", "4 §", "Kursen krävs.")


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("rights.nothing_required", {"course_code": ""}),
        ("rights.bad_prefix", {"iso_prefix": "122"}),
        ("rights.prefix_or_article", {"iso_prefix": "12", "article_number": "20001"}),
        ("rights.bad_cases", {"cases": 51}),
        ("rights.bad_months", {"months": 0}),
        ("rights.since_passed", {"since": TODAY - timedelta(days=1)}),
        ("rights.unknown_profession", {"professions": ("wizard",)}),
        ("rights.title_missing", {"title": " "}),
    ],
)
def test_what_cannot_be_required_is_refused(world: World, code: str, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused) as refusal:
        required(world, **wrong)  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert not Requirement.objects.exists()


def test_course_and_article_must_be_there(world: World) -> None:
    a_course(world)
    for wrong in ({"course_code": "okänd"}, {"course_code": "hjul", "article_number": "0"}):
        with pytest.raises(NotFound):
            world.run(set_requirement, SetRequirement("25", "Kurs", date(2027, 1, 1), "Avtal", **wrong), "ivan")
