"""What each scan of counted goods runs, and of goods that go to another store. Nothing is decided here."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from handtag.domain.access import Viewer
from handtag.usecases.stock.return_pieces import ReturnPieces, return_pieces
from handtag.usecases.stock.scrap_pieces import ScrapPieces, scrap_pieces
from handtag.usecases.stock.use_pieces import UsePieces, use_pieces
from handtag.usecases.stores.send_transfer import SendTransfer, SentPieces, send_transfer
from handtag.web.floor.acts import NothingToDo
from handtag.web.floor.finding import Found
from handtag.web.shell.http import perform
from handtag.web.shell.scanned import device_number


def load(viewer: Viewer, found: Found, form: Any) -> str:
    """A device, or so many pieces, on the chosen transfer; it leaves when it is sent."""
    chosen = form.cleaned_data["transfer"]
    if not chosen:
        raise NothingToDo(_("No transfer waits to be sent from here. Place one first."))
    devices = (found.device.number,) if found.device else ()
    pieces = () if found.device else (SentPieces(found.article.number, form.cleaned_data["quantity"] or 0),)
    loaded = perform(viewer, send_transfer, SendTransfer(int(chosen), devices, pieces, leaves=False), form=form)
    said = ngettext(
        "%(number)s is loaded. %(n)s thing is on the transfer.", "%(number)s is loaded. %(n)s things are on the transfer.", loaded
    )
    return said % {"number": found.number, "n": loaded}


def use(viewer: Viewer, found: Found, form: Any) -> str:
    """A spare part on a device."""
    given, device = form.cleaned_data, device_number(form.cleaned_data["device"])
    if not device:
        raise NothingToDo(_("Scan or write the device that the part is used on first."))
    perform(viewer, use_pieces, UsePieces(**_pieces(found, given), device_number=device, reason=given["note"]), form=form)
    return _said(found, given, _("%(n)s of %(article)s is used on %(number)s."), number=device)


def use_up(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    perform(viewer, use_pieces, UsePieces(**_pieces(found, given), reason=given["note"]), form=form)
    return _said(found, given, _("%(n)s of %(article)s is used up."))


def scrap(viewer: Viewer, found: Found, form: Any) -> str:
    given = form.cleaned_data
    perform(viewer, scrap_pieces, ScrapPieces(**_pieces(found, given), reason=given["scrapped_for"]), form=form)
    return _said(found, given, _("%(n)s of %(article)s is scrapped."))


def come_back(viewer: Viewer, found: Found, form: Any) -> str:
    """Pieces that an order delivered."""
    given = form.cleaned_data
    if not given["order"]:
        raise NothingToDo(_("Scan or write the order that the goods were delivered by first. It stands on the parcel."))
    perform(viewer, return_pieces, ReturnPieces(order_number=given["order"], **_pieces(found, given)), form=form)
    return _said(found, given, _("%(n)s of %(article)s lies in the store again."))


def _pieces(found: Found, given: dict[str, Any]) -> dict[str, Any]:
    """Of what was scanned: a package's code says its lot."""
    return {
        "article_number": found.article.number,
        "location_code": given["location"],
        "quantity": given["quantity"] or 0,
        "on": given["on"],
        "code": found.read.raw if found.read and found.read.lot else "",
    }


def _said(found: Found, given: dict[str, Any], words: str, **more: str) -> str:
    return words % {"n": given["quantity"], "article": found.article.name, **more}
