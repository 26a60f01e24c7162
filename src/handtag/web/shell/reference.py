"""The number that ties what a user saw to what the log says."""

import secrets

from django.http import HttpRequest


def give_reference(request: HttpRequest) -> str:
    """Draw a number such as 7F3A-91C2 for this request; short enough to be read out to the help desk."""
    drawn = secrets.token_hex(4).upper()
    request.reference = f"{drawn[:4]}-{drawn[4:]}"  # type: ignore[attr-defined]
    return reference_of(request)


def reference_of(request: HttpRequest) -> str:
    return str(getattr(request, "reference", ""))
