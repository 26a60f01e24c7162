"""The protocol is signed once, when every row has been looked at."""

import pytest
from tests.support import log
from tests.support.world import World

from handtag.apps.audit.models import ReviewSignature
from handtag.domain.values.errors import Refused
from handtag.usecases.audit.sign_review import SignReview, sign_review


@pytest.mark.law("HSLF-FS 2016:40 4 kap. 9 §")
def test_a_review_is_signed_when_every_row_has_a_finding(world: World) -> None:
    key = log.looked_through(world)
    world.run(sign_review, SignReview(key, " Inget att anmärka "), "lova")
    signature = ReviewSignature.objects.get()
    assert (signature.summary, signature.signed_by) == ("Inget att anmärka", world.viewer("lova").code)
    with pytest.raises(Refused, match="signed"):
        world.run(sign_review, SignReview(key, "Igen"), "lova")


def test_rows_that_nobody_has_looked_at_and_an_empty_summary_stop_the_signature(world: World) -> None:
    key, _ = log.reviewed(world)
    with pytest.raises(Refused) as refused:
        world.run(sign_review, SignReview(key, "Klart"), "lova")
    assert refused.value.params == {"left": 2}


def test_a_signature_says_what_was_found(world: World) -> None:
    with pytest.raises(Refused, match="summary_missing"):
        world.run(sign_review, SignReview(log.looked_through(world), "  "), "lova")
    assert not ReviewSignature.objects.exists()
