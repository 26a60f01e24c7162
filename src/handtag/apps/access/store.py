"""Rows of users."""

from datetime import datetime

from handtag.apps.access.models import User


def add_user(*, username: str, name: str, password: str | None, at: datetime) -> User:
    """A user who can log in, or with `password=None` one who cannot (yet)."""
    user = User(username=username, name=name, invited_at=at)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    return user


def user_by_username(username: str) -> User | None:
    return User.objects.filter(username=username).first()
