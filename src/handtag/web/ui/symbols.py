"""The vendored icons, read once from their files; nothing else may write SVG of its own."""

from functools import cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString

FOLDER = Path(__file__).parent / "icons"


@cache
def _drawing(name: str) -> SafeString:
    """The inside of an icon file. Raises FileNotFoundError for a name that is not vendored."""
    whole = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    return SafeString(whole[whole.index(">") + 1 : whole.rindex("</svg>")].strip())


@cache
def svg(name: str, label: str = "") -> SafeString:
    named = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="icon" viewBox="0 0 24 24" fill="none" focusable="false" {}>{}</svg>', named, _drawing(name))
