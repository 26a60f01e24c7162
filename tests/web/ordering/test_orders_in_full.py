"""Days before ordering, parts and wholes, drafts, equipment, withdrawals, changes and messages, through the pages."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.support.articles import png
from tests.support.pages import signed_in
from tests.support.prescribing import chosen, ordered
from tests.support.world import World
from tests.usecases.ordering.test_place_equipment_order import delivered, placed
from tests.usecases.ordering.test_split_order import joint

from handtag.apps.catalogue.models import Instruction
from handtag.apps.orders.models import Message, Order, OrderLine, OrderSheet, Standing


def command(**fields: object) -> dict[str, object]:
    return {"command_id": str(uuid4()), **fields}


@pytest.fixture
def anna(world: World) -> Client:
    return signed_in(world, "anna")


def asked(world: World, **fields: object) -> dict[str, object]:
    return command(delivery_point_id=world.points["health_centre"].pk, **fields)


def test_the_days_are_shown_before_anything_is_ordered_and_the_one_that_delays(world: World, anna: Client) -> None:
    key = chosen(world, "wheelchair")
    page = anna.post(f"/order/ny/{key}/", asked(world, accessory_20010="1", show="1"))
    lines = page.context["delivery"].lines
    assert [(line.waits_for, line.delays) for line in lines] == [("stock", False), ("purchase", True)]
    assert "together" in page.content.decode()
    fragment = anna.post(
        f"/order/ny/{key}/", asked(world, accessory_20010="1"), headers={"HX-Request": "true", "HX-Target": "delivery"}
    ).content.decode()
    assert fragment.lstrip().startswith("<section")
    assert not Order.objects.exists()


def test_together_and_then_split_in_one_press(world: World, anna: Client) -> None:
    key = chosen(world, "wheelchair")
    anna.post(f"/order/ny/{key}/", asked(world, accessory_20010="1", together="1"))
    order = Order.objects.get()
    assert anna.get(f"/order/{order.number}/").context["may"].split
    assert anna.post(f"/order/{order.number}/dela/", command()).status_code == 303
    assert not anna.get(f"/order/{order.number}/").context["may"].split


def test_an_equivalent_is_declined_with_a_reason_and_the_order_says_so(world: World, anna: Client) -> None:
    anna.post(f"/order/ny/{chosen(world)}/", asked(world, own_only="tried_out"))
    order = Order.objects.get()
    assert order.lines.get().own_only == "tried_out"
    line = order.lines.get()
    answer = anna.post(f"/order/{order.number}/ersattning/", command(line_id=line.pk, own_only=""))
    assert answer.status_code == 303
    assert world.fresh(line).own_only == ""


def test_what_is_begun_is_left_and_resumed(world: World, anna: Client) -> None:
    key = chosen(world)
    anna.post(f"/order/ny/{key}/", command(accessory_10010="3", note="Port 3", save="1"))
    form = anna.get(f"/order/ny/{key}/").context["form"]
    assert (form["accessory_10010"].value(), form["note"].value()) == (3, "Port 3")
    assert not Order.objects.exists()


def test_the_desk_gives_a_new_day_and_the_orderer_reads_it(world: World, anna: Client) -> None:
    order = ordered(world, "shower_chair")
    eva = signed_in(world, "eva")
    line = order.lines.get()
    wrong = eva.post(f"/order/{order.number}/ny-dag/", command(line_id=line.pk, on="2020-01-01", reason="supplier_late"))
    assert wrong.status_code == 422
    later = str(line.promised_on.replace(year=2027))
    answer = eva.post(f"/order/{order.number}/ny-dag/", command(line_id=line.pk, on=later, reason="supplier_late"))
    assert answer.status_code == 303
    assert "Duschstol" in anna.get("/order/meddelanden/").content.decode()
    anna.post("/order/meddelanden/", command())
    assert Message.objects.get().read_at is not None


def test_an_order_is_changed_on_a_page_of_its_own(world: World, anna: Client) -> None:
    order = ordered(world, "rollator", ("tray", 1))
    tray = order.lines.get(is_accessory=True)
    page = anna.get(f"/order/{order.number}/andra/").context["form"]
    assert [field.name for field in page.lines] == [f"line_{tray.pk}"]
    wrong = anna.post(f"/order/{order.number}/andra/", asked(world, **{f"line_{tray.pk}": "-1"}))
    assert wrong.status_code == 422
    anna.post(f"/order/{order.number}/andra/", asked(world, note="Port 3", **{f"line_{tray.pk}": "2", "accessory_10011": "1"}))
    assert list(order.lines.order_by("pk").values_list("article__number", "quantity")) == [("10001", 1), ("10010", 2), ("10011", 1)]


def test_a_unit_manager_orders_equipment_from_search_to_receipt(world: World) -> None:
    maj = signed_in(world, "maj")
    assert "/order/utrustning/" in maj.get("/order/").content.decode()
    assert [article.number for article, _form in maj.get("/order/utrustning/", {"q": "Griptång"}).context["found"]] == ["60001"]
    maj.post("/order/utrustning/lagg-till/", command(article_number="60001", quantity="2"))
    maj.post("/order/utrustning/mall/spara/", command(name="Nytt rum"))
    maj.post("/order/utrustning/mall/", command(name="Nytt rum"))
    page = maj.get("/order/utrustning/")
    assert page.context["form"].chosen == [("60001", 4)]
    assert maj.post("/order/utrustning/", asked(world, pieces_60001="3", show="1")).context["delivery"].lines[0].quantity == 3
    receipt = maj.post("/order/utrustning/", asked(world, pieces_60001="3"), follow=True)
    order = Order.objects.get()
    assert receipt.redirect_chain[-1][0] == f"/order/{order.number}/kvitto/"
    assert (order.person, order.lines.get().quantity) == (None, 3)
    maj.post("/order/utrustning/mall/ta-bort/", command(name="Nytt rum"))
    assert not OrderSheet.objects.exists()


def test_equipment_is_read_by_everyone_who_reads_orders(world: World) -> None:
    maj = signed_in(world, "maj")
    maj.post("/order/utrustning/lagg-till/", command(article_number="10001", quantity="1"))
    maj.post("/order/utrustning/", asked(world, pieces_10001="1"))
    number = Order.objects.get().number
    for name in ("maj", "anna", "eva", "filip"):
        assert signed_in(world, name).get(f"/order/{number}/").status_code == 200, name
    for path in ("/order/?visa=all", "/", "/lager/plock/"):
        assert signed_in(world, "eva").get(path).status_code in (200, 404), path
    assert maj.post("/order/utrustning/lagg-till/", command(article_number="nope", quantity="1")).status_code == 404


def test_what_is_used_up_is_prescribed_for_a_time_and_withdrawn_by_an_assistant(world: World) -> None:
    nils, asa = signed_in(world, "nils"), signed_in(world, "asa")
    key: UUID = chosen(world, "catheter", by="nils")
    assert f"/order/lopande/{key}/" in nils.get(f"/order/ny/{key}/").content.decode()
    wrong = nils.post(f"/order/lopande/{key}/", asked(world, pieces="90", interval_days="30", valid_to="2020-01-01"))
    assert wrong.status_code == 422
    later = nils.get(f"/order/lopande/{key}/").context["form"]["valid_to"].value()
    assert nils.post(f"/order/lopande/{key}/", asked(world, pieces="90", interval_days="30", valid_to=str(later))).status_code == 303
    standing = Standing.objects.get()
    page = asa.get("/order/uttag/").content.decode()
    assert "Björk" in page
    assert "Björk" not in signed_in(world, "bo").get("/order/uttag/").content.decode()
    assert asa.post(f"/order/uttag/{standing.key}/", command()).status_code == 303
    assert asa.post(f"/order/uttag/{standing.key}/", command()).status_code == 422
    assert nils.post(f"/order/uttag/{standing.key}/avsluta/", command()).status_code == 303
    assert Order.objects.get().lines.get().quantity == 90


def test_many_pieces_of_what_is_used_up_are_ordered_at_once(world: World) -> None:
    nils = signed_in(world, "nils")
    nils.post(f"/order/ny/{chosen(world, 'catheter', by='nils')}/", asked(world, pieces="60"))
    assert Order.objects.get().lines.get().quantity == 60


def test_what_comes_together_is_said_on_the_order(world: World, anna: Client) -> None:
    order = joint(world)
    assert "2026-11-24" in anna.get(f"/order/{order.number}/").content.decode()


def test_a_file_is_sent_read_and_taken_away(world: World, anna: Client) -> None:
    order = ordered(world)
    page = f"/order/{order.number}/"
    sent = command(title="Ritning", content=SimpleUploadedFile("../hall.html", png(), content_type="text/html"))
    assert anna.post(f"{page}filer/", sent).status_code == 303
    (file,) = anna.get(page).context["files"]
    answer = anna.get(f"{page}filer/{file.pk}/")
    assert (answer.content, answer["Content-Type"], answer["X-Content-Type-Options"]) == (png(), "image/png", "nosniff")
    assert (answer["Content-Disposition"], answer["Cache-Control"]) == ('attachment; filename="Ritning.png"', "no-store")
    assert signed_in(world, "filip").get(f"{page}filer/{file.pk}/").status_code == 403
    assert anna.post(f"{page}filer/{file.pk}/ta-bort/", command()).status_code == 303
    assert anna.get(page).context["files"] == []
    assert anna.get(f"{page}filer/{file.pk}/").status_code == 404


def test_a_file_that_is_none_of_the_kinds_is_said_at_the_field(world: World, anna: Client) -> None:
    order = ordered(world)
    answer = anna.post(f"/order/{order.number}/filer/", command(title="Ritning", content=SimpleUploadedFile("a.png", b"<svg>")))
    assert answer.status_code == 422
    assert answer.context["attach_form"].errors["content"]


@pytest.mark.damaged
def test_what_to_know_when_ordering_and_picking_is_said_there(world: World, anna: Client) -> None:
    for step, text in (("order", "Mät sittbredden"), ("pick", "Ta med nyckeln"), ("return", "Töm korgen")):
        Instruction.objects.create(article=world.articles["rollator"], step=step, text=text)
    Instruction.objects.create(article=world.articles["gripper"], step="order", text="Säljs i par")
    key = chosen(world)
    page = anna.get(f"/order/ny/{key}/").content.decode()
    assert [text in page for text in ("Mät sittbredden", "Ta med nyckeln", "Töm korgen")] == [True, False, False]
    order = ordered(world, "rollator", ("tray", 1))
    OrderLine.objects.filter(order=order, device__isnull=False).update(device=world.devices["D1001"])
    told = {line.article.number: said for line, _form, said in signed_in(world, "filip").get(f"/order/{order.number}/").context["picks"]}
    assert told == {"10001": "Ta med nyckeln", "10010": ""}
    maj = signed_in(world, "maj")
    maj.post("/order/utrustning/lagg-till/", command(article_number="60001", quantity=1))
    assert "Säljs i par" in maj.get("/order/utrustning/").content.decode()


def test_a_unit_manager_sees_what_the_unit_has_and_has_it_fetched(world: World) -> None:
    start = world.today - timedelta(days=20)
    delivered(world, placed(world, ("rollator", 1), on=start), start)
    maj = signed_in(world, "maj")
    page = maj.get("/order/utrustning/hos-oss/")
    assert [(device.number, device.collection) for device in page.context["devices"]] == [("D1004", None)]
    assert page.context["rent_ore"] == 9_500
    assert maj.get("/order/hamtning/D1004/").status_code == 200
    assert maj.post("/order/hamtning/D1004/", asked(world)).status_code == 303
    collection = Order.objects.get(kind="collection_order").number
    assert collection in maj.get("/order/utrustning/hos-oss/").content.decode()
    assert signed_in(world, "anna").get("/order/utrustning/hos-oss/").status_code == 403


def test_an_address_for_mail_is_set_beside_the_messages_where_mail_is_sent(world: World, anna: Client, settings: Any) -> None:
    page, address = "/order/meddelanden/", "/order/meddelanden/post/"
    assert anna.get(page).context["mail_form"] is None
    settings.MAIL_HOST = "mail.example.org"
    assert anna.post(address, command(address="anna")).status_code == 422
    assert anna.post(address, command(address="anna@example.org")).status_code == 303
    assert anna.get(page).context["mail_form"].initial == {"address": "anna@example.org", "often": "at_once"}
