"""What an uploaded file really is, told from its content and never from its name; a photo loses where and by whom it was taken."""

import re
from collections.abc import Iterator

from handtag.domain.values.errors import Refused

PICTURES = ("image/jpeg", "image/png", "image/webp")
DOCUMENT = "application/pdf"
LARGEST = {"image/jpeg": 5_000_000, "image/png": 5_000_000, "image/webp": 5_000_000, DOCUMENT: 20_000_000}
ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b")
_PNG = b"\x89PNG\r\n\x1a\n"
_TELLING = {b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"}
_START_OF_SCAN, _COMMENT = 0xDA, 0xFE


def media_type(content: bytes) -> str:
    """JPEG, PNG, WebP or PDF. Raises Refused("files.unknown_type") for anything else, also when the end is missing."""
    if content.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in content[-64:]:
        return "image/jpeg"
    if content.startswith(_PNG) and b"IEND" in content[-64:]:
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP" and int.from_bytes(content[4:8], "little") + 8 <= len(content):
        return "image/webp"
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]:
        return DOCUMENT
    raise Refused("files.unknown_type", field="content")


def accepted(content: bytes, allowed: tuple[str, ...]) -> tuple[str, bytes]:
    """The media type, and the content as it may be kept: small enough, nothing that runs, nothing told of who took the picture.

    Raises Refused naming the field `content`.
    """
    kind = media_type(content)
    if kind not in allowed:
        raise Refused("files.type_not_allowed", field="content", type=kind)
    if len(content) > LARGEST[kind]:
        raise Refused("files.too_large", field="content", most=LARGEST[kind] // 1_000_000)
    if kind == DOCUMENT and ACTIVE.search(content):
        raise Refused("files.runs_something", field="content")
    if kind == "image/jpeg":
        return kind, b"".join(_jpeg(content))
    return kind, b"".join(_png(content)) if kind == "image/png" else content


def _jpeg(content: bytes) -> Iterator[bytes]:
    """Every segment but application data 1–15 (Exif, maker's notes, XMP; the colour profile stays) and comments."""
    yield content[:2]
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker, end = content[at + 1], at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _START_OF_SCAN:
            break
        segment = content[at:end]
        is_profile = segment[4:15] == b"ICC_PROFILE" or segment[4:9] == b"Adobe"
        if end <= at + 2:
            break
        if is_profile or not (0xE1 <= marker <= 0xEF or marker == _COMMENT):
            yield segment
        at = end
    yield content[at:]


def _png(content: bytes) -> Iterator[bytes]:
    yield _PNG
    at = len(_PNG)
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        if content[at + 4 : at + 8] not in _TELLING:
            yield content[at:end]
        at = end
