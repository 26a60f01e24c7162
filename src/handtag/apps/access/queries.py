"""Who someone is by name, for what ledgers know by code. No rules, nothing about what they may do."""

from collections.abc import Iterable

from handtag.apps.access.models import User
from handtag.domain.access import Viewer


def names_of(viewer: Viewer, codes: Iterable[str]) -> dict[str, str]:
    """The names behind codes like `user:12`; a code that is nobody's (the system itself) is left out."""
    keys = {int(code.removeprefix("user:")) for code in codes if code.startswith("user:")}
    return {f"user:{pk}": name for pk, name in User.objects.filter(pk__in=keys).values_list("pk", "name")}


def user_for_sign_in(user_id: int) -> User | None:
    """The user that the log-in library signs in, once a use case has let them in; an inactive one never."""
    return User.objects.filter(pk=user_id, is_active=True).first()


def code_of_username(username: str) -> str:
    """The code of whoever has the user name, for the log of failed log-ins; empty when nobody has it."""
    found = User.objects.filter(username__iexact=username).values_list("pk", flat=True).first()
    return f"user:{found}" if found else ""
