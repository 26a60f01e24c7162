"""Printed documents: a Typst template of ours filled with plain data, as PDF/UA-1 with our own font in it.

What people write reaches a template as data alone; no Typst source is ever put together from it.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

DOCUMENTS = Path(__file__).parent / "documents"
FONTS = Path(__file__).parent / "fonts"


def render(template: str, data: Mapping[str, Any], *, language: str, made_at: datetime) -> bytes:
    """The document `template` (a file of documents/ without its ending) with `data`, which holds what JSON holds.

    Tagged so that a screen reader can read it (SS-EN ISO 14289-1, PDF/UA-1): a picture without a text in its place stops it.
    """
    said = json.dumps({**data, "language": language}, ensure_ascii=False)
    made = _compiler().compile(
        DOCUMENTS / f"{template}.typ",
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": said},
        timestamp=made_at.replace(microsecond=0),  # Typst takes whole seconds
    )
    if not isinstance(made, bytes):
        raise TypeError(f"{template} did not become one file")
    return made


def _compiler() -> typst.Compiler:
    """A compiler keeps what it was last told, so each document has its own; the fonts are read once."""
    return typst.Compiler(root=DOCUMENTS, font_paths=_fonts())


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
