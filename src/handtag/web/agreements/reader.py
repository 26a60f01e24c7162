"""The published agreements to read: all of them, one with its versions, and one version with its rules beside its words."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.apps.agreements import queries
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.web.agreements import reading
from handtag.web.agreements.doubts import doubt_blocks
from handtag.web.agreements.searching import found_words, read_search
from handtag.web.agreements.standing import Standing, standings
from handtag.web.shell.assignment import current_viewer, today
from handtag.web.shell.http import render_page
from handtag.web.ui.parts import Crumb
from handtag.web.ui.rules import spaced
from handtag.web.ui.tables import Column, Columns

VERSION_COLUMNS = Columns(
    Column("name", _lazy("Agreement"), primary=True),
    Column("version", _lazy("Version")),
    Column("valid", _lazy("Valid"), kind="date"),
    Column("state", _lazy("Status"), kind="status"),
    Column("published", _lazy("Published"), kind="date"),
)
OWN_COLUMNS = Columns(
    Column("version", _lazy("Version"), primary=True),
    Column("valid", _lazy("Valid"), kind="date"),
    Column("state", _lazy("Status"), kind="status"),
    Column("published", _lazy("Published"), kind="date"),
    Column("compare", _lazy("Compare")),
)
VALUE_COLUMNS = Columns(
    Column("title", _lazy("What"), primary=True),
    Column("value", _lazy("Value")),
    Column("since", _lazy("From"), kind="date"),
    Column("state", _lazy("Status"), kind="status"),
    Column("clause", _lazy("Clause")),
)


def versions(request: HttpRequest) -> HttpResponse:
    """Every published version, newest first within its agreement."""
    found = standings(queries.published_versions(), today())
    return render_page(request, "agreements/versions.html", {"standings": found, "columns": VERSION_COLUMNS})


def agreement(request: HttpRequest, agreement_id: str) -> HttpResponse:
    """One agreement: all its versions, each with the way to what it changed."""
    own = _own(agreement_id)
    if not own:
        raise NotFound("agreements.no_version")
    context = {
        "standings": list(zip(own, [*own[1:], None], strict=True)),
        "columns": OWN_COLUMNS,
        "newest": own[0].row,
        "may_draft": _may_draft(request),
        "crumbs": [Crumb(_("Agreements"), reverse("agreements:list")), Crumb(own[0].row.name)],
    }
    return render_page(request, "agreements/agreement.html", context)


def version(request: HttpRequest, agreement_id: str, version: str) -> HttpResponse:
    """One published version to read and search: rules beside the agreement's words, list, values, open questions."""
    own = _own(agreement_id)
    at = next((number for number, one in enumerate(own) if one.row.version == version), None)
    if at is None:
        raise NotFound("agreements.no_version")
    document = queries.compiled_version(own[at].row.pk).document
    search = read_search(request.GET.get("q", ""), document)
    context = {
        "standing": own[at],
        "earlier": own[at + 1].row if at + 1 < len(own) else None,
        "others": len(own) - 1,
        "document": document,
        "may_draft": _may_draft(request),
        "value_columns": VALUE_COLUMNS,
        "crumbs": [
            Crumb(_("Agreements"), reverse("agreements:list")),
            Crumb(document.title, reverse("agreements:agreement", args=[agreement_id])),
            Crumb(version),
        ],
        **reading.laid_out(document, search),
        "doubts": doubt_blocks(queries.doubts_of_version(own[at].row.pk), search.text),
        "words": [(word.word, [(code, spaced(code)) for code in word.iso_codes]) for word in found_words(document, search)],
    }
    return render_page(request, "agreements/version.html", context, partial="reading")


def _own(agreement_id: str) -> list[Standing]:
    """The versions of one agreement, newest first."""
    rows = [row for row in queries.published_versions() if row.agreement_id == agreement_id]
    return standings(rows, today())


def _may_draft(request: HttpRequest) -> bool:
    viewer = current_viewer(request)
    return viewer is not None and viewer.may(Permission.DRAFT_AGREEMENT)
