"""What someone has been told about the orders they placed: one page, read and then marked as read."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from handtag.apps.orders import queries
from handtag.domain.access import Permission, Viewer
from handtag.usecases.news import news
from handtag.usecases.ordering.read_messages import ReadMessages, read_messages
from handtag.web.ordering import lists
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import bound, page_of, perform, render_page, see_other
from handtag.web.ui.forms import CommandForm


@signed_in(Permission.READ_ORDER)
def inbox(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Unread first. What is on the page is marked as read together."""
    page = page_of(request, queries.messages_to(viewer))
    form = bound(CommandForm, request)
    if form.is_bound and form.is_valid():
        unread = tuple(message.pk for message in page if message.read_at is None)
        perform(viewer, read_messages, ReadMessages(unread), form=form)
        return see_other(request, "ordering:messages", message=_("Marked as read."))
    rows = [(message, news(message.code, message.params)) for message in page]
    shown = {"page": page, "rows": rows, "tabs": lists.tabs(request.GET, viewer, here="messages"), "unread": queries.unread_count(viewer)}
    return render_page(request, "ordering/messages.html", shown, form=form)
