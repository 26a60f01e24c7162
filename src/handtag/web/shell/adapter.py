"""How log-in behaves here: nobody registers themselves, and a local account is made by invitation only."""

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.stagekit import get_pending_stage
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from handtag.apps.access.queries import code_of_username
from handtag.db.fields import blind_index
from handtag.usecases.base import record_session, record_stranger


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Accounts come from the use case invite_user or from the organisation's identity provider."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Nobody comes in unrecorded: by password, code, key or the identity provider, all pass here."""
        ways = {str(record.get("method")) for record in get_authentication_records(request, user)}
        record_session("access.signed_in", user_id=user.pk, ways=sorted(ways))
        super().login(request, user)

    def logout(self, request: HttpRequest) -> None:
        """Out first: whoever asks to be signed out is, also when the log cannot be written."""
        user_id = cast("int", request.user.pk)
        super().logout(request)
        record_session("access.signed_out", user_id=user_id, why="asked")

    def clean_password(self, password: str, user: Any = None) -> str:
        """Who was given a password chooses another one."""
        cleaned: str = super().clean_password(password, user)
        if user is not None and user.password_is_given and user.check_password(cleaned):
            raise ValidationError(_("Choose another password than the one you were given."))
        return cleaned

    def set_password(self, user: Any, password: str) -> None:
        """What the user chooses is the user's own."""
        user.password_is_given = False
        super().set_password(user, password)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """A failed log-in is recorded without the password. A user name that nobody has may be a password typed in the wrong place, so
        only a keyed digest of it is kept.
        """
        typed = str(credentials.get("username", ""))
        known = code_of_username(typed)
        unknown = {} if known else {"username_digest": blind_index("username", typed)[:16]}
        record_stranger("access.login_failed", actor=known or "unknown", door="page", factor="password", **unknown)


class LoggedMfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is not typed
    """A second factor that is not accepted is a failed log-in too."""

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        if code == "incorrect_code":
            request = context.request
            stage = get_pending_stage(request)
            user = stage.login.user if stage is not None else request.user
            actor = f"user:{user.pk}" if user.pk else "unknown"
            record_stranger("access.login_failed", actor=actor, door="page", factor="second")
        error: ValidationError = super().validation_error(code, *args)
        return error
