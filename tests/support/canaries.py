"""A whole case of one person at one unit, every free text of it a word that stands nowhere else; and another unit's case beside it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from tests.support import culling, device_list, drafts, log, register
from tests.support.lending import at, close, lend, make_ready, take_back
from tests.support.visits import Things
from tests.support.world import LONG_AGO, World

from handtag.apps.analysis.models import KeptList
from handtag.apps.billing.models import Charge, Invoice
from handtag.apps.handovers.models import Case, Handover
from handtag.apps.orders.attachments import Attachment
from handtag.apps.orders.models import Order
from handtag.apps.organisations.models import County, NumberSeries, Principal
from handtag.apps.people.models import CareRelation, Merge, Person, PersonIdentity
from handtag.apps.prescriptions.models import FollowUp, Prescription, Step
from handtag.apps.stock import store as stock
from handtag.apps.stock.models import Device
from handtag.db.fields import blind_index
from handtag.usecases.billing.credit_charge import CreditCharge, credit_charge
from handtag.usecases.billing.issue_invoices import IssueInvoices, issue_invoices

PERSON = {
    kind: f"quzx{kind}" for kind in ("given", "family", "address", "phone", "need", "goal", "step", "followup", "open", "file", "handover")
}
ORDER, DEVICE, REASON = "quzxorder", "quzxdevice", "quzxreason"
PROTECTED = ("quzxhiddenstreet", "quzxhiddenphone", "quzxhiddentown", "26QX")
FOREIGN_ORDER = "777000111"
DAY = date(2026, 12, 20)


@dataclass
class Cases:
    """`theirs` is Dagny's case at lulea_care, full of canaries; `own` is Frida's at health_centre: the same
    device later, and her identity is protected."""

    theirs: Things
    own: Things


def add_cases(world: World) -> Cases:
    theirs = _theirs(world)
    own = _own(world)
    for month in ("2026-10", "2026-11"):
        close(world, month, now=DAY)
        world.run(issue_invoices, IssueInvoices(world.centre.pk, month), "gun", now=at(DAY))
        for charge in Charge.objects.filter(kind="rent", month__first_day=f"{month}-01", order_line__order=theirs):
            world.run(credit_charge, CreditCharge(charge.pk, charge.last_day, REASON), "gun", now=at(DAY))
    close(world, "2026-12", now=date(2027, 1, 3))
    world.run(issue_invoices, IssueInvoices(world.centre.pk, "2026-12"), "gun", now=at(date(2027, 1, 3)))
    _hide_frida(world)
    for unit in ("store", "office", "lulea_office"):  # a relation of the unit opens nothing to roles that read about no person
        CareRelation.objects.create(
            person=world.persons["frida"], unit=world.units[unit], ground="order_case", stated_by="user:0",
            valid_from=LONG_AGO, recorded_at=world.now,
        )  # fmt: skip
    draft, run = drafts.changed(world), device_list.a_run(world)
    kept = KeptList.objects.get().key
    review, entry = log.reviewed(world)
    keys = {"draft_key": draft, "run_key": run, "list_key": kept, "review_key": review, "entry_id": entry}
    keys |= {"extract_key": log.extract(world), "register_key": register.extract(world)}
    keys |= {"culling_key": culling.proposed(culling.long_ago(world), at(DAY)).proposal_key}
    asked = (("dagny", "cilla", PERSON["phone"], REASON), ("frida", "anna", PROTECTED[1], "Samma pass"))
    about = (
        {"request_key": register.asked(world, "phone", f"{phone}2", name, by), "merge_key": _twin(world, name, why)}
        for name, by, phone, why in asked
    )
    return Cases(*(replace(things(world, order), **keys, **those) for order, those in zip((theirs, own), about, strict=True)))


def things(world: World, order: Order) -> Things:
    line = order.lines.first()
    invoice = Invoice.objects.filter(payer=order.payer).latest("pk")
    assert line is not None
    assert order.prescription is not None
    return Things(
        person_key=order.person.key, prescription_key=order.prescription.key, order_number=order.number, device_number="D1001",
        line_id=line.pk, charge_id=Charge.objects.filter(order_line__order=order, kind="rent").earliest("pk").pk,
        invoice_number=invoice.number, article_number="10001", agreement_id=world.version.agreement_id,
        version=world.version.version, month="2026-12", attachment_id=Attachment.objects.get().pk, words=(PERSON["family"], PERSON["open"]),
        **_handed(order.prescription),
    )  # fmt: skip


def a_handover(world: World, prescription: Prescription) -> None:
    """To another of the same unit, and a change to settle."""
    said: dict[str, Any] = {"reason": "staff_change", "what": PERSON["handover"], "goal": PERSON["handover"]}
    unit = prescription.unit
    Handover.objects.create(
        key=uuid4(), prescription=prescription, from_unit=unit, to_unit=unit, next_follow_up_on=DAY, offered_by="user:1",
        offered_at=world.now, **said,
    )  # fmt: skip
    Case.objects.create(
        key=uuid4(), prescription=prescription, kind="housing_changed", happens_on=DAY, found_by="system:timer", found_at=world.now
    )  # fmt: skip


def _handed(prescription: Prescription) -> dict[str, UUID]:
    found = {"handover_key": prescription.handovers.first(), "case_key": prescription.cases.first()}
    return {name: row.key for name, row in found.items() if row is not None}


def _theirs(world: World) -> Order:
    NumberSeries.objects.filter(kind="order").update(next_number=int(FOREIGN_ORDER))
    order = lend(world, "D1001", on=date(2026, 10, 5), person="dagny", unit="lulea_care")
    take_back(world, "D1001", date(2026, 11, 3))
    make_ready(world, "D1001", date(2026, 11, 4))
    NumberSeries.objects.filter(kind="order").update(next_number=100_500)
    _person(world, "dagny", *(PERSON[kind] for kind in ("given", "family", "address", "phone")))
    texts: dict[str, Any] = {"need": PERSON["need"], "goal": PERSON["goal"]}
    Prescription.objects.filter(orders=order).update(**texts)
    prescription = Prescription.objects.get(orders=order)
    Step.objects.create(
        prescription=prescription,
        kind="trial",
        note=PERSON["step"],
        taken_by="user:1",
        taken_on=order.placed_at,
        recorded_at=order.placed_at,
    )
    FollowUp.objects.create(
        prescription=prescription, due_on=date(2026, 11, 1), done_on=date(2026, 11, 1), result="goal_reached", note=PERSON["followup"]
    )
    FollowUp.objects.create(prescription=prescription, due_on=date(2026, 11, 2))
    Prescription.objects.create(
        key=uuid4(), person=world.persons["dagny"], unit=prescription.unit, prescriber=world.assignments["cilla"], need=PERSON["open"],
        goal=PERSON["goal"], priority=2, started_at=order.placed_at,
    )  # fmt: skip
    Order.objects.filter(pk=order.pk).update(note=ORDER)
    a_handover(world, prescription)
    Attachment.objects.create(
        order=order, title=PERSON["file"], media_type="image/png", size=4, content=b"quzx", added_by="user:1", added_at=world.now
    )
    stock.post_move(
        Device.objects.get(number="D1001"), "moved", "in_stock", on=date(2026, 11, 4), recorded_at=at(date(2026, 11, 4)),
        moved_by="user:1", unit=order.unit, payer=order.payer, note=DEVICE, order_number=order.number,
    )  # fmt: skip
    found: Order = Order.objects.get(pk=order.pk)
    return found


def _own(world: World) -> Order:
    order = lend(world, "D1001", on=date(2026, 11, 6), person="frida", unit="health_centre")
    Prescription.objects.filter(orders=order).update(prescriber=world.assignments["anna"])
    return order


def _twin(world: World, name: str, reason: str) -> UUID:
    """The person is registered twice, and the records are joined. Only the kept one has relations."""
    twin, key = Person.objects.get(pk=world.persons[name].pk), uuid4()
    twin.pk, twin.key = None, uuid4()
    twin.save()
    number = f"2321000131:R-{twin.pk:05}"
    PersonIdentity.objects.create(person=twin, kind="reserve_number", value=number, index=blind_index("person", number))
    Merge.objects.create(
        key=key, kept=world.persons[name], merged=twin, unit=world.units["store"], reason=reason, merged_by="user:1", merged_at=world.now
    )
    return key


def _hide_frida(world: World) -> None:
    county = County.objects.create(code="28", name="Annat län")
    town = Principal.objects.create(
        county=county, kind="municipality", name=PROTECTED[2], organisation_number="212000-9999", municipality_code=PROTECTED[3]
    )
    _person(world, "frida", "Frida", "Fura", PROTECTED[0], PROTECTED[1])
    Person.objects.filter(pk=world.persons["frida"].pk).update(municipality=town)


def _person(world: World, name: str, given: str, family: str, address: str, phone: str) -> None:
    person = Person.objects.get(pk=world.persons[name].pk)
    person.given_name, person.family_name, person.address, person.phone = given, family, address, phone
    person.save()
