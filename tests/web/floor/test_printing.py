"""What is printed: the right things, in words and in codes, and never for whom."""

import io

import pytest
from django.test import Client
from pypdf import PdfReader
from tests.support.lending import allocated_order
from tests.support.pages import persons_in, signed_in
from tests.support.world import World

from handtag.apps.orders.models import Order
from handtag.apps.stock import store as stock
from handtag.apps.stock.models import Device


@pytest.fixture
def filip(world: World) -> Client:
    return signed_in(world, "filip")


@pytest.fixture
def order(world: World, filip: Client) -> Order:
    """One device picked, two trays to follow."""
    made = allocated_order(world, "D2001", pieces={"tray": 2})
    filip.post("/skanna/", {"way": "pick", "number": "D2001"})
    return made


def printed(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "application/pdf"
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert persons_in(text) == []
    return text


def test_the_label_of_a_device_says_its_number_and_article(filip: Client) -> None:
    said = printed(filip, "/utskrift/etikett/D1001/")
    assert "D1001" in said
    assert "Rollator Lätt" in said
    assert "(91)D1001" in said


def test_a_delivery_note_tells_what_is_in_the_parcel_and_what_follows(filip: Client, order: Order) -> None:
    said = printed(filip, f"/utskrift/foljesedel/{order.number}/")
    packed, later = said.index("D2001"), said.index("Bricka till rollator")
    assert packed < later
    assert order.delivery_point.name in said
    assert order.unit.name in said


def test_a_parcel_says_to_where_and_which_order(filip: Client, order: Order) -> None:
    said = printed(filip, f"/utskrift/kolli/{order.number}/")
    assert order.number in said
    assert order.delivery_point.address in said


def test_each_device_of_an_order_has_its_return_label(world: World, filip: Client) -> None:
    made = allocated_order(world, "D2001", "D2003", pieces={"tray": 1})
    answer = filip.get(f"/utskrift/returetikett/{made.number}/")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages]
    assert ["D2001" in pages[0], "D2003" in pages[1]] == [True, True]
    assert len(pages) == 2


def test_the_pick_list_walks_the_shelves_in_order(world: World, filip: Client) -> None:
    for number, bin in (("D2001", "B-10"), ("D2003", "B-2"), ("D1001", "A-01")):
        device = Device.objects.get(number=number)
        stock.post_move(device, "moved", "in_stock", on=device.last_moved_on, recorded_at=world.now, moved_by="user:1", bin=bin)
    allocated_order(world, "D2001", "D2003", "D1001")
    said = printed(filip, "/utskrift/plocklista/?plats=C")
    assert said.index("A-01") < said.index("B-2") < said.index("B-10")
    only = printed(filip, "/utskrift/plocklista/?plats=C&omrade=A")
    assert "A-01" in only
    assert "B-2" not in only


def test_an_empty_pick_list_says_so(filip: Client) -> None:
    assert printed(filip, "/utskrift/plocklista/?plats=F")


def test_a_shelf_has_a_label_and_so_has_all_that_stands_on_it(filip: Client) -> None:
    assert "A-01" in printed(filip, "/utskrift/hylla/C/A-01/")
    said = printed(filip, "/utskrift/hylla/C/A-01/hjalpmedel/")
    assert "D1001" in said
    assert "D2001" in said


@pytest.mark.parametrize(
    "path",
    [
        "/utskrift/etikett/X1/", "/utskrift/foljesedel/999/", "/utskrift/kolli/999/", "/utskrift/returetikett/999/",
        "/utskrift/hylla/ZZ/A-01/", "/utskrift/hylla/C/EMPTY/hjalpmedel/",
    ],
)  # fmt: skip
def test_nothing_is_printed_of_what_is_not_there(filip: Client, path: str) -> None:
    assert filip.get(path).status_code == 404


def test_the_words_follow_the_reader_s_language(filip: Client) -> None:
    answer = filip.get("/utskrift/etikett/D1001/", headers={"Accept-Language": "en"})
    catalogue = PdfReader(io.BytesIO(answer.content)).trailer["/Root"]
    assert catalogue["/Lang"] in {"sv", "en"}  # type: ignore[index]
