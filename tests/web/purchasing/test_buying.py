"""From proposal to order on the buyer's pages, without JavaScript; what is stopped is said where it stands."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.support.pages import signed_in
from tests.support.purchasing import SUPPLIER, agreed, asked, drafted, line_of, ordered
from tests.support.world import World

from handtag.apps.purchasing.models import PurchaseLine, PurchaseOrder, ReorderRule
from handtag.usecases.procurement.describe_supplier import DescribeSupplier, describe_supplier
from handtag.usecases.purchasing.set_reorder_rule import SetReorderRule, set_reorder_rule


@pytest.fixture
def inga(world: World) -> Client:
    return signed_in(world, "inga")


def post(client: Client, address: str, **given: Any) -> Any:
    return client.post(address, {"command_id": str(uuid4()), **given})


def test_chosen_proposals_become_a_draft(world: World, inga: Client) -> None:
    agreed(world)
    world.run(set_reorder_rule, SetReorderRule("10010", 30), "inga")
    page = inga.get("/inkop/").content.decode()
    assert "Bricka till rollator" in page
    assert 'name="antal-10010" value="10"' in page
    answer = post(inga, "/inkop/", valda=["10010"], **{"antal-10010": "12", "location_code": "C"})
    assert answer.status_code == 303
    assert PurchaseLine.objects.get().quantity == 12


def test_a_proposal_that_somebody_else_has_taken_meanwhile_is_said(world: World, inga: Client) -> None:
    agreed(world)
    world.run(set_reorder_rule, SetReorderRule("10010", 30), "inga")
    assert 'name="ute-10010" value="0"' in inga.get("/inkop/").content.decode()
    chosen = {"antal-10010": "12", "ute-10010": "0", "location_code": "C"}
    assert post(inga, "/inkop/", valda=["10010"], **chosen).status_code == 303
    answer = post(inga, "/inkop/", valda=["10010"], **chosen)
    assert answer.status_code == 422
    assert PurchaseLine.objects.get().quantity == 12


def test_no_choice_and_a_strange_number_are_said(world: World, inga: Client) -> None:
    for given in ({"location_code": "C"}, {"valda": ["10010"], "antal-10010": "tolv", "location_code": "C"}):
        assert post(inga, "/inkop/", **given).status_code == 422
    assert not PurchaseOrder.objects.exists()


def test_anything_else_is_added_by_its_number(world: World, inga: Client) -> None:
    wrong = post(inga, "/inkop/", article_number="0", quantity=2, supplier="", location_code="C")
    assert wrong.status_code == 422
    assert list(wrong.context["form"].errors) == ["article_number"]
    assert post(inga, "/inkop/", article_number="10001", quantity=2, supplier="", location_code="C").status_code == 303
    assert PurchaseLine.objects.get().quantity == 2


def test_the_article_says_its_sum_and_keeps_the_buyers_numbers(world: World, inga: Client) -> None:
    page = inga.get("/inkop/artikel/10001/")
    assert page.status_code == 200
    assert post(inga, "/inkop/artikel/10001/", reorder_point="6", safety_stock="", pack_size="2", smallest_order="0").status_code == 422
    assert post(inga, "/inkop/artikel/10001/", reorder_point="6", safety_stock="", pack_size="2", smallest_order="1").status_code == 303
    rule = ReorderRule.objects.get()
    assert (rule.reorder_point, rule.safety_stock, rule.pack_size) == (6, None, 2)


def test_a_draft_is_changed_ordered_confirmed_and_cancelled(world: World, inga: Client) -> None:
    agreed(world)
    order = drafted(world)
    line = line_of(order)
    page = f"/inkop/order/{order.number}/"
    assert post(inga, f"{page}{line.pk}/", quantity="12", price_ore="").status_code == 303
    assert post(inga, f"{page}bestall/", note="Ring först").status_code == 303
    assert post(inga, f"{page}bekrafta/", promised_on="2026-12-14", supplier_reference="S-1", line_ids=[line.pk]).status_code == 303
    assert post(inga, f"{page}avbryt/", note="", line_ids=[line.pk]).status_code == 422
    assert post(inga, f"{page}avbryt/", note="Utgått", line_ids=[line.pk]).status_code == 303
    line.refresh_from_db()
    assert (line.quantity, line.state) == (12, "cancelled")
    assert "Utgått" in inga.get(page).content.decode()


def test_a_stopped_line_is_asked_for_and_decided_by_another(world: World, inga: Client) -> None:
    order = drafted(world, gripper=5)
    line = line_of(order)
    page = f"/inkop/order/{order.number}/"
    stopped = post(inga, f"{page}bestall/", note="")
    assert stopped.status_code == 422
    assert "60001" in str(stopped.context["form"].errors)
    assert post(inga, f"{page}{line.pk}/undantag/", reason="safety", note="").status_code == 422
    assert post(inga, f"{page}{line.pk}/undantag/", reason="safety", note="Kan inte vänta").status_code == 303
    assert post(inga, f"/inkop/undantag/{order.number}/{line.pk}/", beslut="ja").status_code == 422
    gun = signed_in(world, "gun")
    assert "Kan inte vänta" in gun.get("/inkop/undantag/").content.decode()
    assert post(gun, f"/inkop/undantag/{order.number}/{line.pk}/", beslut="ja").status_code == 303
    assert post(inga, f"{page}bestall/", note="").status_code == 303


def test_a_no_is_a_no_and_no_answer_changes_nothing(world: World) -> None:
    line, gun = asked(world), signed_in(world, "gun")
    address = f"/inkop/undantag/{line.order.number}/{line.pk}/"
    assert post(gun, address).status_code == 422
    assert PurchaseLine.objects.get().asked_by
    assert post(gun, address, beslut="nej").status_code == 303
    assert not PurchaseLine.objects.get().asked_by


def test_the_list_is_a_file_too(world: World, inga: Client) -> None:
    order = ordered(world)
    assert order.number in inga.get("/inkop/order/").content.decode()
    assert order.number in inga.get("/inkop/order/?visa=all&format=csv").content.decode()
    assert order.number not in inga.get("/inkop/order/?visa=drafts").content.decode()


def test_the_order_is_a_pdf(world: World, inga: Client) -> None:
    order = ordered(world)
    answer = inga.get(f"/inkop/order/{order.number}/pdf/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_the_buyers_start_page_tells_what_is_late_and_what_to_buy(world: World, inga: Client) -> None:
    world.run(set_reorder_rule, SetReorderRule("10010", 30), "inga")
    page = inga.get("/")
    assert page.context["counts"]["to_buy"] == 1
    assert "Provleverantören AB" in page.content.decode()


@pytest.mark.parametrize("address", ["/inkop/", "/inkop/order/", "/inkop/artikel/10001/"])
def test_a_store_worker_does_not_buy(world: World, address: str) -> None:
    assert signed_in(world, "filip").get(address).status_code == 403


def test_an_order_is_a_file_for_the_access_point_when_the_suppliers_address_is_known(world: World, inga: Client) -> None:
    order = ordered(world)
    page, file = f"/inkop/order/{order.number}/", f"/inkop/order/{order.number}/peppol/"
    assert not inga.get(page).context["is_electronic"]
    assert inga.get(file).status_code == 404
    world.run(describe_supplier, DescribeSupplier(world.centre.pk, SUPPLIER, endpoint="0007:5567891234"), "inga")
    assert inga.get(page).context["is_electronic"]
    answer = inga.get(file)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    assert answer["Content-Disposition"] == f'attachment; filename="{order.number}.xml"'
    text = answer.content.decode()
    assert [word for word in ("5567891234", "Rollator", "2800.00", "RA-1") if word not in text] == []
    assert signed_in(world, "filip").get(file).status_code == 403
