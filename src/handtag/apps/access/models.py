"""Users. A user by itself may do nothing: see organisations.Assignment."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Natural-key lookup for log-in; rows are made by the use case invite_user."""


class User(AbstractBaseUser):
    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    invited_at = models.DateTimeField()
    subject = models.CharField(max_length=120, unique=True, null=True)
    """What the organisation's identity provider calls the user for ever (the HSA-id); null for who never comes that way."""
    password_is_given = models.BooleanField(default=False)
    """Somebody else chose the password, so it leads to choosing one's own and nowhere else."""
    sessions_ended_at = models.DateTimeField(null=True)
    """What was signed in until then is out: set when something is taken away from the user."""

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(username=""), name="user_has_username")]

    def __str__(self) -> str:
        return self.name


class Attempt(models.Model):
    """How often someone tried lately, as Django's database cache keeps it: shared by all processes, and thrown away when it is old."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "access_attempts"
