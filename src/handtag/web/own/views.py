"""What a person has and waits for, who has read about her, and on what terms she borrows."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from handtag.domain.access import Viewer
from handtag.domain.values.errors import NotFound
from handtag.files.loan_terms import loan_terms
from handtag.usecases.own.open_own import OpenOwn, OwnPage, open_own
from handtag.usecases.own.open_own_log import OpenOwnLog, open_own_log
from handtag.usecases.words import word
from handtag.usecases.words_own import ACTING, OUTCOMES, REQUESTS
from handtag.usecases.words_subject import told
from handtag.web.own.responsibility import own_responsibility
from handtag.web.shell.http import perform, render_page
from handtag.web.shell.own_session import as_herself
from handtag.web.shell.roles import ROLE_NAMES


@as_herself
def start(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Her own things, or those of the first she acts for; about whom nothing is kept is told so."""
    try:
        page = perform(viewer, open_own, OpenOwn())
    except NotFound:
        return render_page(request, "own/nothing.html")
    return render_page(request, "own/start.html", _shown(page))


@as_herself
def person(request: HttpRequest, viewer: Viewer, person_key: UUID) -> HttpResponse:
    return render_page(request, "own/start.html", _shown(perform(viewer, open_own, OpenOwn(person_key))))


@as_herself
def log(request: HttpRequest, viewer: Viewer, person_key: UUID) -> HttpResponse:
    """Day by day, in the words of the extract of the log."""
    page = perform(viewer, open_own, OpenOwn(person_key))
    found = perform(viewer, open_own_log, OpenOwnLog(person_key))
    roles = {role.value: str(name) for role, name in ROLE_NAMES.items()}
    days: dict[Any, list[dict[str, Any]]] = {}
    for one in found.readings:
        own = one.ground in ACTING
        who = ACTING[one.ground] if own else ", ".join(part for part in (one.unit or one.provider, roles.get(one.role, "")) if part)
        why = "" if own else word(one.ground)
        days.setdefault(one.on, []).append({"who": who, "what": told(one.action), "why": why, "count": one.count})
    return render_page(request, "own/log.html", {**_shown(page), "days": list(days.items()), "is_whole": found.is_whole})


@as_herself
def terms(request: HttpRequest, viewer: Viewer, person_key: UUID) -> HttpResponse:
    page = perform(viewer, open_own, OpenOwn(person_key))
    bought = own_responsibility(page.agreement_id, viewer.on)
    return render_page(request, "own/terms.html", {**_shown(page), "terms": loan_terms(), "bought": bought})


def _shown(page: OwnPage) -> dict[str, Any]:
    return {
        "page": page,
        "about": page.about,
        "is_own": page.about.ground == "own",
        "ground": ACTING[page.about.ground],
        "others": [(one, ACTING[one.ground]) for one in page.whom if one.key != page.about.key],
        "waiting": [(one, REQUESTS[one.kind]) for one in page.requests if not one.outcome],
        "answered": [(one, REQUESTS[one.kind], OUTCOMES[one.outcome]) for one in page.requests if one.outcome][:5],
    }
