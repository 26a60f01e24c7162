"""Goods in: everything or nothing, and what is wrong is named by its row."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.support.pages import signed_in
from tests.support.world import World

from handtag.apps.stock.models import Balance, Device


@pytest.fixture
def filip(world: World) -> Client:
    return signed_in(world, "filip")


def receive(client: Client, world: World, **changes: Any) -> Any:
    given = {
        "command_id": str(uuid4()), "article_number": "10001", "location_code": "C", "bin": "A-02", "devices": "N1;SN-1\n\nN2\n",
        "quantity": "", "purchase_ore": "2 800,50", "on": world.today, **changes,
    }  # fmt: skip
    return client.post("/lager/ta-emot/", given)


def test_devices_come_in_by_number_one_per_line(world: World, filip: Client) -> None:
    assert receive(filip, world).status_code == 303
    first, second = Device.objects.filter(number__in=["N1", "N2"]).order_by("number")
    assert (first.serial_number, first.bin, first.purchase_ore) == ("SN-1", "A-02", 280_050)
    assert second.state == "in_stock"


def test_pieces_come_in_by_count(world: World, filip: Client) -> None:
    assert receive(filip, world, article_number="10010", devices="", quantity="5").status_code == 303
    assert Balance.objects.get(article__number="10010").quantity == 25


def test_a_number_that_is_taken_is_named_by_its_row_and_nothing_comes_in(world: World, filip: Client) -> None:
    answer = receive(filip, world, devices="N1\nN2\nD1001")
    assert answer.status_code == 422
    errors = " ".join(answer.context["form"].errors["devices"])
    assert "3" in errors
    assert "D1001" in errors
    assert "N1\nN2\nD1001" in answer.content.decode().replace("\r", "")
    assert not Device.objects.filter(number="N1").exists()


def test_a_number_written_twice_names_both_rows(world: World, filip: Client) -> None:
    answer = receive(filip, world, devices="N1\nN2\nN1")
    assert answer.status_code == 422
    error = " ".join(answer.context["form"].errors["devices"])
    assert "3" in error
    assert "1" in error
    assert "N1" in error


def test_an_unknown_article_is_an_error_of_its_field_and_the_numbers_are_kept(world: World, filip: Client) -> None:
    answer = receive(filip, world, article_number="77777")
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["article_number"]
    assert "N1;SN-1" in answer.content.decode()


def test_a_rented_article_is_not_counted_in(world: World, filip: Client) -> None:
    answer = receive(filip, world, devices="", quantity="4")
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["devices"]


def test_the_same_press_twice_comes_in_once(world: World, filip: Client) -> None:
    key = str(uuid4())
    for _press in range(2):
        assert receive(filip, world, command_id=key, article_number="10010", devices="", quantity="5").status_code == 303
    assert Balance.objects.get(article__number="10010").quantity == 25


def test_the_makers_code_may_stand_after_the_number_and_a_serial_number_that_looks_like_one_is_kept(world: World, filip: Client) -> None:
    code = "(01)07350053850019(17)300131(10)L7(21)SER7"
    assert receive(filip, world, devices=f"N1;{code}\nN2;07350053850026").status_code == 303
    first, second = Device.objects.filter(number__in=["N1", "N2"]).order_by("number")
    assert (first.serial_number, first.udi, first.lot and first.lot.code) == ("SER7", code, "L7")
    assert (second.serial_number, second.udi) == ("07350053850026", "")


def test_a_batch_that_has_expired_is_said_at_its_field(world: World, filip: Client) -> None:
    answer = receive(filip, world, article_number="10010", devices="", quantity="5", lot="L7", expires_on="2026-01-01")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["expires_on"])
    unreadable = receive(filip, world, article_number="10010", devices="", quantity="5", code="(01)1")
    assert list(unreadable.context["form"].errors) == ["code"]
