"""Which pages may use the camera's reader."""

from collections.abc import Callable
from typing import ParamSpec, cast

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")
_allowed = csp_update({"script-src": ["'wasm-unsafe-eval'"]})


def reads_codes(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """The reader of the camera's pictures is WebAssembly from our own server; no other page may compile any."""
    return cast("Callable[P, HttpResponseBase]", _allowed(cast("Callable[[HttpRequest], HttpResponseBase]", view)))
