"""What persons may ask about what is kept: an extract of the register, made, read, handed over and saved as a file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from handtag.apps.access.queries import names_of
from handtag.apps.organisations.queries import issuers
from handtag.apps.people.queries_extracts import extracts_for_list
from handtag.domain.access import Permission, Viewer
from handtag.domain.values.errors import NotFound
from handtag.usecases.messages import sentence
from handtag.usecases.records.export_register_extract import FORMATS, ExportRegisterExtract, export_register_extract
from handtag.usecases.records.hand_over_extract import HandOverExtract, hand_over_extract
from handtag.usecases.records.make_register_extract import MakeRegisterExtract, make_register_extract
from handtag.usecases.records.open_register_extract import OpenRegisterExtract, open_register_extract
from handtag.usecases.words_subject import DELIVERIES, LEGAL_GROUNDS, SECTIONS, WITHHOLDINGS
from handtag.web.people import extract_file
from handtag.web.people.forms_records import ExtractForm, HandOverForm
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import bound, page_of, perform, refusals_on, render_page, see_other
from handtag.web.shell.spreadsheet import xlsx_answer
from handtag.web.ui.parts import Crumb


@signed_in(Permission.HAND_OUT_REGISTER)
def extracts(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The number goes in by POST; the extract has an address of its own that says nothing about the person."""
    form = bound(ExtractForm, request, issuers=issuers(viewer))
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            try:
                key = perform(viewer, make_register_extract, MakeRegisterExtract(**form.given))
            except NotFound as nobody:
                form.refuse(sentence(nobody), field="personnummer")
            else:
                return see_other(request, "people:register_extract", key)
    page = page_of(request, extracts_for_list(viewer))
    names = names_of(viewer, {one.made_by for one in page})
    return render_page(
        request, "people/extracts.html", {"page": page, "rows": [(one, names.get(one.made_by, "")) for one in page]}, form=form
    )


@signed_in(Permission.HAND_OUT_REGISTER)
def extract(request: HttpRequest, viewer: Viewer, extract_key: UUID) -> HttpResponse:
    """To read through, to print, and once it is handed over as a file."""
    wanted = request.GET.get("format", "")
    if wanted in FORMATS:
        return _as_file(viewer, extract_key, wanted)
    found = perform(viewer, open_register_extract, OpenRegisterExtract(extract_key))
    shown = {
        "extract": found,
        "sections": list(extract_file.sections(found)),
        "ground": LEGAL_GROUNDS[found.legal_ground],
        "delivery": DELIVERIES[found.delivery],
        "withheld": WITHHOLDINGS.get(found.withheld_reason, ""),
        "crumbs": [*_crumbs(), Crumb(_("Extract"))],
    }
    return render_page(request, "people/extract.html", shown)


@signed_in(Permission.HAND_OUT_REGISTER)
def hand_over(request: HttpRequest, viewer: Viewer, extract_key: UUID) -> HttpResponse:
    found = perform(viewer, open_register_extract, OpenRegisterExtract(extract_key))
    chosen = [(section.code, str(SECTIONS[section.code].title)) for section in found.sections if section.rows]
    form = bound(HandOverForm, request, sections=chosen)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        data = HandOverExtract(extract_key, given["identified_by"], given["is_read"], tuple(given["withheld"]), given["withheld_reason"])
        with refusals_on(form):
            perform(viewer, hand_over_extract, data, form=form)
            return see_other(request, "people:register_extract", extract_key, message=_("It is recorded that the extract is handed over."))
    crumbs = [*_crumbs(), Crumb(_("Extract"), reverse("people:register_extract", args=[extract_key])), Crumb(_("Hand over"))]
    return render_page(request, "people/hand_over.html", {"extract": found, "crumbs": crumbs}, form=form)


def _as_file(viewer: Viewer, key: UUID, wanted: str) -> HttpResponse:
    found = perform(viewer, export_register_extract, ExportRegisterExtract(key, wanted))
    if wanted == "xlsx":
        return xlsx_answer(_("register-extract"), extract_file.as_workbook(found))
    answer = HttpResponse(extract_file.as_json(found), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_("register-extract")}.json"'
    return answer


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Extracts of the register"), reverse("people:register_extracts"))]
