"""Rows of users."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from handtag.apps.access.models import User


def add_user(*, username: str, name: str, password: str | None, at: datetime, subject: str | None = None, given: bool = False) -> User:
    """A user who can log in, or with `password=None` one who cannot (yet). `given`: somebody else chose the password."""
    user = User(username=username, name=name, invited_at=at, subject=subject, password_is_given=given)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    return user


def user_by_username(username: str) -> User | None:
    return User.objects.filter(username=username).first()


def lock_user_by_subject(subject: str) -> User | None:
    return User.objects.select_for_update().filter(subject=subject).first()


def subject_taken(subject: str) -> bool:
    return User.objects.filter(subject=subject).exists()


def end_sessions(user: User, at: datetime) -> None:
    """Whatever is signed in as the user is out at its next request."""
    User.objects.filter(pk=user.pk).update(sessions_ended_at=at)


def set_password(user: User, password: str | None) -> None:
    """A new password that somebody else has chosen, or with None none at all."""
    user.password_is_given = password is not None
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save(update_fields=["password", "password_is_given"])


def password_fault(user: User, password: str) -> str:
    """What is wrong with a password, in words; empty when it will do."""
    try:
        validate_password(password, user)
    except ValidationError as fault:
        return " ".join(fault.messages)
    return ""


def remove_second_factors(user: User) -> int:
    """Codes, keys and recovery codes; answers how many."""
    removed: int = Authenticator.objects.filter(user=user).delete()[0]
    return removed


def set_active(user: User, *, active: bool) -> None:
    User.objects.filter(pk=user.pk).update(is_active=active)
