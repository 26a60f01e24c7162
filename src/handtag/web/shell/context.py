"""What the frame of every page shows: the menu, the chosen assignment, the look, the reference number."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from handtag.web.shell.assignment import current_viewer
from handtag.web.shell.nav import menu_for
from handtag.web.shell.preferences import SCHEMES, scheme_of
from handtag.web.shell.reference import reference_of
from handtag.web.shell.roles import ROLE_NAMES


def shell(request: HttpRequest) -> dict[str, Any]:
    viewer = current_viewer(request) if hasattr(request, "user") else None
    herself = viewer is not None and bool(viewer.identity)
    return {
        "viewer": None if herself else viewer,  # who is here as herself works nowhere
        "herself": herself,
        "viewer_role": ROLE_NAMES[viewer.role] if viewer is not None else "",
        "menu": SimpleLazyObject(
            lambda: menu_for(viewer, request.path) if viewer is not None and not herself else []
        ),  # a fragment has none
        "scheme": scheme_of(request),
        "schemes": SCHEMES,
        "languages": settings.LANGUAGES,
        "LANGUAGE_CODE": get_language(),
        "reference": reference_of(request),
        "is_demo": settings.DEMO,
        "identity_provider": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
    }
