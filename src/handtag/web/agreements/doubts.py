"""The doubts about an agreement's text, written in a little Markdown, as blocks to show: headings, numbered points, paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_POINT = re.compile(r"(?:(?P<number>\d+)\.|[-*])\s+(?P<said>.*)")
_HEADING = re.compile(r"#{1,6}\s+(?P<said>.*)")


@dataclass(frozen=True)
class Block:
    """A heading, a numbered or plain point, or a paragraph; `said` is safe to show."""

    kind: str
    said: SafeString
    number: str = ""


def doubt_blocks(text: str, wanted: str = "") -> list[Block]:
    """What the text says, block by block; with `wanted`, the blocks that have it. The first heading, the page's own, is left out."""
    blocks = [block for block in _blocks(text) if wanted.casefold() in block.said.casefold() and not (wanted and block.kind == "heading")]
    return blocks[1:] if blocks and blocks[0].kind == "heading" else blocks


def _blocks(text: str) -> Iterator[Block]:
    gathered: list[str] = []
    for line in [*text.splitlines(), ""]:
        point, heading = _POINT.match(line), _HEADING.match(line)
        if (point or heading or not line.strip()) and gathered:
            yield _block(" ".join(gathered))
            gathered = []
        if heading:
            yield Block("heading", _said(heading["said"]))
        elif line.strip():
            gathered.append(line.strip())


def _block(text: str) -> Block:
    point = _POINT.fullmatch(text)
    return Block("point", _said(point["said"]), point["number"] or "") if point else Block("paragraph", _said(text))


def _said(text: str) -> SafeString:
    """Escaped first; then only what stands between ** or ` becomes strong or code."""
    said = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text))
    return mark_safe(re.sub(r"`(.+?)`", r"<code>\1</code>", said))  # noqa: S308
