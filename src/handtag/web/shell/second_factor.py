"""Whether someone has shown more than a password in this session, where the role demands it."""

from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from handtag.domain.access import Viewer

STRONG = frozenset({"mfa", "socialaccount"})
"""A code, a key or a passkey here; or the identity provider, whose strength the mapping's demands see to."""


def is_missing(request: HttpRequest, viewer: Viewer) -> bool:
    """Over an open network patient data is read only after strong authentication (HSLF-FS 2016:40 3 kap. 15 §)."""
    if not {"all", viewer.role.value} & set(settings.SECOND_FACTOR_ROLES):
        return False
    records = get_authentication_records(request, request.user)
    return all(record.get("method") not in STRONG for record in records)


def ask_for_it(request: HttpRequest) -> HttpResponseRedirect:
    """Who has a second factor shows it and goes on; who has none sets it up first."""
    if is_mfa_enabled(request.user):
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': request.get_full_path()})}")
    messages.info(request, _("Your role demands two-step sign-in. Set up an app or a security key here to go on."))
    return redirect("mfa_index")
