"""A certificate given in error."""

import pytest
from tests.support.prescribing import chosen
from tests.support.rights import certified, required
from tests.support.world import World

from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.rights.annul_certificate import AnnulCertificate, annul_certificate


def test_an_annulled_certificate_gives_nothing_more(world: World) -> None:
    required(world)
    number = certified(world, "anna")
    world.run(annul_certificate, AnnulCertificate(number, "Fel person"), "rakel")
    with pytest.raises(Refused, match=r"rights\.missing"):
        chosen(world, "wheelchair")
    with pytest.raises(NotFound):
        world.run(annul_certificate, AnnulCertificate(number, "Igen"), "rakel")


def test_it_says_why_and_only_of_ones_own(world: World) -> None:
    required(world)
    number = certified(world, "anna")
    with pytest.raises(Refused, match=r"rights\.words_missing"):
        world.run(annul_certificate, AnnulCertificate(number, " "), "rakel")
    with pytest.raises(NotFound):
        world.run(annul_certificate, AnnulCertificate(number, "Fel"), "karin")
