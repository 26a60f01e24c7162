"""What this app holds about one person, for the extract that she has a right to."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from handtag.apps.orders.attachments import Attachment
from handtag.apps.orders.models import Draft, Message, Order, OrderLine, Standing
from handtag.apps.people.secrecy import hidden_from
from handtag.domain.access import Viewer
from handtag.domain.values.extracts import Code, Section, Subject, Where

MODELS = (Attachment, Draft, Message, Order, OrderLine, Standing)


def sections(viewer: Viewer, subject: Subject) -> Iterator[Section]:
    """Orders placed by the viewer's care provider or handled at the centre it runs, without those that a block hides."""
    ours = Q(unit__principal_id=viewer.principal_id) | Q(centre__run_by_id=viewer.principal_id)
    found = open_orders(viewer, subject).filter(ours)
    columns = ("number", "kind", "state", "placed_at", "unit__name", "delivery_point__name", "payer__name", "note")
    rows = (
        (number, Code(kind), Code(state), at, Where(unit), Where(point), Where(payer), note)
        for number, kind, state, at, unit, point, payer, note in found.order_by("pk").values_list(*columns)
    )
    yield Section("orders", ("order", "kind", "state", "at", "unit", "delivery_point", "payer", "text"), tuple(rows))
    lines = OrderLine.objects.filter(order__in=found.values("pk")).order_by("pk")
    of_line = ("order__number", "article__name", "quantity", "device__number", "state", "promised_on", "delivered_on")
    told = (
        (order, article, quantity, device, Code(state), *days)
        for order, article, quantity, device, state, *days in lines.values_list(*of_line)
    )
    yield Section("order_lines", ("order", "article", "quantity", "device", "state", "promised_on", "delivered_on"), tuple(told))
    messages = Message.objects.filter(order__in=found.values("pk")).order_by("pk").values_list("sent_at", "order__number", "code")
    yield Section("order_messages", ("at", "order", "kind"), tuple((at, order, Code(code)) for at, order, code in messages))
    about = Message.objects.filter(prescription__person_id__in=subject.ids, prescription__unit__principal_id=viewer.principal_id)
    about = about.exclude(
        hidden_from(viewer, person="prescription__person_id", unit="prescription__unit_id", principal="prescription__unit__principal_id")
    )
    told_of = about.order_by("pk").values_list("sent_at", "code")
    yield Section("prescription_messages", ("at", "kind"), tuple((at, Code(code)) for at, code in told_of))
    sent = Attachment.objects.filter(order__in=found.values("pk")).order_by("pk").values_list("added_at", "order__number", "title")
    yield Section("order_attachments", ("at", "order", "text"), tuple(sent))
    begun = Draft.objects.filter(prescription__person_id__in=subject.ids, prescription__unit__principal_id=viewer.principal_id)
    hidden = hidden_from(
        viewer, person="prescription__person_id", unit="prescription__unit_id", principal="prescription__unit__principal_id"
    )
    drafts = begun.exclude(hidden).order_by("pk").values_list("saved_at", "prescription__unit__name", "wanted__note")
    yield Section("order_drafts", ("at", "unit", "text"), tuple((at, Where(unit), note) for at, unit, note in drafts))
    lasting = Standing.objects.filter(prescription__person_id__in=subject.ids, prescription__unit__principal_id=viewer.principal_id)
    said = ("decision__article__name", "pieces", "valid_from", "valid_to", "ended_on", "prescription__unit__name")
    terms = lasting.exclude(hidden).order_by("pk").values_list(*said)
    lasts = tuple((article, pieces, first, last, ended, Where(unit)) for article, pieces, first, last, ended, unit in terms)
    yield Section("standing_orders", ("article", "quantity", "from", "to", "ended_at", "unit"), lasts)


def open_orders(viewer: Viewer, subject: Subject) -> QuerySet[Order]:
    """Everyone's orders for the person but those that a block hides from the viewer."""
    found: QuerySet[Order] = Order.objects.filter(person_id__in=subject.ids)
    return found.exclude(hidden_from(viewer, person="person_id", unit="unit_id", principal="unit__principal_id"))
