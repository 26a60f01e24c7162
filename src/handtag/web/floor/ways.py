"""What a scan does, as data: what it asks once, what it asks of each thing, and the use case whose permission and rules it has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from handtag.apps.catalogue import queries as catalogue
from handtag.apps.stores.keeping import other_owner
from handtag.domain import handling
from handtag.domain.access import Viewer
from handtag.usecases.base import REGISTRY
from handtag.web.floor import acts, acts_goods
from handtag.web.floor.acts import NothingToDo
from handtag.web.floor.finding import Found
from handtag.web.shell.scanned import device_number

Words = str | Promise
DEVICE, PIECES = ("device",), ("article",)
PARTS = {
    "find": _("Find"),
    "out": _("Out"),
    "back": _("What came back"),
    "aside": _("Set aside"),
    "shelves": _("On the shelves"),
    "pieces": _("Counted goods"),
}
"""The parts of a store's work, in the order they are chosen from."""


@dataclass(frozen=True)
class Way:
    """`of` is what the scanned code must be of; `case` the use case that does it, by name; `act` answers what was done."""

    name: str
    part: str
    title: Words
    explains: Words
    icon: str
    of: tuple[str, ...]
    act: Callable[[Viewer, Found, Any], str]
    asks: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    """Of what is asked, what stays for the next scan; the rest is asked for each."""
    case: str = ""
    button: Words = ""
    labels: Mapping[str, Words] = field(default_factory=dict)
    """What a question is called here, when not as elsewhere."""
    step: str = ""
    """The step at which the article may have an instruction."""
    chooses: str = ""
    """What is chosen for the scans that follow by scanning it: a device that parts are used on, an order, a transfer."""
    many: bool = True
    """Whether one thing after the other is scanned so; what needs a word of its own each time stands on the thing's card alone."""


WAYS: dict[str, Way] = {
    way.name: way
    for way in (
        Way("look", "find", _("Look up"), _("You come to what can be done with it now."), "search", (), acts.look),
        Way(
            "pick", "out", _("Pick"), _("Each scan picks for the order that waits for it."), "tasks", ("device", "article", "order"),
            acts.pick, case="pick_line", button=_("Picked"), step="pick",
        ),
        Way(
            "send", "out", _("Send"), _("Scan the label of each parcel as it leaves, or write the number of a loaded transfer."),
            "delivery", ("order", "transfer"), acts.send, button=_("Send"),
        ),
        Way(
            "load", "out", pgettext_lazy("transfer", "Transfer"),
            _("Choose the transfer once; each scan loads a device, or so many pieces, on it. Send it when everything is loaded."), "return",
            ("device", "article"), acts_goods.load, ("transfer", "quantity"), ("transfer",),
            chooses="transfer", labels={"quantity": _("Pieces, of what is counted")},
        ),
        Way(
            "return", "back", _("Returns"),
            _("Each scan takes a device back: its rent ends that day, and a collection order for it is closed."), "return", DEVICE,
            acts.take_back, ("location", "on"), ("location", "on"), "return_device", _("It is back"), step="return",
        ),
        Way(
            "components", "back", _("Check the parts"), _("Each scan says that everything came back with the device, or what did not."),
            "tasks", DEVICE, acts.check, ("note",), (), "check_components", _("The parts are checked"),
            {"note": _("What is missing (empty: nothing)")},
        ),
        Way(
            "wash", "back", _("Wash"), _("Each scan says that a device is washed."), "shower", DEVICE, acts.wash, case="wash_device",
            button=_("Washed"),
        ),
        Way(
            "inspect", "back", _("Inspect"),
            _("Each scan says in what condition a device is. What is to be done with it is answered at once."), "check", DEVICE,
            acts.inspect, ("condition", "repair_ore", "note"), (), "inspect_device", _("It is inspected"),
        ),
        Way(
            "recondition", "back", _("Recondition"), _("Each scan puts a clean device back in stock. Scan a shelf to change bin."),
            "success", DEVICE, acts.recondition, ("bin",), ("bin",), "recondition_device", _("Clean and ready"),
        ),
        Way(
            "quarantine", "aside", _("Quarantine"), _("Write why once; each scan sets a device apart until it is released."), "warning",
            DEVICE, acts.set_apart, ("note", "location", "bin"), ("note", "location", "bin"), "quarantine_device",
            _("Put it in quarantine"), {"note": _("Why")},
        ),
        Way(
            "clear", "aside", _("Nothing was wrong"), _("It goes back into stock."), "success", DEVICE, acts.clear, ("bin",), (),
            "release_from_quarantine", _("Nothing was wrong: back into stock"), many=False,
        ),
        Way(
            "release", "aside", _("Out of quarantine"), _("It waits to be inspected."), "return", DEVICE, acts.release, ("note",), (),
            "release_from_quarantine", _("Out of quarantine, to be inspected"), many=False,
        ),
        Way(
            "repair", "aside", _("To be repaired"), _("Choose where once; each scan sends a device to be repaired."), "settings", DEVICE,
            acts.to_repair, ("to", "note"), ("to",), "send_for_repair", _("Send to be repaired"), {"note": _("What is to be done")},
        ),
        Way(
            "repaired", "aside", _("Back from repair"), _("Each scan takes a device back from the workshop or its supplier."), "return",
            DEVICE, acts.from_repair, ("location", "bin"), ("location", "bin"), "receive_from_repair", _("It is back from repair"),
        ),
        Way(
            "fault", "aside", _("Faults"), _("Each scan stops a device: it is handed out to nobody until the block is lifted."), "danger",
            DEVICE, acts.stop, ("reason", "note"), ("reason", "note"), "block_device", _("Block it"), {"note": _("What is wrong")},
        ),
        Way(
            "detach", "aside", _("Take it off"), _("It is taken off the device, and waits to be inspected."), "place", DEVICE, acts.detach,
            ("location",), (), "detach_part", _("It is taken off"), many=False,
        ),
        Way(
            "found", "aside", _("Found again"), _("It waits to be inspected."), "search", DEVICE, acts.find_again, ("location", "note"),
            (), "register_found", _("It is found"), {"note": _("Where and how it was found")}, many=False,
        ),
        Way(
            "arrive", "shelves", _("Goods in"),
            _("Write the delivery note's number once. Then how many, and scan the package: batch and last day come with its code."),
            "delivery", ("article",), acts.arrive, ("note", "quantity"), ("note",), labels={"note": _("Delivery note")},
            step="goods_receipt",
        ),
        Way(
            "put_away", "shelves", _("Put away"), _("Scan the shelf, then everything that is put there."), "place", DEVICE, acts.put_away,
            ("location", "bin"), ("location", "bin"), "move_device", _("Put here"),
        ),
        Way(
            "count", "shelves", _("Stocktake"), _("Scan the shelf, then everything on it. Write how many there are of what is counted."),
            "sort", ("device", "article"), acts.count, ("location", "bin", "quantity"), ("location", "bin"),
        ),
        Way(
            "spare_part", "pieces", _("Spare part"),
            _("Scan the device once; each scan of a part says that it is used on the device, from the store you stand in."), "settings",
            PIECES, acts_goods.use, ("device", "location", "quantity", "note"), ("device", "location"),
            labels={"note": _("What was done")}, chooses="device",
        ),
        Way(
            "pieces_back", "pieces", _("Goods come back"),
            _("Write the order once; each scan puts what it delivered in the store again."), "return", PIECES, acts_goods.come_back,
            ("order", "location", "quantity"), ("order", "location"), chooses="order",
        ),
        Way(
            "use_up", "pieces", _("Use up at the centre"), _("Each scan takes so many pieces out of the books, and says for what."),
            "success", PIECES, acts_goods.use_up, ("location", "note", "quantity"), ("location", "note"),
            labels={"note": _("What it was used for")},
        ),
        Way(
            "scrap", "pieces", _("Scrap goods"), _("Choose why once; each scan takes so many pieces out of the books for good."), "danger",
            PIECES, acts_goods.scrap, ("location", "scrapped_for", "quantity"), ("location", "scrapped_for"),
        ),
    )
}  # fmt: skip


def do(viewer: Viewer, way: Way, found: Found, form: Any) -> str:
    """What was done, in a sentence, and what the article asks of whoever does it. Raises NothingToDo, and what the use case raises."""
    if not found.is_known:
        return _of_others(viewer, way, found, form)
    if not any(getattr(found, kind) for kind in way.of):
        said = _now("%(number)s is something else than what is scanned here. Look it up instead.")
        raise NothingToDo(said % {"number": found.number})
    said = way.act(viewer, found, form)
    article = found.device.article if found.device else found.article
    told = catalogue.instruction(article, way.step) if way.step and article else ""
    return f"{said} {told}".strip()


def _of_others(viewer: Viewer, way: Way, found: Found, form: Any) -> str:
    """Nothing of ours: another centre's device is taken in when it comes back, and known for what it is everywhere."""
    number = device_number(found.asked)
    owner = other_owner(viewer, number)
    if not owner:
        said = _now("Nothing here has the code %(code)s. Is it new? Then it must be received first.")
        raise NothingToDo(said % {"code": found.asked[:60]})
    if way.name == "return":
        return acts.take_in(viewer, number, form)
    raise NothingToDo(_now("%(number)s belongs to %(owner)s. Take it in as a return.") % {"number": number, "owner": owner})


def possible(viewer: Viewer, standing: handling.Standing) -> tuple[list[Way], list[Way]]:
    """What a scan can do to a device that stands so: the steps of its way, then what may be done at its side."""
    steps: list[Way] = []
    besides: list[Way] = []
    for name in handling.possible(standing):
        for way in WAYS.values():
            if way.case == name and viewer.may(REGISTRY[name].permission):
                (steps if handling.is_next(name, standing) else besides).append(way)
    return steps, besides
