"""The library all tags register with, and what they share."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


def one_of(what: str, value: str, allowed: Iterable[str]) -> str:
    if value not in (known := tuple(allowed)):
        raise template.TemplateSyntaxError(f"{what} must be one of {', '.join(known)}; got {value!r}")
    return value


def render(name: str, **context: Any) -> SafeString:
    return mark_safe(render_to_string(f"ui/{name}.html", context))  # noqa: S308  escaped by the template
