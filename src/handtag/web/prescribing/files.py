"""Photos and papers of a prescription: kept, read, taken away. The file itself comes from a use case that logs who read it."""

from base64 import b64decode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.domain.access import Permission, Viewer
from handtag.usecases.prescribing.keep_file import KeepFile, keep_file
from handtag.usecases.prescribing.open_file import OpenFile, open_file
from handtag.usecases.prescribing.remove_file import RemoveFile, remove_file
from handtag.web.prescribing.forms import FileForm
from handtag.web.prescribing.work import page
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import perform, refusals_on, see_other
from handtag.web.ui.forms import CommandForm


@require_POST
@signed_in(Permission.PRESCRIBE)
def keep(request: HttpRequest, viewer: Viewer, key: UUID) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form):
            perform(viewer, keep_file, KeepFile(key, form.cleaned_data["title"], form.cleaned_data["content"]), form=form)
            return see_other(request, "prescribing:prescription", key, message=_("The file is kept with the prescription."))
    return page(request, viewer, key, file_form=form)


@signed_in(Permission.PRESCRIBE)
def show(request: HttpRequest, viewer: Viewer, key: UUID, file_id: int) -> HttpResponse:
    """A file to keep: the browser neither shows it as a page of ours nor guesses what it is."""
    found = perform(viewer, open_file, OpenFile(key, file_id))
    answer = HttpResponse(b64decode(found.content), content_type=found.media_type)
    name = f"{found.title}.{found.media_type.rpartition('/')[2]}"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
@signed_in(Permission.PRESCRIBE)
def remove(request: HttpRequest, viewer: Viewer, key: UUID, file_id: int) -> HttpResponse:
    form = CommandForm(request.POST)
    if form.is_valid():
        perform(viewer, remove_file, RemoveFile(key, file_id), form=form)
    return see_other(request, "prescribing:prescription", key, message=_("The file is no longer with the prescription."))
