"""Rows of orders: locked, added, moved on. The order's state is re-projected here and nowhere else."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, Min, Prefetch, Q, Sum

from handtag.apps.catalogue.models import Article
from handtag.apps.catalogue.queries import equivalents_of, parts_of
from handtag.apps.orders.attachments import Attachment
from handtag.apps.orders.models import Draft, MailWish, Message, Order, OrderLine, OrderSheet, SheetLine, Standing
from handtag.apps.organisations.models import CostCentre, DeliveryPoint, Principal, Unit
from handtag.apps.people.models import Person
from handtag.apps.prescriptions.models import Prescription, PrescriptionDecision
from handtag.apps.stock.models import Device, Location, Lot, PiecesHeld
from handtag.domain.access import Viewer
from handtag.domain.ordering import GOODS, OPEN_STATES, Terms, order_state
from handtag.domain.stock import plain_number
from handtag.domain.stores import UNSTAFFED
from handtag.domain.values.errors import NotFound


@dataclass(frozen=True)
class Recipient:
    """For whom an order is and who pays it."""

    person: Person | None
    unit: Unit
    payer: Principal
    cost_centre: CostCentre
    delivery_point: DeliveryPoint


def lock_order(viewer: Viewer, number: str) -> Order:
    """The order with every line locked in key order, loaded in `order.lines.all()`. Raises NotFound."""
    lines = OrderLine.objects.select_for_update(of=("self",)).select_related("article", "device").order_by("pk")
    order: Order | None = (
        Order.objects.visible_to(viewer)
        .filter(centre_id=viewer.centre_id, number=number)
        .select_related("unit", "payer", "cost_centre", "delivery_point", "decision", "prescription", "person")
        .select_for_update(of=("self",))
        .prefetch_related(Prefetch("lines", queryset=lines))
        .first()
    )
    if order is None:
        raise NotFound("ordering.order_not_found", number=number)
    return order


def lock_waiting_for_purchase(centre_id: int, articles: Collection[int]) -> list[Order]:
    """The centre's orders with a line that waits for some of these articles (by row) to be bought, locked in key order with every line."""
    waiting = OrderLine.objects.filter(article_id__in=articles, state="placed", device=None, waits_for="purchase", order__kind__in=GOODS)
    orders = Order.objects.filter(centre_id=centre_id, pk__in=waiting.values("order_id")).select_for_update(of=("self",)).order_by("pk")
    lines = OrderLine.objects.select_for_update(of=("self",)).select_related("article").order_by("pk")
    return list(orders.select_related("delivery_point").prefetch_related(Prefetch("lines", queryset=lines)))


def open_line_for_device(device: Device) -> OrderLine | None:
    """The living order line the device is on, if any; at most one can exist."""
    return OrderLine.objects.select_related("order").filter(device=device, state__in=OPEN_STATES).first()


def lock_open_line_for_device(device: Device) -> OrderLine | None:
    """As open_line_for_device, with the order locked before the line."""
    found = open_line_for_device(device)
    if found is None:
        return None
    Order.objects.select_for_update().get(pk=found.order_id)
    return OrderLine.objects.select_for_update(of=("self",)).select_related("order").get(pk=found.pk)


def add_order(
    *,
    number: str,
    kind: str,
    centre_id: int,
    recipient: Recipient,
    placed_at: datetime,
    placed_by: str,
    note: str,
    decision: PrescriptionDecision | None = None,
    prescription: Prescription | None = None,
    agreement_version_id: int | None = None,
    standing: Standing | None = None,
) -> Order:
    return Order.objects.create(
        number=number, kind=kind, centre_id=centre_id, state="placed",
        placed_at=placed_at, placed_by=placed_by, note=note, person=recipient.person, unit=recipient.unit, payer=recipient.payer,
        cost_centre=recipient.cost_centre, delivery_point=recipient.delivery_point, decision=decision, prescription=prescription,
        agreement_version_id=agreement_version_id, standing=standing,
    )  # fmt: skip


def add_line(
    order: Order,
    article: Article,
    *,
    quantity: int = 1,
    promised_on: date,
    is_accessory: bool = False,
    device: Device | None = None,
    ready_on: date | None = None,
    waits_for: str = "stock",
    own_only: str = "",
) -> OrderLine:
    line = OrderLine.objects.create(
        order=order, article=article, quantity=quantity, promised_on=promised_on, is_accessory=is_accessory,
        device=device, state="placed", ready_on=ready_on, waits_for=waits_for, own_only=own_only,
    )  # fmt: skip
    project_state(order)
    return line


def set_line_states(order: Order, lines: Sequence[OrderLine], state: str, **fields: Any) -> None:
    """Move these lines of the order to `state`, with other columns if given, and project the order's state again."""
    changes = {"state": state, **fields}
    OrderLine.objects.filter(order=order, pk__in=[line.pk for line in lines]).update(**changes)
    for line in lines:
        for name, value in changes.items():
            setattr(line, name, value)
    project_state(order)


def set_days(lines: Iterable[OrderLine]) -> None:
    """Keep the days of the lines, and what they wait for, as they have been set on them."""
    OrderLine.objects.bulk_update(list(lines), ["promised_on", "first_promised_on", "ready_on", "waits_for"])


def add_standing(
    prescription: Prescription, decision: PrescriptionDecision, point: DeliveryPoint, terms: Terms, *, key: UUID, at: datetime, by: str
) -> Standing:
    standing: Standing = Standing.objects.create(
        key=key, prescription=prescription, decision=decision, delivery_point=point, pieces=terms.pieces,
        interval_days=terms.interval_days, valid_from=terms.valid_from, valid_to=terms.valid_to, started_by=by, started_at=at,
    )  # fmt: skip
    return standing


def open_standing(prescription: Prescription) -> Standing | None:
    found: Standing | None = Standing.objects.filter(prescription=prescription, ended_on=None).first()
    return found


def standing_by_key(viewer: Viewer, key: UUID) -> Standing:
    """A standing prescription of the viewer's unit, not locked: its prescription is, first. Raises NotFound."""
    found: Standing | None = Standing.objects.visible_to(viewer).filter(key=key).select_related("prescription").first()
    if found is None:
        raise NotFound("ordering.no_standing")
    return found


def lock_standing(standing: Standing) -> Standing:
    """As it is now, locked, with what a withdrawal needs; its prescription is locked before it."""
    locked: Standing = (
        Standing.objects.select_for_update(of=("self",))
        .select_related("decision__article", "decision__payer", "delivery_point")
        .get(pk=standing.pk)
    )
    return locked


def terms_of(standing: Standing) -> Terms:
    return Terms(standing.pieces, standing.interval_days, standing.valid_from, standing.valid_to)


def last_withdrawal(standing: Standing) -> datetime | None:
    """When pieces were last withdrawn; a cancelled withdrawal does not count."""
    last: datetime | None = Order.objects.filter(standing=standing).exclude(state="cancelled").aggregate(last=Max("placed_at"))["last"]
    return last


def end_standing(standing: Standing, on: date) -> None:
    standing.ended_on = on
    standing.save(update_fields=["ended_on"])


def living_lines(order: Order) -> list[OrderLine]:
    """The order's lines that are not cancelled, as they are now."""
    return list(OrderLine.objects.filter(order=order).exclude(state="cancelled").select_related("article", "device").order_by("pk"))


def set_quantities(lines: Iterable[OrderLine]) -> None:
    """Keep the quantities as they have been set on the lines."""
    OrderLine.objects.bulk_update(list(lines), ["quantity"])


def change_header(order: Order, point: DeliveryPoint, note: str) -> None:
    order.delivery_point, order.note = point, note
    Order.objects.filter(pk=order.pk).update(delivery_point=point, note=note)


def tell(order: Order, code: str, params: Mapping[str, object], *, at: datetime, by: str) -> None:
    """A message to whoever placed the order."""
    Message.objects.create(order=order, to=order.placed_by, code=code, params=dict(params), sent_at=at, sent_by=by)


def tell_about(prescription: Prescription, to: str, code: str, params: Mapping[str, object], *, at: datetime, by: str) -> None:
    Message.objects.create(prescription=prescription, to=to, code=code, params=dict(params), sent_at=at, sent_by=by)


def is_told(prescription: Prescription, code: str, params: Mapping[str, object]) -> bool:
    """Whether exactly this has been said about the prescription, to anybody."""
    said = Message.objects.filter(prescription=prescription, code=code).values_list("params", flat=True)
    return any(one == dict(params) for one in said)


def has_read_all(code: str) -> bool:
    return not Message.objects.filter(to=code, read_at=None).exists()


def wants_mail(code: str) -> bool:
    """At once, that is; who wants it once a day or once a week is asked by the timer."""
    return MailWish.objects.filter(code=code, often="at_once").exists()


def due_digests(often: str, before: datetime) -> list[MailWish]:
    """Who wants mail so often, was not mailed since `before`, and has unread messages that came after the last mail; locked."""
    rows = MailWish.objects.select_for_update().filter(Q(mailed_at=None) | Q(mailed_at__lte=before), often=often).order_by("pk")
    unread = Message.objects.filter(read_at=None)
    return [one for one in rows if unread.filter(to=one.code, sent_at__gt=one.mailed_at or one.set_at).exists()]


def note_mailed(wish: MailWish, at: datetime) -> None:
    wish.mailed_at = at
    wish.save(update_fields=["mailed_at"])


def set_mail(code: str, address: str, *, often: str = "at_once", at: datetime) -> None:
    """Where and how often someone is mailed that there are messages; an empty address: nowhere."""
    if address:
        MailWish.objects.update_or_create(code=code, defaults={"address": address, "often": often, "set_at": at})
    else:
        MailWish.objects.filter(code=code).delete()


def read_messages(viewer: Viewer, pks: Iterable[int], *, at: datetime) -> int:
    """Those of the messages that are the viewer's and unread; how many they were."""
    unread = Message.objects.visible_to(viewer).filter(pk__in=list(pks), read_at=None)
    return int(unread.update(read_at=at))


def save_sheet(viewer: Viewer, name: str, lines: Iterable[tuple[Article, int]], *, at: datetime) -> OrderSheet:
    """The unit's template of that name, or without a name what the viewer has begun, holds these lines and no others."""
    key: dict[str, Any] = {"unit_id": viewer.unit_id, "name": name} | ({} if name else {"saved_by": viewer.code})
    sheet, _ = OrderSheet.objects.update_or_create(**key, defaults={"saved_by": viewer.code, "saved_at": at})
    SheetLine.objects.filter(sheet=sheet).delete()
    SheetLine.objects.bulk_create(SheetLine(sheet=sheet, article=article, quantity=quantity) for article, quantity in lines)
    return sheet


def discard_sheet(viewer: Viewer, name: str) -> bool:
    """Whether there was such a template of the unit, or without a name something the viewer had begun."""
    found = OrderSheet.objects.visible_to(viewer).select_for_update().filter(name=name)
    rows = list(found if name else found.filter(saved_by=viewer.code))  # locked before its lines, as when it is saved
    return bool(OrderSheet.objects.filter(pk__in=[row.pk for row in rows]).delete()[0])


def save_draft(prescription: Prescription, wanted: dict[str, object], *, at: datetime, by: str) -> None:
    Draft.objects.update_or_create(prescription=prescription, defaults={"wanted": wanted, "saved_at": at, "saved_by": by})


def discard_draft(prescription: Prescription) -> None:
    Draft.objects.filter(prescription=prescription).delete()


def attachments_sent(order: Order) -> int:
    """How many files are with the order now."""
    return int(Attachment.objects.filter(order=order, removed_at=None).count())


def add_attachment(order: Order, title: str, media_type: str, content: bytes, *, at: datetime, by: str) -> Attachment:
    sent: Attachment = Attachment.objects.create(
        order=order, title=title, media_type=media_type, size=len(content), content=content, added_at=at, added_by=by
    )
    return sent


def attachment_of(order: Order, attachment_id: int) -> Attachment:
    """A file that is with the order now, without its content. Raises NotFound."""
    found: Attachment | None = Attachment.objects.filter(order=order, removed_at=None, pk=attachment_id).defer("content").first()
    if found is None:
        raise NotFound("ordering.no_attachment", field="attachment_id")
    return found


def remove_attachment(attachment: Attachment, *, at: datetime, by: str) -> None:
    attachment.removed_at, attachment.removed_by = at, by
    attachment.save(update_fields=["removed_at", "removed_by"])


def project_state(order: Order) -> None:
    """`order.state` from its lines as they are stored."""
    states: Iterable[str] = OrderLine.objects.filter(order=order).values_list("state", flat=True)
    order.state = order_state(states)
    Order.objects.filter(pk=order.pk).update(state=order.state)


def open_order_for(prescription: Prescription) -> Order | None:
    """The prescription's customer order that is still under way."""
    order: Order | None = (
        Order.objects.filter(prescription=prescription, kind="customer_order", lines__state__in=OPEN_STATES).order_by("pk").first()
    )
    return order


def lent_without_collection(prescription: Prescription) -> list[str]:
    """Numbers of devices delivered on the prescription that the person still has and nobody is to collect."""
    delivered = OrderLine.objects.filter(order__prescription=prescription, state="delivered", device__state="with_person")
    lent = Device.objects.filter(pk__in=delivered.values("device_id"), state="with_person", person_id=prescription.person_id)
    collected = OrderLine.objects.filter(order__kind="collection_order", state__in=OPEN_STATES, device__isnull=False)
    return list(lent.exclude(pk__in=collected.values("device_id")).order_by("number").values_list("number", flat=True))


def last_delivery_of(device: Device) -> OrderLine | None:
    """The line on which the device last reached a person, with its order's person, payer and cost centre."""
    lines = OrderLine.objects.filter(device=device, state="delivered")
    related = lines.select_related("order__person", "order__payer", "order__cost_centre", "order__prescription")
    return related.order_by("-delivered_on", "-pk").first()


def delivery_point(delivery_point_id: int) -> DeliveryPoint | None:
    return DeliveryPoint.objects.select_related("unit").filter(pk=delivery_point_id).first()


def first_cost_centre(principal: Principal) -> CostCentre | None:
    """The principal's first cost centre by code."""
    return CostCentre.objects.filter(principal=principal).order_by("code").first()


def fitting_numbers(main: Article) -> set[str]:
    """Numbers of the articles that fit the main article."""
    return set(parts_of(main).values_list("number", flat=True))


def equivalents_in_assortment(article: Article) -> list[Article]:
    """What may stand in for the article and can still be ordered."""
    return [other.article for other in equivalents_of([article])[article.pk] if other.article.assortment != "phased_out"]


def shelf_of(article: Article, quantity: int, on: date, lot: Lot | None = None) -> Location | None:
    """Where somebody picks pieces of a counted article: of those with enough the one whose pieces expire first, then where most lie.

    None when none has any that may leave on the day.
    """
    held = PiecesHeld.objects.filter(article=article, place="store", quantity__gt=0).exclude(location__kind__in=UNSTAFFED)
    fresh = (held.filter(lot=lot) if lot else held).exclude(lot__expires_on__lt=on)
    found = fresh.order_by().values_list("location_id").annotate(pieces=Sum("quantity"), first=Min("lot__expires_on"))
    rows = sorted(found, key=lambda row: (row[1] < quantity, row[2] or date.max, -row[1], row[0]))
    return Location.objects.get(pk=rows[0][0]) if rows else None


def lot_in_store(article: Article, code: str) -> Lot | None:
    """The article's lot with this code, however it was written."""
    found: Lot | None = Lot.objects.filter(article=article, code=plain_number(code)).first()
    return found
