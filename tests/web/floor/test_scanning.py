"""One box: whatever code comes in, by hand, scanner or camera, leads to the thing it is of."""

import pytest
from django.test import Client
from tests.support.lending import allocated_order
from tests.support.pages import persons_in, signed_in
from tests.support.world import World

GTIN = "07350053850019"


@pytest.fixture
def filip(world: World) -> Client:
    return signed_in(world, "filip")


@pytest.fixture
def marked(world: World) -> None:
    article = world.articles["rollator"]
    article.gtin = GTIN
    article.save()


def leads(client: Client, code: str) -> str:
    answer = client.post("/skanna/", {"way": "look", "number": code})
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"])


@pytest.mark.parametrize(
    ("code", "page"),
    [
        ("D1001", "/i/D1001/"),
        (" d 1001 ", "/i/D1001/"),
        ("S-D1001", "/i/D1001/"),  # the maker's serial number, which only one device has
        ("10001", "/skanna/artikel/10001/"),
        ("https://hjalpmedel.example.se/i/D1001/", "/i/D1001/"),
        ("http://another-name.example/h/C/A-01/", "/h/C/A-01/"),
        ("a-01", "/h/C/A-01/"),
        ("]d291D1001", "/i/D1001/"),
        ("(91)D1001", "/i/D1001/"),
        (GTIN, "/skanna/artikel/10001/"),
        (GTIN[1:], "/skanna/artikel/10001/"),
        (f"(01){GTIN}(21)S-D1001", "/i/D1001/"),
        (f"01{GTIN}21S-D1001", "/i/D1001/"),
        (f"(01){GTIN}(21)UNKNOWN", "/skanna/artikel/10001/"),
        (f"(01){GTIN}(21)S-D1001(91)D1002", "/i/D1002/"),  # our own mark goes before the maker's
    ],
)
def test_a_code_leads_to_the_thing_it_is_of(marked: None, filip: Client, code: str, page: str) -> None:
    assert leads(filip, code) == page


def test_an_orders_number_and_the_code_on_its_parcel_lead_to_the_order(world: World, filip: Client) -> None:
    order = allocated_order(world, "D2001")
    for code in (order.number, f"(400){order.number}", f"https://hjalpmedel.example.se/o/{order.number}/"):
        assert leads(filip, code) == f"/o/{order.number}/"


def test_a_qr_code_of_ours_is_read_whatever_letters_the_number_has(world: World, filip: Client) -> None:
    device = world.devices["D1001"]
    device.number = "ÅÖ-1"
    device.save()
    assert leads(filip, "https://hjalpmedel.example.se/i/%C3%85%C3%96-1/") == "/i/%C3%85%C3%96-1/"


@pytest.mark.parametrize(
    "code",
    ["X77", "04006381333931", "https://evil.example/i/D9999/", "https://evil.example/konto/", "http://[", "0107350053850018", "\x00"],
)
def test_a_code_of_nothing_is_said_and_leads_nowhere(filip: Client, code: str) -> None:
    answer = filip.post("/skanna/", {"way": "look", "number": code})
    assert answer.status_code == 422
    assert "number" in answer.context["form"].errors


def test_nothing_scanned_is_asked_for_again(filip: Client) -> None:
    answer = filip.post("/skanna/", {"way": "look", "number": "  "})
    assert answer.status_code == 422


def test_a_number_of_ours_goes_before_the_same_digits_as_a_gtin(world: World, filip: Client) -> None:
    other = world.articles["frame"]
    other.number = "12345670"
    other.save()
    article = world.articles["rollator"]
    article.gtin = "00000012345670"
    article.save()
    assert leads(filip, "12345670") == "/skanna/artikel/12345670/"


@pytest.mark.parametrize("path", ["/skanna/", "/i/D2001/", "/h/C/A-01/", "/skanna/artikel/10001/", "/skanna/?gor=pick&plats=C"])
def test_the_pages_of_the_floor_name_no_person(world: World, filip: Client, path: str) -> None:
    order = allocated_order(world, "D2001")
    for page in (path, f"/o/{order.number}/"):
        answer = filip.get(page)
        assert answer.status_code == 200
        assert persons_in(answer.content.decode()) == []


@pytest.mark.parametrize("path", ["/skanna/", "/o/1/", "/h/C/A-01/", "/utskrift/plocklista/", "/utskrift/etikett/D1001/"])
def test_who_does_not_handle_stock_is_turned_away(world: World, path: str) -> None:
    assert signed_in(world, "anna").get(path).status_code == 403


def test_who_may_read_devices_opens_the_card_and_can_do_nothing_there(world: World) -> None:
    page = signed_in(world, "gun").get("/i/D1001/").content.decode()
    assert "D1001" not in page or "data-floor-deed" not in page


def test_the_pages_with_a_camera_alone_may_compile_its_reader(filip: Client) -> None:
    assert "wasm-unsafe-eval" in filip.get("/skanna/")["Content-Security-Policy"]
    assert "wasm-unsafe-eval" not in filip.get("/lager/")["Content-Security-Policy"]
