"""What scanned labels say, wherever they are scanned one per line. What they are of is asked elsewhere."""

import re
from urllib.parse import unquote

from django.urls import Resolver404, ResolverMatch, resolve

from handtag.files import gs1

ADDRESS = re.compile(r"https?://[^/?#]+(?P<path>/[^?#]*)")


def address_on_label(text: str) -> ResolverMatch | None:
    """The address in a QR code of ours, whatever the installation was called when it was printed."""
    address = ADDRESS.match(text)
    if address is None:
        return None
    try:
        return resolve(unquote(address["path"]))
    except Resolver404:
        return None


def device_number(text: str) -> str:
    """The number for life in our QR code or in the GS1 code of our label; else the text as it is."""
    label = address_on_label(text.strip())
    if label is not None and label.view_name == "floor:device":
        return str(label.kwargs["number"])
    read = gs1.read(text)
    return read.device_number if read and read.device_number else text.strip()


def is_makers_code(text: str) -> bool:
    """Whether a text says more than a lone number, which may be a serial number as well as a GTIN."""
    read = gs1.read(text)
    return read is not None and bool(read.serial_number or read.lot or read.expires_on)
