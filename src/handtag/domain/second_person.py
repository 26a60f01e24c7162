"""What one person proposes and another approves: roles and keys. No rows, no clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from handtag.domain.access import Scope, Viewer
from handtag.domain.values.errors import Refused

DAYS_TO_APPROVE = 7
SERVER = "system:server"
"""Approves what the command line does: whoever may run commands on the server could write in the database anyway."""
MAPPING = "system:mapping"
"""Approves what the identity provider gives: the file that says which claims give which role."""


@dataclass(frozen=True)
class Given:
    """Who gives something, and who else has said yes (nobody yet: empty): codes like `user:12`, which no change of name touches."""

    created_by: str
    approved_by: str
    at: datetime

    @property
    def in_force(self) -> bool:
        return bool(self.approved_by)


def proposed_by(viewer: Viewer, at: datetime) -> Given:
    """A person only proposes; what the command line gives needs nobody more."""
    return Given(viewer.code, SERVER if viewer.scope is Scope.ALL else "", at)


def waits(approved_by: str, created_at: datetime | None, now: datetime) -> bool:
    """Can it still be approved? Seven days, to the second; a proposal nobody answers gives nothing for ever."""
    return not approved_by and created_at is not None and now <= created_at + timedelta(days=DAYS_TO_APPROVE)


def require_second_person(viewer: Viewer, *, created_by: str, approved_by: str, created_at: datetime | None, receiver: str) -> None:
    """Somebody else than who proposed it and who gets it says yes, in time and once. Raises Refused.

    `receiver` is the code of the user who gets the role or the key. The viewer's `at` is the moment.
    """
    if viewer.code == created_by:
        raise Refused("administration.own_proposal")
    if viewer.code == receiver:
        raise Refused("administration.own_account")
    if viewer.at is None or not waits(approved_by, created_at, viewer.at):
        raise Refused("administration.not_waiting", days=DAYS_TO_APPROVE)
