"""What is sent with an order: attached, read, taken away. The file itself comes from a use case that logs who read it."""

from base64 import b64decode

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.domain.access import Permission, Viewer
from handtag.usecases.ordering.attach_file import AttachFile, attach_file
from handtag.usecases.ordering.open_attachment import OpenAttachment, open_attachment
from handtag.usecases.ordering.remove_attachment import RemoveAttachment, remove_attachment
from handtag.web.ordering import showing
from handtag.web.ordering.forms import AttachForm
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import perform, refusals_on, render_page, see_other
from handtag.web.ui.forms import CommandForm


@require_POST
@signed_in(Permission.CANCEL_ORDER)
def attach(request: HttpRequest, viewer: Viewer, number: str) -> HttpResponse:
    form = AttachForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals_on(form):
            given = form.cleaned_data
            perform(viewer, attach_file, AttachFile(number, given["title"], given["content"]), form=form)
            return see_other(request, "ordering:order", number, message=_("The file is sent with the order."))
    return render_page(request, "ordering/order.html", {**showing.shown(viewer, number), "attach_form": form}, form=form)


@signed_in(Permission.READ_ORDER)
def attachment(request: HttpRequest, viewer: Viewer, number: str, attachment_id: int) -> HttpResponse:
    """A file to keep: the browser neither shows it as a page of ours nor guesses what it is."""
    found = perform(viewer, open_attachment, OpenAttachment(number, attachment_id))
    answer = HttpResponse(b64decode(found.content), content_type=found.media_type)
    name = f"{found.title}.{found.media_type.rpartition('/')[2]}"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
@signed_in(Permission.CANCEL_ORDER)
def remove(request: HttpRequest, viewer: Viewer, number: str, attachment_id: int) -> HttpResponse:
    form = CommandForm(request.POST)
    if form.is_valid():
        perform(viewer, remove_attachment, RemoveAttachment(number, attachment_id), form=form)
    return see_other(request, "ordering:order", number, message=_("The file is no longer with the order."))
