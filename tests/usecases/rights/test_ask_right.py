"""Asking for a right that is missing."""

import pytest
from tests.support.prescribing import chosen
from tests.support.rights import asked, certified, required
from tests.support.world import World

from handtag.apps.rights.models import RightRequest
from handtag.domain.values.errors import Refused
from handtag.usecases.messages import sentence
from handtag.usecases.rights.ask_right import AskRight, ask_right


@pytest.mark.law("HSLF-FS 2021:52 competence")
def test_who_lacks_the_course_is_told_what_is_missing_and_may_ask(world: World) -> None:
    required(world)
    with pytest.raises(Refused) as refusal:
        chosen(world, "wheelchair")
    assert refusal.value.params["missing"] == ("Rullstolskurs",)
    assert "Rullstolskurs" in sentence(refusal.value)
    asked(world)
    assert RightRequest.objects.get().state == "waiting"


def test_it_is_asked_once_for_what_is_not_there_and_of_ones_own_profession(world: World) -> None:
    first = required(world)
    asked(world)
    with pytest.raises(Refused, match=r"rights\.asked_already"):
        asked(world)
    certified(world, "berit")
    with pytest.raises(Refused, match=r"rights\.held_already"):
        world.run(ask_right, AskRight(first), "berit")
    nurses = required(world, professions=("nurse",), title="Sårkurs", course_code="sar")
    with pytest.raises(Refused, match=r"rights\.not_asked_of_you"):
        world.run(ask_right, AskRight(nurses), "anna")
