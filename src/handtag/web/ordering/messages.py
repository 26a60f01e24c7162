"""What someone has been told about the orders they placed: one page, read and then marked as read."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from handtag.apps.orders import queries
from handtag.apps.orders.mailing import mail_address, mail_often
from handtag.domain.access import Permission, Viewer
from handtag.usecases.news import news
from handtag.usecases.ordering.read_messages import ReadMessages, read_messages
from handtag.usecases.ordering.set_mail import SetMail, set_mail
from handtag.web.ordering import lists
from handtag.web.ordering.forms import MailForm
from handtag.web.shell.assignment import signed_in
from handtag.web.shell.http import bound, page_of, perform, refusals_on, render_page, see_other
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
    shown["may_prescribe"] = viewer.may(Permission.PRESCRIBE)
    shown["mail_form"] = _mail_form(viewer) if settings.MAIL_HOST else None
    return render_page(request, "ordering/messages.html", shown, form=form)


@require_POST
@signed_in(Permission.READ_ORDER)
def mail(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Where to be mailed that there is a message."""
    form = MailForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            address = form.cleaned_data["address"]
            perform(viewer, set_mail, SetMail(address, form.cleaned_data["often"] or "at_once"), form=form)
            said = _("You are mailed when there is a message.") if address else _("You get no mail.")
            return see_other(request, "ordering:messages", message=said)
    shown = {"page": page_of(request, queries.messages_to(viewer)), "tabs": lists.tabs(request.GET, viewer, here="messages")}
    rows = [(message, news(message.code, message.params)) for message in shown["page"]]
    more = {"rows": rows, "mail_form": form, "may_prescribe": viewer.may(Permission.PRESCRIBE)}
    return render_page(request, "ordering/messages.html", {**shown, **more}, form=form)


def _mail_form(viewer: Viewer) -> MailForm:
    return MailForm(initial={"address": mail_address(viewer.code), "often": mail_often(viewer.code)})
