"""Changing the catalogue: one article's details, attributes of ISO groups, and pictures and documents as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.catalogue import queries, queries_details
from handtag.domain.access import Permission, Viewer
from handtag.usecases.catalogue.define_attribute import DefineAttribute, define_attribute
from handtag.usecases.catalogue.remove_article_file import RemoveArticleFile, remove_article_file
from handtag.web.catalogue.changes import CHANGES
from handtag.web.catalogue.forms import AttributeForm
from handtag.web.catalogue.words import value_words
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import bound, perform, refusals_on, render_page, see_other
from handtag.web.ui.parts import Crumb


@signed_in(Permission.MANAGE_CATALOGUE)
def change(request: HttpRequest, viewer: Viewer, number: str, part: str) -> HttpResponse:
    """One part of what the catalogue says of an article."""
    deed = CHANGES.get(part)
    if deed is None:
        raise Http404(part)
    article = queries.article_page(viewer, number).article
    form = bound(deed.form, request, **deed.options(viewer, article))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            deed.act(viewer, article, form)
            return see_other(request, "catalogue:article", number, message=str(deed.said))
    crumbs = [Crumb(_("Assortment"), reverse("catalogue:search")), Crumb(article.name, reverse("catalogue:article", args=[number]))]
    context = {"deed": deed, "article": article, "others": CHANGES.values(), "crumbs": [*crumbs, Crumb(str(deed.title))]}
    return render_page(request, "catalogue/change.html", context, form=form)


@signed_in(Permission.MANAGE_CATALOGUE)
def attribute(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """What is told of every article of an ISO group."""
    form = bound(AttributeForm, request, initial={"iso_group": request.GET.get("grupp", "")})
    if form.is_bound and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "command_id"}
        with refusals_on(form):
            perform(viewer, define_attribute, DefineAttribute(**given), form=form)
            return see_other(request, "catalogue:attribute", message=_("The attribute is kept."))
    return render_page(request, "catalogue/attribute.html", {"crumbs": [Crumb(_("Assortment"), reverse("catalogue:search"))]}, form=form)


@signed_in()
def compare(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Articles side by side: what is told of them, with what differs marked."""
    found = queries_details.comparison(viewer, request.GET.get("artiklar", "").replace(",", " ").split())
    rows = [(one, [value_words(value, one.type, one.unit) for value in values], differs) for one, values, differs in found.rows]
    context = {"articles": found.articles, "rows": rows, "most": queries_details.MOST_COMPARED}
    context["crumbs"] = [Crumb(_("Assortment"), reverse("catalogue:search")), Crumb(_("Compare"))]
    return render_page(request, "catalogue/compare.html", context)


@signed_in()
def file(request: HttpRequest, viewer: Viewer, file_id: int) -> HttpResponse:
    """A picture as a picture; a document to keep. The browser is told never to guess what it is."""
    found = queries_details.picture_or_document(viewer, file_id)
    answer = HttpResponse(bytes(found.content.content), content_type=found.content.media_type)
    ending = found.content.media_type.rpartition("/")[2]
    answer["Content-Disposition"] = content_disposition_header(found.kind != "picture", f"{found.title}.{ending}") or "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


@require_POST
@signed_in(Permission.MANAGE_CATALOGUE)
def remove_file(request: HttpRequest, viewer: Viewer, number: str, file_id: int) -> HttpResponse:
    """A picture or document is hidden."""
    perform(viewer, remove_article_file, RemoveArticleFile(file_id))
    return see_other(request, "catalogue:article", number, message=_("The file is no longer shown."))
