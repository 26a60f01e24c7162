"""The electronic order says what the paper says, in the order of elements that UBL 2.1 prescribes."""

from datetime import date
from xml.etree.ElementTree import fromstring

import pytest

from handtag.files.peppol_order import CAC, CBC, CUSTOMIZATION, PROFILE, Item, Paper, Party, endpoint_of, peppol_order

PAPER = Paper(
    "200001", date(2026, 11, 23), Party("Region Prov", "0007:2321000206"), Party("Hjul & Co <AB>", "0088:7350053850019"),
    "Hjälpmedelscentralen, Lager C", date(2026, 12, 14), "RA-1", "Lossas på baksidan",
    (Item("Rollator", "10001", "RL-1", "07350053850019", 10, 280_005), Item("Bricka", "10010", "", "", 1, 40_000)),
)  # fmt: skip
SEQUENCE = (  # of the parts that are written, in the schema's own order
    "CustomizationID", "ProfileID", "ID", "IssueDate", "OrderTypeCode", "Note", "DocumentCurrencyCode", "Contract", "BuyerCustomerParty",
    "SellerSupplierParty", "Delivery", "OrderLine", "OrderLine",
)  # fmt: skip


def said(path: str, paper: Paper = PAPER) -> list[str | None]:
    steps = "/".join(f"{{{CAC if step[0] == '+' else CBC}}}{step.lstrip('+')}" for step in path.split("/"))
    return [one.text for one in fromstring(peppol_order(paper)).findall(steps)]


def test_the_parts_stand_in_the_order_of_the_schema() -> None:
    root = fromstring(peppol_order(PAPER))
    assert tuple(part.tag.partition("}")[2] for part in root) == SEQUENCE
    line = root.find(f".//{{{CAC}}}LineItem")
    assert line is not None
    assert [part.tag.partition("}")[2] for part in line] == ["ID", "Quantity", "LineExtensionAmount", "Price", "Item"]


def test_it_is_a_peppol_order_from_us_to_the_supplier() -> None:
    assert (said("CustomizationID"), said("ProfileID")) == ([CUSTOMIZATION], [PROFILE])
    assert said("+SellerSupplierParty/+Party/+PartyLegalEntity/RegistrationName") == ["Hjul & Co <AB>"]
    root = fromstring(peppol_order(PAPER))
    ends = [(one.get("schemeID"), one.text) for one in root.iter(f"{{{CBC}}}EndpointID")]
    assert ends == [("0007", "2321000206"), ("0088", "7350053850019")]
    assert said("+Delivery/+RequestedDeliveryPeriod/EndDate") == ["2026-12-14"]


def test_the_lines_say_pieces_prices_and_all_three_numbers() -> None:
    item = "+OrderLine/+LineItem"
    assert said(f"{item}/Quantity") == ["10", "1"]
    assert said(f"{item}/LineExtensionAmount") == ["28000.50", "400.00"]
    assert said(f"{item}/+Price/PriceAmount") == ["2800.05", "400.00"]
    assert said(f"{item}/+Item/+BuyersItemIdentification/ID") == ["10001", "10010"]
    assert said(f"{item}/+Item/+SellersItemIdentification/ID") == ["RL-1"]
    assert said(f"{item}/+Item/+StandardItemIdentification/ID") == ["07350053850019"]


@pytest.mark.parametrize(
    ("address", "number", "endpoint"),
    [
        ("0007:5567891234", "", "0007:5567891234"),
        ("", "556789-1234", "0007:5567891234"),
        ("0007 : 556789", "556789-1234", "0007:556789"),
        ("faktura@example.org", "", ""),
        ("", "DE123456789", ""),
    ],
)
def test_an_address_is_the_one_that_is_known_else_the_organisation_number(address: str, number: str, endpoint: str) -> None:
    assert endpoint_of(address, number) == endpoint
