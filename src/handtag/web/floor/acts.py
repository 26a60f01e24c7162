"""What each scan runs: a use case as it is, and what is said when it is done. Nothing is decided here."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handtag.apps.orders import queries_floor as floor
from handtag.apps.purchasing.queries_gate import lines_to_come
from handtag.apps.stock import queries_handling
from handtag.apps.stores.queries_counts import counted_now
from handtag.domain.access import Viewer
from handtag.domain.stock import FIT_CONDITIONS
from handtag.usecases.ordering.pick_line import PickLine, pick_line
from handtag.usecases.ordering.send_order import SendOrder, send_order
from handtag.usecases.purchasing.count_delivery import CountDelivery, CountedLine, count_delivery
from handtag.usecases.stock.block_device import BlockDevice, block_device
from handtag.usecases.stock.check_components import CheckComponents, check_components
from handtag.usecases.stock.detach_part import DetachPart, detach_part
from handtag.usecases.stock.inspect_device import InspectDevice, inspect_device
from handtag.usecases.stock.move_device import MoveDevice, move_device
from handtag.usecases.stock.quarantine_device import QuarantineDevice, quarantine_device
from handtag.usecases.stock.receive_from_repair import ReceiveFromRepair, receive_from_repair
from handtag.usecases.stock.recondition_device import ReconditionDevice, recondition_device
from handtag.usecases.stock.register_found import RegisterFound, register_found
from handtag.usecases.stock.release_from_quarantine import ReleaseFromQuarantine, release_from_quarantine
from handtag.usecases.stock.return_device import ReturnDevice, return_device
from handtag.usecases.stock.send_for_repair import SendForRepair, send_for_repair
from handtag.usecases.stock.wash_device import WashDevice, wash_device
from handtag.usecases.stores.count_goods import CountGoods, count_goods
from handtag.usecases.stores.send_transfer import SendTransfer, send_transfer
from handtag.usecases.stores.take_in_stray import TakeInStray, take_in_stray
from handtag.web.floor.finding import Found
from handtag.web.shell.http import perform
from handtag.web.ui.states import STATES


class NothingToDo(Exception):
    """The code is known, or not, but this scan has nothing to do with it; says why and what to do instead. Nothing was changed."""


def look(_viewer: Viewer, _found: Found, _form: Any) -> str:
    return ""


def pick(viewer: Viewer, found: Found, form: Any) -> str:
    if found.device:
        order = floor.order_of_device(viewer, found.device)
        if not order:
            raise NothingToDo(_("No order waits for %(number)s. Put it back and check the list.") % {"number": found.device.number})
        perform(viewer, pick_line, PickLine(order, device_number=found.device.number), form=form)
        return _("%(number)s is picked for order %(order)s.") % {"number": found.device.number, "order": order}
    order, line = _line_of(viewer, found, form)
    perform(viewer, pick_line, PickLine(order, line_id=line), form=form)
    return _("Picked for order %(number)s.") % {"number": order}


def _line_of(viewer: Viewer, found: Found, form: Any) -> tuple[str, int]:
    """Counted goods: the line that the list named, else the one that has waited longest for the scanned article."""
    if found.order and form.cleaned_data["line"]:
        return found.order.number, form.cleaned_data["line"]
    waiting = floor.picks_of_article(viewer, found.article) if found.article else []
    if not waiting:
        raise NothingToDo(_("No order waits for %(number)s. Put it back and check the list.") % {"number": found.number})
    return waiting[0].order.number, waiting[0].pk


def send(viewer: Viewer, found: Found, form: Any) -> str:
    """An order that is packed, or a transfer that is loaded."""
    if found.transfer:
        perform(viewer, send_transfer, SendTransfer(found.transfer.pk), form=form)
        return _("Transfer %(number)s is on its way to %(store)s.") % {
            "number": found.transfer.number, "store": found.transfer.to_location.name,
        }  # fmt: skip
    perform(viewer, send_order, SendOrder(found.order.number), form=form)
    return _("Order %(number)s is on its way.") % {"number": found.order.number}


def take_back(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    answer = perform(viewer, return_device, ReturnDevice(found.device.number, given["location"], given["on"]), form=form)
    if answer.rent_ended_on:
        return _("%(number)s is back. The rent ended %(day)s.") % {"number": answer.device_number, "day": answer.rent_ended_on}
    return _("%(number)s is back.") % {"number": answer.device_number}


def take_in(viewer: Viewer, number: str, form: Any) -> str:
    """What belongs to another centre and came back here."""
    given = form.cleaned_data
    stray = perform(viewer, take_in_stray, TakeInStray(number, given["location"], given["on"]), form=form)
    return _("%(number)s belongs to %(owner)s and is taken in. Put it with what is sent home.") % {
        "number": stray.device_number, "owner": stray.owner,
    }  # fmt: skip


def check(viewer: Viewer, found: Found, form: Any) -> str:
    missing = form.cleaned_data["note"]
    perform(viewer, check_components, CheckComponents(found.device.number, missing), form=form)
    if missing:
        return _("%(number)s: what is missing is written down.") % {"number": found.device.number}
    return _("Everything came back with %(number)s.") % {"number": found.device.number}


def wash(viewer: Viewer, found: Found, form: Any) -> str:
    perform(viewer, wash_device, WashDevice(found.device.number, form.cleaned_data["on"]), form=form)
    return _("%(number)s is washed.") % {"number": found.device.number}


def inspect(viewer: Viewer, found: Found, form: Any) -> str:
    """What is whole and needs no repair is fit; what is to be done with the rest follows from the rule of its group."""
    given, number = form.cleaned_data, found.device.number
    repair = given["repair_ore"] or 0
    passed = given["condition"] in FIT_CONDITIONS and not repair
    if not passed and not given["note"]:
        raise NothingToDo(_("Write what was found."))
    data = InspectDevice(number, passed, given["note"], given["on"], given["condition"], repair)
    perform(viewer, inspect_device, data, form=form)
    found.device.refresh_from_db()
    advice = queries_handling.known(found.device, given["on"]).advice
    if passed and (advice is None or advice.action == "reconditioned"):
        return _("%(number)s is fit to be reconditioned.") % {"number": number}
    if advice is None:
        return _("%(number)s stays among the returned until it is repaired.") % {"number": number}
    what, why = STATES["advice"][advice.action].word, STATES["advice_reason"][advice.reason].word
    return _("%(number)s: %(what)s. %(why)s.") % {"number": number, "what": what, "why": why}


def recondition(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    perform(viewer, recondition_device, ReconditionDevice(found.device.number, given["bin"], given["on"]), form=form)
    return _("%(number)s is ready for its next person.") % {"number": found.device.number}


def set_apart(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    data = QuarantineDevice(found.device.number, given["note"], given["on"], given["location"], given["bin"])
    perform(viewer, quarantine_device, data, form=form)
    return _("%(number)s is in quarantine.") % {"number": found.device.number}


def clear(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    data = ReleaseFromQuarantine(found.device.number, nothing_wrong=True, on=given["on"], bin=given["bin"])
    perform(viewer, release_from_quarantine, data, form=form)
    return _("Nothing was wrong with %(number)s: it is in stock.") % {"number": found.device.number}


def release(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    data = ReleaseFromQuarantine(found.device.number, nothing_wrong=False, on=given["on"], note=given["note"])
    perform(viewer, release_from_quarantine, data, form=form)
    return _("%(number)s is out of quarantine, and waits to be inspected.") % {"number": found.device.number}


def to_repair(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    perform(viewer, send_for_repair, SendForRepair(found.device.number, given["to"], given["on"], given["note"]), form=form)
    return _("%(number)s is sent to be repaired.") % {"number": found.device.number}


def from_repair(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    data = ReceiveFromRepair(found.device.number, given["location"], given["on"], given["bin"])
    perform(viewer, receive_from_repair, data, form=form)
    return _("%(number)s is back from repair, and waits to be inspected.") % {"number": found.device.number}


def stop(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    perform(viewer, block_device, BlockDevice(found.device.number, given["reason"], given["note"]), form=form)
    return _("%(number)s is blocked, and handed out to nobody.") % {"number": found.device.number}


def detach(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    perform(viewer, detach_part, DetachPart(found.device.number, given["location"], given["on"]), form=form)
    return _("%(number)s is taken off, and waits to be inspected.") % {"number": found.device.number}


def find_again(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    perform(viewer, register_found, RegisterFound(found.device.number, given["location"], given["note"], given["on"]), form=form)
    return _("%(number)s is found, and waits to be inspected.") % {"number": found.device.number}


def put_away(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    perform(viewer, move_device, MoveDevice(found.device.number, given["location"], given["bin"], given["on"]), form=form)
    return _("%(number)s now lies in %(bin)s.") % {"number": found.device.number, "bin": given["bin"] or given["location"]}


def arrive(viewer: Viewer, found: Found, form: Any) -> str:
    """Counted on the purchase order that was promised first; lot and last day come from the code on the package."""
    given, article = form.cleaned_data, found.article
    line = lines_to_come(viewer, article).first()
    if line is None:
        raise NothingToDo(_("No purchase order waits for %(number)s. Put it aside and ask the buyer.") % {"number": article.number})
    counted = CountedLine(line.pk, given["quantity"] or 0, found.read.raw if found.read else "")
    perform(viewer, count_delivery, CountDelivery(line.order.number, given["note"], given["on"], (counted,)), form=form)
    said = ngettext(
        "%(n)s of %(article)s is counted on %(order)s, and waits for quality control.",
        "%(n)s of %(article)s are counted on %(order)s, and wait for quality control.",
        counted.quantity,
    )
    return said % {"n": counted.quantity, "article": article.name, "order": line.order.number}


def count(viewer: Viewer, found: Found, form: Any) -> str:
    """Counted blind in the stocktake of where one stands."""
    given = form.cleaned_data
    stocktake = counted_now(viewer, given["location"], given["bin"])
    if stocktake is None:
        raise NothingToDo(_("Nothing is being counted here. Choose the store and scan the bin, or begin a stocktake."))
    seen = perform(viewer, count_goods, CountGoods(stocktake.pk, found.number, given["quantity"], given["bin"]), form=form)
    if seen.again:
        return _("%(number)s was counted already.") % {"number": seen.device_number}
    if seen.device_number:
        return _("%(number)s is counted.") % {"number": seen.device_number}
    return _("%(n)s of %(article)s counted.") % {"n": seen.quantity, "article": seen.article_name}
