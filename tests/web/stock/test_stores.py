"""The store pages: what each keeps, transfers, stocktakes and goods taken out."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.support.pages import signed_in
from tests.support.stores import (
    add_store,
    begin,
    compare,
    count,
    device,
    level,
    levels,
    neighbour,
    pieces_at,
    put,
    refill_of,
    sent_transfer,
    wanted_at,
)
from tests.support.world import World

from handtag.apps.orders.models import Order
from handtag.apps.stores.models import Stocktake, Store, Transfer


@pytest.fixture
def local(world: World) -> World:
    add_store(world)
    put(world, "N", "D1001", gripper=5)
    return world


def post(client: Client, path: str, **given: Any) -> Any:
    return client.post(f"/lager/{path}", {"command_id": str(uuid4()), **given})


def text(client: Client, path: str) -> str:
    return client.get(f"/lager/{path}").content.decode()


def test_the_list_says_what_is_short(local: World) -> None:
    level(local, "N", "rollator", 2, 3)
    page = text(signed_in(local, "eva"), "forrad/")
    assert "Förråd N" in page
    assert "/lager/forrad/N/" in page


def test_what_is_kept_is_set_and_refused_at_its_field(local: World) -> None:
    eva = signed_in(local, "eva")
    assert post(eva, "forrad/N/niva/", article_number="10001", minimum=2, target=4).status_code == 303
    assert [(one.minimum, one.target) for one in levels("N")] == [(2, 4)]
    assert wanted_at("N") == {"10001": 3}
    assert 'value="4"' in text(eva, "forrad/N/niva/?artikel=10001")
    for number, minimum, field in (("10001", 5, "target"), ("777", 1, "article_number")):
        answer = post(eva, "forrad/N/niva/", article_number=number, minimum=minimum, target=4)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_a_store_is_described(local: World) -> None:
    eva = signed_in(local, "eva")
    unit = local.units["lulea_care"]
    assert post(eva, "forrad/N/om/", unit=unit.hsa_id, refilled_from="F", shortages_paid_by="unit").status_code == 303
    found = Store.objects.get(location__code="N")
    assert (found.unit, found.refilled_from, found.shortages_paid_by) == (unit, local.locations["F"], "unit")
    assert "Lulea care" in text(eva, "forrad/N/")
    assert post(eva, "forrad/N/om/", unit="", refilled_from="F", shortages_paid_by="unit").status_code == 422


def test_a_store_worker_sees_the_store_and_does_not_set_it(local: World) -> None:
    filip = signed_in(local, "filip")
    assert "Griptång" in text(filip, "forrad/N/")
    assert post(filip, "forrad/N/niva/", article_number="10001", minimum=2, target=4).status_code == 403
    assert filip.get("/lager/forrad/X/").status_code == 404


def test_a_refill_goes_from_list_to_shelf(local: World) -> None:
    level(local, "N", "gripper", 6, 8)
    level(local, "N", "rollator", 2, 2)
    filip = signed_in(local, "filip")
    found = refill_of("N")
    assert found is not None
    path = f"flyttar/{found.pk}/"
    assert found.number in text(filip, "flyttar/")
    line = found.lines.get(article__number="60001")
    refused = post(filip, path, devices="D1002\nD9001", **{f"pieces_{line.pk}": 3})
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["devices"])
    assert post(filip, path, devices="D1002\n\n", **{f"pieces_{line.pk}": 3}).status_code == 303
    assert device("D1002").state == "in_transfer"
    assert post(filip, path, devices="", **{f"pieces_{line.pk}": 1}).status_code == 303
    assert (device("D1002").location, pieces_at(local, "N", "gripper")) == (local.locations["N"], 7)


def test_what_is_scanned_as_it_is_unpacked_has_come_and_the_rest_is_missing(world: World) -> None:
    made = sent_transfer(world, "D1001", "D1002")
    filip = signed_in(world, "filip")
    wrong = post(filip, f"flyttar/{made}/", came="D1001\nD1003")
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["came"])
    assert post(filip, f"flyttar/{made}/", came="https://hjalpmedel.example.se/i/D1001/\n").status_code == 303
    assert (device("D1001").state, device("D1002").state) == ("in_stock", "lost")


def test_when_nobody_scans_everything_has_come(world: World) -> None:
    made = sent_transfer(world, "D1001", "D1002")
    assert post(signed_in(world, "filip"), f"flyttar/{made}/", came="").status_code == 303
    assert (device("D1001").state, device("D1002").state) == ("in_stock", "in_stock")


def test_a_transfer_is_placed_and_cancelled(world: World) -> None:
    filip = signed_in(world, "filip")
    given = {"from_location": "C", "to_location": "F", "note": ""}
    for lines in ("60001", "60001 x", "777 2", "60001 0"):
        assert post(filip, "flyttar/", lines=lines, **given).status_code == 422
    assert post(filip, "flyttar/", lines="60001 2\n\n10001 1", **given).status_code == 303
    made = Transfer.objects.get()
    assert made.lines.count() == 2
    assert post(filip, f"flyttar/{made.pk}/avbryt/").status_code == 303
    assert world.fresh(made).state == "cancelled"


def test_what_has_left_cannot_be_cancelled(world: World) -> None:
    filip = signed_in(world, "filip")
    made = sent_transfer(world)
    assert post(filip, f"flyttar/{made}/avbryt/").status_code == 422


def test_everything_short_is_ordered_with_one_press(local: World) -> None:
    filip = signed_in(local, "filip")
    assert post(filip, "forrad/fyll-pa/").headers["Location"] == "/lager/forrad/"
    level(local, "N", "gripper", 6, 8)
    Transfer.objects.update(state="cancelled")
    assert post(filip, "forrad/fyll-pa/").headers["Location"] == "/lager/flyttar/"


def test_counting_is_blind_and_the_bin_stays(local: World) -> None:
    filip = signed_in(local, "filip")
    assert post(filip, "forrad/N/inventera/", area="", kind="yearly").status_code == 303
    made = Stocktake.objects.get()
    path = f"inventering/{made.pk}/"
    answer = post(filip, path, number="D1001", bin="H-01")
    assert answer.headers["Location"].endswith("?plats=H-01")
    assert 'value="H-01"' in text(filip, f"{path}?plats=H-01")
    refused = post(filip, path, number="60001")
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["quantity"])
    assert list(post(filip, path, number="777").context["form"].errors) == ["number"]
    left = post(filip, f"{path}jamfor/")
    assert left.status_code == 422
    assert "60001" in left.content.decode()
    assert post(filip, path, number="60001", quantity=3).status_code == 303
    shown = filip.get(f"/lager/{path}").context["page"]
    assert [one.quantity for one in shown.latest] == [3, 1]


def test_what_differs_is_approved_by_someone_else(local: World) -> None:
    stocktake = begin(local)
    count(local, stocktake, "60001", 3)
    compare(local, stocktake)
    path = f"inventering/{stocktake}/"
    filip, eva = signed_in(local, "filip"), signed_in(local, "eva")
    assert "/godkann/" not in text(filip, path)
    assert "/godkann/" in text(eva, path)
    assert post(filip, f"{path}godkann/").status_code == 403
    assert post(eva, f"{path}godkann/").status_code == 303
    assert pieces_at(local, "N", "gripper") == 3
    assert "/godkann/" not in text(eva, path)


def test_who_has_counted_is_told_that_someone_else_approves(local: World) -> None:
    stocktake = begin(local, by="eva")
    count(local, stocktake, "60001", 5, by="eva")
    compare(local, stocktake, by="eva")
    eva = signed_in(local, "eva")
    assert "/godkann/" not in text(eva, f"inventering/{stocktake}/")
    assert post(eva, f"inventering/{stocktake}/godkann/").status_code == 422
    assert post(eva, f"inventering/{stocktake}/rakna-om/").status_code == 303
    assert post(eva, f"inventering/{stocktake}/avbryt/").status_code == 303


def test_a_buyer_approves_but_does_not_count(local: World) -> None:
    stocktake = begin(local)
    count(local, stocktake, "60001", 5)
    inga = signed_in(local, "inga")
    assert 'name="number"' not in text(inga, f"inventering/{stocktake}/")
    compare(local, stocktake)
    assert post(inga, f"inventering/{stocktake}/godkann/").status_code == 303


def test_a_prescriber_takes_out_and_is_asked_what_the_agreement_needs(world: World) -> None:
    add_store(world, "B", "buffer_store", "lulea_care")
    put(world, "B", "D1001")
    cilla = signed_in(world, "cilla")
    path = f"forrad/uttag/{world.key('asta')}/"
    assert "Rollator Lätt" in text(cilla, path)
    given = {"location_code": "B", "number": "D1001", "quantity": 1, "need": "Faller", "goal": "Gå ut", "priority": 2}
    asked = post(cilla, path, **given)
    assert asked.status_code == 422
    assert "care_setting" in asked.context["form"].fields
    done = post(cilla, path, **given, asked="care_setting", care_setting="home_visit")
    assert done.status_code == 303
    assert done.headers["Location"].endswith(f"/{Order.objects.get().number}/")
    assert device("D1001").state == "with_person"


def test_a_unit_without_a_store_is_told_so(world: World) -> None:
    anna = signed_in(world, "anna")
    assert 'name="number"' not in text(anna, f"forrad/uttag/{world.key('bror')}/")
    assert anna.get(f"/lager/forrad/uttag/{world.key('hilda')}/").status_code == 404


def test_the_way_to_the_store_stands_with_the_person(local: World) -> None:
    path = f"/lager/forrad/uttag/{local.key('bror')}/"
    anna = signed_in(local, "anna")
    assert path in anna.get(f"/personer/{local.key('bror')}/").content.decode()
    assert path not in signed_in(local, "asa").get(f"/personer/{local.key('bror')}/").content.decode()


def test_a_scanned_device_of_another_centre_is_recognised_taken_in_and_sent_home(world: World) -> None:
    neighbour(world)
    filip = signed_in(world, "filip")
    led = filip.post(reverse("floor:scan"), {"command_id": str(uuid4()), "number": "D8001", "way": "look"})
    assert led.headers["Location"] == "/lager/forrad/andras/?nummer=D8001"
    page = text(filip, "forrad/andras/?nummer=D8001")
    assert 'value="D8001"' in page
    assert "Kommunernas central" in page
    assert post(filip, "forrad/andras/", device_number="777", location_code="C", on=world.today).status_code == 422
    assert post(filip, "forrad/andras/", device_number="D8001", location_code="C", on=world.today).status_code == 303
    assert "checked" in text(filip, "forrad/andras/")
    assert "Kommunernas" not in text(signed_in(world, "inga"), "forrad/")
    assert post(filip, "forrad/andras/hem/", number="D1001").status_code == 422
    assert post(filip, "forrad/andras/hem/", number=["D8001"]).status_code == 303
    assert device("D8001").state == "in_transfer"
