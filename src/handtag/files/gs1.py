"""What a GS1 code says: article (GTIN), serial number, lot, dates. What it is a code of in our stores is not known here."""

import re
from dataclasses import dataclass
from datetime import date

from biip import ParseError
from biip.gs1_messages import GS1Message
from biip.gtin import Gtin

SEPARATOR = "\x1d"
# Readers that type cannot type the separator itself; these are what they are set to type in its place.
TYPED_SEPARATORS = ("␝", "<GS>", "{GS}", "[GS]", "^]")
SYMBOLOGY = re.compile(r"^\](?P<code>[A-Za-z])(?P<modifier>[0-9A-Za-z])")
CARRIES_GS1 = {"C1", "d2", "Q3", "e0", "e1", "e2", "J1"}
CARRIES_GTIN = {"E0", "E1", "E2", "E3", "E4"}
WHOLE = re.compile(r"^(01\d{14}|00\d{18}|02\d{14})")
READABLE = re.compile(r"(\(\d{2,4}\)[^()]+)+")
OF_OUR_OWN = "91"
"""Application identifier 91–99 are the company's own; ours says the number a device keeps for life."""
ORDER = "400"
WRITABLE = re.compile(r"[!\"%&'*+,\-./0-9:;<=>?A-Z_a-z]{1,30}")
"""GS1's character set 82 without parentheses, which set off the identifiers where a person reads the code."""
LONGEST_SERIAL = 20


@dataclass(frozen=True)
class Gs1:
    """What was read, with the raw text; dates are the last (`expires_on`) and first (`made_on`) civil day."""

    raw: str
    gtin: str = ""
    serial_number: str = ""
    lot: str = ""
    expires_on: date | None = None
    made_on: date | None = None
    device_number: str = ""
    order_number: str = ""
    parcel: str = ""

    @property
    def udi_di(self) -> str:
        """The device identifier of a UDI is the GTIN (MDR annex VI part C 3.1; GS1 is an issuing entity)."""
        return self.gtin


def read(text: str) -> Gs1 | None:
    """A GS1 message or a lone GTIN with a right check digit, however the reader wrote it; None when it is something else.

    A date that cannot be, or a value longer than its field, is no message: half-read codes are never taken for whole ones.
    """
    raw = text.strip()
    found = SYMBOLOGY.match(raw)
    code, bare = (found["code"] + found["modifier"], raw[3:]) if found else ("", raw)
    for typed in TYPED_SEPARATORS:
        bare = bare.replace(typed, SEPARATOR)
    if code in CARRIES_GTIN:
        return _lone(raw, bare)
    if bare.startswith("("):
        return _message(raw, bare, readable=True)
    if code in CARRIES_GS1 or SEPARATOR in bare or WHOLE.match(bare):
        return _message(raw, bare.removeprefix(SEPARATOR), readable=False) or _lone(raw, bare)
    return None if code else _lone(raw, bare)


def plain_gtin(text: str) -> str:
    """A GTIN as it is kept: fourteen digits; "" when the length or the check digit is wrong."""
    try:
        return Gtin.parse(text.strip()).as_gtin_14() if text.strip().isascii() else ""
    except ParseError:
        return ""


def _lone(raw: str, text: str) -> Gs1 | None:
    gtin = plain_gtin(text)
    return Gs1(raw, gtin=gtin) if gtin else None


def _message(raw: str, text: str, *, readable: bool) -> Gs1 | None:
    if readable and not READABLE.fullmatch(text):
        return None
    try:
        message = GS1Message.parse_hri(text) if readable else GS1Message.parse(text)
    except ParseError:
        return None
    said = {element.ai.ai: element for element in message.element_strings}
    values = {ai: element.value for ai, element in said.items()}
    gtin = said["01"].gtin if "01" in said else None
    if "01" in said and gtin is None:
        return None
    return Gs1(
        raw,
        gtin=gtin.as_gtin_14() if gtin else "",
        serial_number=values.get("21", ""),
        lot=values.get("10", ""),
        expires_on=said["17"].date if "17" in said else None,
        made_on=said["11"].date if "11" in said else None,
        device_number=values.get(OF_OUR_OWN, ""),
        order_number=values.get(ORDER, ""),
        parcel=values.get("00", ""),
    )


def device_message(number: str, *, gtin: str = "", serial_number: str = "") -> str:
    """What the label of a device says, in readable form: `(01)…(21)…(91)…`. A part that GS1 does not allow is left out; "" when that
    is the number itself.
    """
    if not WRITABLE.fullmatch(number):
        return ""
    kept = plain_gtin(gtin)
    article = f"(01){kept}" if kept else ""
    serial = f"(21){serial_number}" if kept and len(serial_number) <= LONGEST_SERIAL and WRITABLE.fullmatch(serial_number) else ""
    return f"{article}{serial}({OF_OUR_OWN}){number}"


def order_message(number: str) -> str:
    """What the label of a parcel says: whose order it is a part of; "" when the number cannot be written in GS1's characters."""
    return f"({ORDER}){number}" if WRITABLE.fullmatch(number) else ""
