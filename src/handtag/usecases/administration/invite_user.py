"""Someone gets a user of their own; what they may do comes with grant_role."""

from dataclasses import dataclass, field

from handtag.apps.access import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class InviteUser:
    """`password` null: the user cannot log in with a password. `subject`: what the identity provider calls the user (the HSA-id).
    `own_choice`: the user chose the password, and need not choose another.
    """

    username: str
    name: str
    password: str | None = field(default=None, repr=False)
    subject: str = ""
    own_choice: bool = False


@use_case(Permission.MANAGE_ORGANISATION, audits="administration.user_invited")
def invite_user(ctx: Context, data: InviteUser) -> int:
    """User names are unique for ever, and a first password lets its user choose one and nothing else (OWASP ASVS 5, 6.4.1).

    Raises Refused when the name is taken or empty.
    """
    ctx.require(Permission.MANAGE_ORGANISATION)
    if not data.username.strip():
        raise Refused("administration.username_missing", field="username")
    if store.user_by_username(data.username):
        raise Refused("administration.username_taken", field="username", value=data.username)
    subject = data.subject.strip() or None
    if subject and store.subject_taken(subject):
        raise Refused("administration.subject_taken", field="subject", value=subject)
    given = data.password is not None and not data.own_choice
    user = store.add_user(username=data.username, name=data.name, password=data.password, at=ctx.now, subject=subject, given=given)
    if data.password is not None and (fault := store.password_fault(user, data.password)):
        raise Refused("administration.weak_password", field="password", why=fault)
    ctx.audit("administration.user_invited", f"user:{user.pk}")
    return user.pk
