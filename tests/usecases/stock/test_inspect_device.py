"""Inspected: fit to be reconditioned, or back to the pile."""

import pytest
from tests.support.lending import lend, take_back
from tests.support.world import TODAY, World

from handtag.apps.stock.models import Device, Inspection
from handtag.domain.values.errors import NotAllowed, Refused
from handtag.usecases.stock.inspect_device import InspectDevice, inspect_device
from handtag.usecases.stock.receive_from_repair import ReceiveFromRepair, receive_from_repair
from handtag.usecases.stock.send_for_repair import SendForRepair, send_for_repair
from handtag.usecases.stock.set_return_rule import SetReturnRule, set_return_rule
from handtag.usecases.stock.wash_device import WashDevice, wash_device


@pytest.fixture
def returned(world: World) -> World:
    lend(world, "D1001", on=TODAY)
    take_back(world, "D1001", TODAY)
    return world


def test_what_passes_is_inspected(returned: World) -> None:
    assert returned.run(inspect_device, InspectDevice("D1001", passed=True, note="Hel", on=TODAY), "filip") == "inspected"
    assert Device.objects.get(number="D1001").moves.latest("pk").note == "Hel"


@pytest.mark.law("HSLF-FS 2021:52 hand-out")
def test_what_fails_stays_returned_and_may_be_inspected_again(returned: World) -> None:
    assert returned.run(inspect_device, InspectDevice("D1001", passed=False, note="Broms", on=TODAY), "filip") == "returned"
    assert returned.run(inspect_device, InspectDevice("D1001", passed=True, note="", on=TODAY), "filip") == "inspected"


def test_only_a_returned_device_is_inspected(world: World) -> None:
    with pytest.raises(Refused) as refusal:
        world.run(inspect_device, InspectDevice("D1001", passed=True, note="", on=TODAY), "filip")
    assert refusal.value.code == "stock.illegal_move"


def test_a_controller_inspects_nothing(returned: World) -> None:
    with pytest.raises(NotAllowed):
        returned.run(inspect_device, InspectDevice("D1001", passed=True, note="", on=TODAY), "gun")


@pytest.mark.parametrize(
    ("condition", "repair_ore", "action", "reason"),
    [
        ("good", 0, "reconditioned", "fit"),
        ("worn", 0, "reconditioned", "fit"),
        ("worn", 126_000, "sent_to_workshop", "needs_repair"),  # half of the 252 000 öre that are left
        ("damaged", 126_001, "decommissioned", "repair_costs_more"),
        ("beyond_repair", 0, "decommissioned", "beyond_repair"),
    ],
)
def test_the_rule_says_what_is_to_be_done_with_it(returned: World, condition: str, repair_ore: int, action: str, reason: str) -> None:
    returned.run(set_return_rule, SetReturnRule("1206", 100, 50, TODAY), "eva")
    passed = action == "reconditioned"
    data = InspectDevice("D1001", passed=passed, note="", on=TODAY, condition=condition, repair_ore=repair_ore)
    returned.run(inspect_device, data, "filip")
    found = Inspection.objects.get()
    assert (found.action, found.reason, found.residual_ore, found.rule and found.rule.iso_prefix) == (action, reason, 252_000, "1206")


def test_without_a_rule_nothing_is_scrapped_for_its_price(returned: World) -> None:
    data = InspectDevice("D1001", passed=False, note="", on=TODAY, condition="damaged", repair_ore=9_999_999)
    returned.run(inspect_device, data, "filip")
    found = Inspection.objects.get()
    assert (found.action, found.residual_ore, found.rule) == ("sent_to_workshop", None, None)


@pytest.mark.parametrize(
    ("passed", "condition", "repair_ore", "field"),
    [(True, "damaged", 0, "passed"), (True, "good", 100, "passed"), (False, "odd", 0, "condition"), (False, "", 5, "condition"),
     (False, "damaged", -1, "repair_ore")],
)  # fmt: skip
def test_an_inspection_that_contradicts_itself_is_refused(
    returned: World, passed: bool, condition: str, repair_ore: int, field: str
) -> None:
    data = InspectDevice("D1001", passed=passed, note="", on=TODAY, condition=condition, repair_ore=repair_ore)
    with pytest.raises(Refused) as refusal:
        returned.run(inspect_device, data, "filip")
    assert refusal.value.field == field


def test_where_a_wash_is_demanded_nothing_is_inspected_before_it(returned: World) -> None:
    returned.run(set_return_rule, SetReturnRule("1206", 100, 50, TODAY, wash_first=True), "eva")
    for passed in (True, False):
        with pytest.raises(Refused) as refusal:
            returned.run(inspect_device, InspectDevice("D1001", passed=passed, note="", on=TODAY), "filip")
        assert refusal.value.code == "stock.wash_first"
    returned.run(wash_device, WashDevice("D1001", TODAY), "filip")
    assert returned.run(inspect_device, InspectDevice("D1001", passed=False, note="Broms", on=TODAY), "filip") == "washed"
    returned.run(send_for_repair, SendForRepair("D1001", "workshop", TODAY), "filip")
    returned.run(receive_from_repair, ReceiveFromRepair("D1001", "C", TODAY), "filip")
    assert returned.run(inspect_device, InspectDevice("D1001", passed=True, note="", on=TODAY), "filip") == "inspected"
