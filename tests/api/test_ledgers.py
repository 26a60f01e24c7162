"""The ledgers over REST: lines add up to their invoice, lead back to what they rest on, and are told to no one else."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.api.conftest import Caller
from tests.support import lending
from tests.support.world import World

from handtag.usecases.billing.issue_invoices import IssueInvoices, issue_invoices

CALLER = Callable[[str], Caller]


def invoiced(world: World) -> str:
    """A rollator lent in October to a person whose municipality pays, on October's invoice; answers the device's number."""
    number = next(d.number for d in world.devices.values() if d.article.iso_code == "120606" and d.state == "in_stock")
    lending.lend(world, number, on=date(2026, 10, 12))
    lending.close(world, "2026-10", now=date(2026, 11, 2))
    world.run(issue_invoices, IssueInvoices(world.centre.pk, "2026-10"), "gun")
    return number


@pytest.mark.law("LKBR accounting export")
def test_an_invoice_is_read_line_by_line_down_to_its_grounds(caller: CALLER, world: World) -> None:
    number = invoiced(world)
    gun = caller("gun")
    (invoice,) = gun.get("invoices?month=2026-10")[1]
    lines = gun.get(f"invoices/{invoice['number']}/lines")[1]
    assert sum(line["amount_ore"] for line in lines) == invoice["total_ore"] > 0
    grounds = gun.get(f"charges/{lines[0]['id']}")[1]
    assert (grounds["device_number"], grounds["quantity"]) == (number, 20)
    assert grounds["document_hash"] == world.version.document_hash
    assert grounds["rule"]
    assert grounds["price_ore"] > 0


@pytest.mark.law("MDR art. 25")
def test_a_device_tells_its_whole_way(caller: CALLER, world: World) -> None:
    number = invoiced(world)
    status, body = caller("filip").get(f"devices/{number}")
    assert (status, body["state"]) == (200, "with_person")
    assert {"received", "delivered"} <= {move["kind"] for move in body["moves"]}
    assert "Asta" not in str(body)


def test_others_find_no_invoice_and_no_device(caller: CALLER, world: World) -> None:
    number = invoiced(world)
    (invoice,) = caller("gun").get("invoices?month=2026-10")[1]
    hugo = caller("hugo")
    assert hugo.get("invoices?month=2026-10") == (200, [])
    assert hugo.get(f"invoices/{invoice['number']}/lines")[0] == 404
    assert hugo.get(f"devices/{number}")[0] == 404
    assert caller("anna").get("invoices?month=2026-10")[0] == 403
    assert caller("ivan").get(f"devices/{number}")[0] == 403


def test_a_month_that_cannot_be_read_is_named(caller: CALLER) -> None:
    status, body = caller("gun").get("invoices?month=oktober")
    assert (status, body["code"], body["field"]) == (422, "billing.no_such_month", "month")
