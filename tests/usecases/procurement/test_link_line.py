"""A line of an agreement is said to be one of our articles."""

import pytest
from tests.support.procurement import an_agreement, approved
from tests.support.world import TODAY, World

from handtag.apps.procurement.queries import agreement_price
from handtag.domain.values.errors import NotFound
from handtag.usecases.procurement.link_line import LinkLine, link_line


def test_the_price_is_then_the_articles(world: World) -> None:
    agreement, other = an_agreement(world), world.articles["wheelchair_b"]
    approved(world, agreement)
    assert agreement_price(other.pk, TODAY) is None
    world.run(link_line, LinkLine(agreement.key, " n-2", "20002"), "inga")
    found = agreement_price(other.pk, TODAY)
    assert found is not None
    assert found.amount_ore == 500_000


@pytest.mark.parametrize(("number", "article"), [("N-9", "20002"), ("N-2", "finns inte")])
def test_what_is_not_there_is_not_found(world: World, number: str, article: str) -> None:
    agreement = an_agreement(world)
    approved(world, agreement)
    with pytest.raises(NotFound):
        world.run(link_line, LinkLine(agreement.key, number, article), "inga")
