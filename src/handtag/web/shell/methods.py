"""Which ways of asking an address answers: pages are looked at, pages with a form are also sent, and nothing else."""

from collections.abc import Callable
from functools import cache
from inspect import getclosurevars, isfunction, unwrap
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

Handler = Callable[[HttpRequest], HttpResponseBase]
LOOKED_AT = ("GET", "HEAD")
OURS = "handtag.web."
READERS = frozenset({"bound", "POST", "FILES"})  # how our views read what is sent


class AllowedMethods:
    """Whatever an address is not meant for is answered 405 before its view runs (OWASP ASVS 5, 4.1.4).

    Views that name their methods (`require_POST`) and the interface keep to their own lists; the log-in library's pages are forms.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any) -> HttpResponseBase | None:
        if request.path.startswith("/api/") or _names_its_methods(view):
            return None
        takes = takes_what_is_sent(view) or not view.__module__.startswith(OURS)
        allowed = (*LOOKED_AT, "POST") if takes else LOOKED_AT
        return None if request.method in allowed else HttpResponseNotAllowed(allowed)


@cache
def takes_what_is_sent(view: Callable[..., Any]) -> bool:
    """A page has a form if its view, or a function of the same module that it calls, reads what is sent: no list to forget a page in."""
    return _reads(unwrap(view), set())


def _reads(function: Any, seen: set[str]) -> bool:
    names = set(function.__code__.co_names) - seen
    if names & READERS:
        return True
    seen |= names
    called = (function.__globals__.get(name) for name in names)
    return any(_reads(one, seen) for one in called if isfunction(one) and one.__module__ == function.__module__)


@cache
def _names_its_methods(view: Callable[..., Any]) -> bool:
    """Django's decorators wrap the view outermost; underneath it has no list of its own."""
    inner: Any = view
    while hasattr(inner, "__wrapped__"):
        if "request_method_list" in getclosurevars(inner).nonlocals:
            return True
        inner = inner.__wrapped__
    return False
