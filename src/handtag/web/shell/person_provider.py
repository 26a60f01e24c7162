"""What a provider of electronic identities says of somebody, and whether it is enough to know that it is she."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from handtag.domain.values.errors import Refused
from handtag.web.shell import own_session

PROVIDER = "person"


def admitted(request: HttpRequest, claims: dict[str, Any]) -> HttpResponseBase | str:
    """The way on for who may come in; otherwise why not: `weak` when the sign-in was not as strong as is demanded, `unclear` when no
    identity number came with it (HSLF-FS 2016:40 3 kap. 15 §: strong authentication over open networks).
    """
    demanded = settings.PERSON_OIDC_ACR
    if demanded and claims.get("acr") not in demanded:
        return "weak"
    number = str(claims.get(settings.PERSON_OIDC_NUMBER_CLAIM, ""))
    name = " ".join(str(claims.get(part, "")) for part in ("given_name", "family_name")).strip()
    try:
        own_session.begin(request, number, name or str(claims.get("name", "")))
    except Refused:
        return "unclear"
    return redirect("own:start")
