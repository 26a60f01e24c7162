"""Who holds a lot or an article now: pieces and devices, wherever they are; to the centre alone."""

import pytest
from tests.support.lending import lend
from tests.support.world import NOW, TODAY, World

from handtag.apps.stock.models import Device
from handtag.apps.stock.queries_holdings import Held, holders_of_article, holders_of_lot, lot_by_code
from handtag.apps.stock.store import add_devices, change_balance, lot_of
from handtag.domain.values.errors import NotFound

TOLD = {"on": TODAY, "recorded_at": NOW, "moved_by": "user:1"}


def test_a_lot_is_found_in_the_store_with_the_person_and_built_into_a_device(world: World) -> None:
    article, central, asta = world.articles["tray"], world.locations["C"], world.persons["asta"]
    lot = lot_of(article, "B-77")
    change_balance(article, central, 10, kind="received", lot=lot, **TOLD)
    change_balance(article, central, -3, kind="picked", lot=lot, person=asta, **TOLD)
    change_balance(article, central, -1, kind="mounted", lot=lot, device=world.devices["D1001"], **TOLD)
    found = lot_by_code(world.viewer("eva"), article.number, " b-77")
    assert set(holders_of_lot(found)) == {
        Held("store", central.pk, None, None, None, 6), Held("person", None, asta.pk, None, None, 3),
        Held("device", None, None, None, world.devices["D1001"].pk, 1),
    }  # fmt: skip


def test_marked_devices_of_a_lot_are_where_they_are_now(world: World) -> None:
    article = world.articles["rollator"]
    lot = lot_of(article, "R1")
    add_devices(world.centre, article, world.locations["C"], {"N1": "", "N2": ""}, purchase_ore=1, lot=lot, **TOLD)
    lend(world, "N1", on=TODAY)
    one, two = (Device.objects.get(number=number) for number in ("N1", "N2"))
    assert set(holders_of_lot(lot)) == {
        Held("person", None, world.persons["asta"].pk, None, one.pk, 1), Held("store", world.locations["C"].pk, None, None, two.pk, 1),
    }  # fmt: skip
    assert {one.pk, two.pk} < {held.device for held in holders_of_article(world.viewer("eva"), article)}


def test_nobody_outside_the_centre_is_told(world: World) -> None:
    lot_of(world.articles["tray"], "B-77")
    with pytest.raises(NotFound):
        lot_by_code(world.viewer("anna"), world.articles["tray"].number, "B-77")
    assert holders_of_article(world.viewer("anna"), world.articles["tray"]) == []
