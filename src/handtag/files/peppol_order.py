"""A purchase order as an electronic order: UBL 2.1 Order, Peppol BIS Ordering 3. What is ordered and from whom is not decided here.

Written with the standard library: nothing is read here, so nothing that a parser must be guarded from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, register_namespace, tostring

_UBL = "urn:oasis:names:specification:ubl:schema:xsd"
ORDER, CAC, CBC = f"{_UBL}:Order-2", f"{_UBL}:CommonAggregateComponents-2", f"{_UBL}:CommonBasicComponents-2"
CUSTOMIZATION, PROFILE = "urn:fdc:peppol.eu:poacc:trns:order:3", "urn:fdc:peppol.eu:poacc:bis:ordering:3"
ORDER_TYPE = "220"  # an order (UNCL 1001)
ORGANISATION_NUMBER, GTIN = "0007", "0160"  # ISO 6523: a Swedish organisation number; GS1's article number
PIECE = "EA"  # UN/ECE recommendation 20
for _prefix, _space in (("", ORDER), ("cac", CAC), ("cbc", CBC)):
    register_namespace(_prefix, _space)


@dataclass(frozen=True)
class Party:
    """`endpoint` is its electronic address as `0007:5567891234`."""

    name: str
    endpoint: str


@dataclass(frozen=True)
class Item:
    """A line: pieces, öre each without VAT, our number and the supplier's, the GTIN (empty: unknown)."""

    name: str
    ours: str
    theirs: str
    gtin: str
    pieces: int
    price_ore: int


@dataclass(frozen=True)
class Paper:
    """The whole order. `contract` is the framework agreement when all of it is called off from one; `wanted_on` the last day expected."""

    number: str
    on: date
    buyer: Party
    seller: Party
    sent_to: str
    wanted_on: date | None
    contract: str
    note: str
    items: Sequence[Item]


def endpoint_of(address: str, organisation_number: str) -> str:
    """The electronic address as it is known, else of the organisation number; empty when neither is."""
    digits = organisation_number.replace("-", "").replace(" ", "")
    scheme, colon, value = address.replace(" ", "").partition(":")
    if colon and len(scheme) == 4 and scheme.isdigit() and value:
        return f"{scheme}:{value}"
    return f"{ORGANISATION_NUMBER}:{digits}" if len(digits) == 10 and digits.isdigit() else ""


def peppol_order(paper: Paper) -> bytes:
    """The order as a file for an access point to send."""
    root = Element(f"{{{ORDER}}}Order")
    _say(root, "CustomizationID", CUSTOMIZATION)
    _say(root, "ProfileID", PROFILE)
    _say(root, "ID", paper.number)
    _say(root, "IssueDate", paper.on.isoformat())
    _say(root, "OrderTypeCode", ORDER_TYPE)
    if paper.note:
        _say(root, "Note", paper.note)
    _say(root, "DocumentCurrencyCode", "SEK")
    if paper.contract:
        _say(_part(root, "Contract"), "ID", paper.contract)
    _party(_part(root, "BuyerCustomerParty"), paper.buyer)
    _party(_part(root, "SellerSupplierParty"), paper.seller)
    delivery = _part(root, "Delivery")
    _say(_part(delivery, "DeliveryLocation"), "Name", paper.sent_to)
    if paper.wanted_on is not None:
        _say(_part(delivery, "RequestedDeliveryPeriod"), "EndDate", paper.wanted_on.isoformat())
    for place, item in enumerate(paper.items, 1):
        _line(_part(_part(root, "OrderLine"), "LineItem"), place, item)
    indent(root)
    made: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return made


def _party(around: Element, party: Party) -> None:
    one = _part(around, "Party")
    scheme, _colon, value = party.endpoint.partition(":")
    _say(one, "EndpointID", value, schemeID=scheme)
    _say(_part(one, "PartyName"), "Name", party.name)
    _say(_part(one, "PartyLegalEntity"), "RegistrationName", party.name)


def _line(line: Element, place: int, item: Item) -> None:
    _say(line, "ID", str(place))
    _say(line, "Quantity", str(item.pieces), unitCode=PIECE, unitCodeListID="UNECERec20")
    _say(line, "LineExtensionAmount", _kronor(item.pieces * item.price_ore), currencyID="SEK")
    _say(_part(line, "Price"), "PriceAmount", _kronor(item.price_ore), currencyID="SEK")
    goods = _part(line, "Item")
    _say(goods, "Name", item.name)
    _say(_part(goods, "BuyersItemIdentification"), "ID", item.ours)
    if item.theirs:
        _say(_part(goods, "SellersItemIdentification"), "ID", item.theirs)
    if item.gtin:
        _say(_part(goods, "StandardItemIdentification"), "ID", item.gtin, schemeID=GTIN)


def _part(around: Element, name: str) -> Element:
    return SubElement(around, f"{{{CAC}}}{name}")


def _say(around: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(around, f"{{{CBC}}}{name}", attributes).text = text


def _kronor(ore: int) -> str:
    return f"{ore // 100}.{ore % 100:02}"
