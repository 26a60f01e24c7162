"""The pages that ask the agreements: "Who pays?", and the same question put to every agreement."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from handtag.apps.agreements import queries
from handtag.apps.organisations.queries import county_agreement
from handtag.web.agreements.groups import GROUPS
from handtag.web.agreements.products import suggestions
from handtag.web.agreements.question import read_question
from handtag.web.agreements.same_person import ask_everywhere, suggested_words
from handtag.web.shell.assignment import current_viewer, today
from handtag.web.shell.http import render_page
from handtag.web.ui.tables import Column, Columns

ANSWER_COLUMNS = Columns(
    Column("county", _("Agreement"), primary=True),
    Column("payer", _("Who pays")),
    Column("rest", _("Prescription and follow-up")),
)


def who_pays(request: HttpRequest) -> HttpResponse:
    """Who pays, may it be prescribed, and why: answered from the address alone, so that an answer can be shared as a link."""
    published = {version.agreement_id: version.name for version in reversed(queries.published_versions())}
    own = county_agreement(current_viewer(request))
    preferred = own if own in published else next(iter(published), "")
    question = read_question(request.GET, sorted(published.items(), key=lambda item: item[1]), preferred, today())
    link = request.build_absolute_uri(f"{request.path}?{question.link}") if question.link else ""
    context = {
        "question": question,
        "published": published,
        "suggestions": suggestions(question.version.document) if question.version else [],
        "groups": GROUPS,
        "link": link,
        "as_text": question.as_text(link),
    }
    return render_page(request, "agreements/who_pays.html", context, partial="who-pays", form=question.form)


def same_person(request: HttpRequest) -> HttpResponse:
    """The same person in every county: one question, the answer of each agreement in force, differences marked."""
    versions = queries.compiled_in_force(today())
    own = county_agreement(current_viewer(request))
    asked = ask_everywhere(request.GET, versions, own, today())
    context = {
        "asked": asked,
        "versions": versions,
        "own": own if current_viewer(request) and asked.compares_with_own else "",
        "suggestions": suggested_words(versions),
        "columns": ANSWER_COLUMNS,
        "link": request.build_absolute_uri(f"{request.path}?{asked.link}") if asked.link else "",
    }
    return render_page(request, "agreements/same_person.html", context, partial="same-person", form=asked.form)
