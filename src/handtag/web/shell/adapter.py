"""How log-in behaves here: nobody registers themselves, and a local account is made by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Accounts come from the use case invite_user or from the organisation's identity provider."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
