"""A price list is kept as it came, once, and changes nothing by itself."""

import pytest
from tests.support.procurement import LIST, an_agreement, kept
from tests.support.world import World

from handtag.apps.procurement.models import AgreementLine, PriceFile
from handtag.apps.procurement.queries import table_of
from handtag.domain.values.errors import NotAllowed, NotFound, Refused
from handtag.usecases.procurement import keep_price_list as module
from handtag.usecases.procurement.keep_price_list import KeepPriceList, keep_price_list


def test_a_list_is_kept_row_for_row_and_once(world: World) -> None:
    agreement = an_agreement(world)
    assert kept(world, agreement) == kept(world, agreement)
    found = PriceFile.objects.get()
    assert (found.rows, table_of(found)[1]) == (4, ["N-1", "Drivrullstol", "9 000,00", "20001"])
    assert not AgreementLine.objects.exists()


def test_the_same_list_of_another_agreement_is_another(world: World) -> None:
    assert kept(world, an_agreement(world, "RA-1")) != kept(world, an_agreement(world, "RA-2"))


def test_an_empty_list_is_refused(world: World) -> None:
    with pytest.raises(Refused, match=r"procurement\.unreadable_list"):
        kept(world, an_agreement(world), " \n")


def test_a_list_with_too_many_rows_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    with pytest.raises(Refused, match=r"procurement\.rows_of_list"):
        kept(world, an_agreement(world))
    assert not PriceFile.objects.exists()


def test_it_is_for_buyers(world: World) -> None:
    agreement = an_agreement(world)
    with pytest.raises(NotAllowed):
        kept(world, agreement, name="eva")
    with pytest.raises(NotFound):
        world.run(keep_price_list, KeepPriceList(world.key("asta"), "x", LIST), "inga")
