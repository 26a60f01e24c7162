"""No to a request for a right."""

import pytest
from tests.support.rights import asked, required
from tests.support.world import World

from handtag.apps.rights.models import RightRequest
from handtag.domain.values.errors import Refused
from handtag.usecases.rights.refuse_right import RefuseRight, refuse_right


def test_whoever_asked_reads_why_and_may_ask_again(world: World) -> None:
    required(world)
    request = asked(world)
    with pytest.raises(Refused, match=r"rights\.words_missing"):
        world.run(refuse_right, RefuseRight(request, ""), "rakel")
    world.run(refuse_right, RefuseRight(request, "Gå kursen i maj"), "rakel")
    assert RightRequest.objects.get().answer == "Gå kursen i maj"
    assert asked(world) != request
