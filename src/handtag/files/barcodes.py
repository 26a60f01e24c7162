"""Codes as pictures: QR for a phone's camera, GS1 DataMatrix for hand scanners. What they say is decided elsewhere."""

import re
from typing import Any

from zxingcpp import BarcodeFormat, create_barcode

FRAME = re.compile(r'.*?<svg width="(?P<width>\d+)" height="(?P<height>\d+)"[^>]*>', re.DOTALL)
QUIET_QR, QUIET_DATAMATRIX = 4, 1


def qr(text: str) -> str:
    """A QR code as SVG with the four modules of white around it that the standard asks for (ISO/IEC 18004)."""
    return _svg(create_barcode(text, BarcodeFormat.QRCode, ec_level="M"), QUIET_QR)


def gs1_datamatrix(message: str) -> str:
    """A GS1 DataMatrix as SVG of a message in readable form, `(01)…(21)…`, with its one module of white around it."""
    return _svg(create_barcode(message, BarcodeFormat.DataMatrix, gs1=True, force_square=True), QUIET_DATAMATRIX)


def _svg(code: Any, quiet: int) -> str:
    drawn: str = code.to_svg(add_quiet_zones=False)
    frame = FRAME.match(drawn)
    if frame is None:
        raise ValueError("the code came as something else than SVG")
    width, height = int(frame["width"]) + 2 * quiet, int(frame["height"]) + 2 * quiet
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-quiet} {-quiet} {width} {height}" width="{width}" height="{height}">'
    white = f'<rect x="{-quiet}" y="{-quiet}" width="{width}" height="{height}" fill="#fff"/>'
    return head + white + drawn[frame.end() :]
