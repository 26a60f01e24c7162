"""Whether someone came in by a password that somebody else chose, and must choose one first (OWASP ASVS 5, 6.4.1)."""

from allauth.account.authentication import get_authentication_records
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _


def is_used(request: HttpRequest) -> bool:
    """Who comes from the identity provider, or with a passkey, did not use it."""
    records = get_authentication_records(request, request.user)
    return getattr(request.user, "password_is_given", False) and any(record.get("method") == "password" for record in records)


def ask_for_ones_own(request: HttpRequest) -> HttpResponseRedirect:
    messages.info(request, _("Your password was chosen by somebody else. Choose one of your own here to go on."))
    return redirect("account_change_password")
