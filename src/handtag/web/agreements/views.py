"""The agreements' pages: "Who pays?", the published versions, and one version to read."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from handtag.apps.agreements import queries
from handtag.apps.organisations.queries import county_agreement
from handtag.domain.values.errors import NotFound
from handtag.web.agreements import reading
from handtag.web.agreements.products import suggestions
from handtag.web.agreements.question import read_question
from handtag.web.agreements.standing import standings
from handtag.web.shell.assignment import current_viewer, today
from handtag.web.shell.http import render_page
from handtag.web.ui.parts import Crumb
from handtag.web.ui.tables import Column, Columns

VERSION_COLUMNS = Columns(
    Column("name", _lazy("Agreement"), primary=True),
    Column("version", _lazy("Version")),
    Column("valid", _lazy("Valid"), kind="date"),
    Column("state", _lazy("Status"), kind="status"),
    Column("published", _lazy("Published"), kind="date"),
)
VALUE_COLUMNS = Columns(
    Column("title", _lazy("What"), primary=True),
    Column("value", _lazy("Value")),
    Column("since", _lazy("From"), kind="date"),
    Column("state", _lazy("Status"), kind="status"),
    Column("clause", _lazy("Clause")),
)


def who_pays(request: HttpRequest) -> HttpResponse:
    """Who pays, may it be prescribed, and why: answered from the address alone, so that an answer can be shared as a link."""
    published = {version.agreement_id: version.name for version in reversed(queries.published_versions())}
    viewer = current_viewer(request)
    own = county_agreement(viewer) if viewer else ""
    preferred = own if own in published else next(iter(published), "")
    question = read_question(request.GET, sorted(published.items(), key=lambda item: item[1]), preferred, today())
    context = {
        "question": question,
        "published": published,
        "suggestions": suggestions(question.version.document) if question.version else [],
        "link": request.build_absolute_uri(f"{request.path}?{question.link}") if question.link else "",
    }
    return render_page(request, "agreements/who_pays.html", context, partial="who-pays", form=question.form)


def versions(request: HttpRequest) -> HttpResponse:
    """Every published version, newest first within its agreement."""
    return render_page(
        request, "agreements/versions.html", {"standings": standings(queries.published_versions(), today()), "columns": VERSION_COLUMNS}
    )


def version(request: HttpRequest, agreement_id: str, version: str) -> HttpResponse:
    """One published version to read and search: parties, list, rules, values, doubts."""
    found = {(one.row.agreement_id, one.row.version): one for one in standings(queries.published_versions(), today())}
    standing = found.get((agreement_id, version))
    if standing is None:
        raise NotFound("agreements.no_version")
    document = queries.compiled_version(standing.row.pk).document
    query = request.GET.get("q", "").strip()
    columns = reading.list_columns(document)
    rows = reading.list_rows(document, columns, query)
    context = {
        "standing": standing,
        "document": document,
        "query": query,
        "columns": columns,
        "rows": rows,
        "row_count": sum(row.clause is not None for row in rows),
        "tables": reading.rule_tables(document),
        "values": reading.value_rows(document),
        "value_columns": VALUE_COLUMNS,
        "doubts": list(reading.doubts(document)),
        "assumptions": reading.assumptions(document),
        "crumbs": [Crumb(_("Agreements"), reverse("agreements:list")), Crumb(document.title)],
    }
    return render_page(request, "agreements/version.html", context, partial="list")
