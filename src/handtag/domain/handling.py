"""What can be done with one device now, in the order its way takes it: deeds named as the use cases that do them. No rows, no roles."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from handtag.domain.stock import FINAL, HANDED_OUT, PLACES, TRANSITIONS

NEXT: dict[str, tuple[str, ...]] = {
    "pick_line": ("picked",),
    "return_device": ("returned",),
    "register_found": ("found",),
    "release_from_quarantine": ("quarantine_ended", "cleared"),
    "receive_from_repair": ("came_from_workshop", "came_from_supplier"),
    "detach_part": ("detached",),
    "check_components": (),
    "wash_device": ("washed",),
    "inspect_device": ("inspected", "rejected"),
    "recondition_device": ("reconditioned",),
}
"""The steps of a device's way, each with the kinds of move that it writes."""
BESIDES: dict[str, tuple[str, ...]] = {
    "move_device": ("moved",),
    "send_for_repair": ("sent_to_workshop", "sent_to_supplier"),
    "quarantine_device": ("quarantined",),
    "block_device": (),
    "lift_device_block": (),
    "mount_part": ("mounted",),
    "report_lost": ("lost",),
    "report_lost_by_holder": ("lost",),
    "sell_device": ("sold",),
    "decommission_device": ("decommissioned",),
}
"""What may be done at the side of it."""
MOVES = {**NEXT, **BESIDES}
ADVISED = {"decommissioned": "decommission_device", "reconditioned": "recondition_device", "sent_to_workshop": "send_for_repair"}
"""By the kind of move that an inspection ended in, the deed that makes it."""
UNCLEAN = frozenset({"returned", "undelivered", "found"})
"""After one of these moves a device has been out of the centre's hands, and is washed again where that is demanded."""


@dataclass(frozen=True)
class Standing:
    """What decides which deeds can be done, besides who asks.

    `wash_first`: its rule demands a wash that has not been done since it came back; `components_checked`: since then too. `advised`: the
    kind of move its last inspection ended in. `carrier` is the state of the device it is mounted on. `astray`: it is not at its owner's.
    """

    state: str
    blocked: bool = False
    wash_first: bool = False
    components_checked: bool = False
    has_parts: bool = False
    carrier: str = ""
    advised: str = ""
    astray: bool = False


def possible(now: Standing) -> list[str]:
    """Every deed that can be done now: what its inspection ended in first, then the next step of its way, then the rest."""
    found = [deed for deed in MOVES if _can(deed, now)]
    advised = ADVISED.get(now.advised, "")
    return sorted(found, key=lambda deed: deed != advised)


def is_next(deed: str, now: Standing) -> bool:
    """Whether the deed is a step of the device's way, or what its inspection ended in."""
    return deed in NEXT or ADVISED.get(now.advised) == deed


def is_with_someone(state: str) -> bool:
    """A person or a unit has it."""
    return PLACES[state] in ("person", "unit")


def is_lost_by_us(state: str) -> bool:
    """The centre itself has it. What someone has is reported otherwise; what is under way is said to be missing when the rest comes."""
    return not is_with_someone(state) and PLACES[state] != "transit"


def may_check_components(state: str) -> bool:
    """What belongs to a device is counted when it has come back, before anything else is done with it."""
    return state == "returned"


def is_within_reach(carrier: str) -> bool:
    """A part is taken off a device that is somewhere: not off one that is lost or sold."""
    return carrier not in ("lost", "sold")


def is_washed(kinds: Iterable[str]) -> bool:
    """Whether a device has been washed since it last came back from outside; kinds of its moves, the latest first."""
    return next((kind == "washed" for kind in kinds if kind == "washed" or kind in UNCLEAN), False)


def inspection_due(last: date, months: int) -> date:
    """The day by which a device is inspected again: so many months after it last was, or after it was bought; the last of the month when
    the month is shorter.
    """
    year, month = divmod(last.year * 12 + last.month - 1 + months, 12)
    return date(year, month + 1, min(last.day, monthrange(year, month + 1)[1]))


_BUT_ONLY: dict[str, Callable[[Standing], bool]] = {
    "inspect_device": lambda now: not now.wash_first,
    "check_components": lambda now: may_check_components(now.state) and not now.components_checked,
    "block_device": lambda now: now.state not in FINAL,
    "lift_device_block": lambda now: now.blocked,
    "mount_part": lambda now: not now.has_parts,
    "detach_part": lambda now: is_within_reach(now.carrier),
    "report_lost": lambda now: is_lost_by_us(now.state),
    "report_lost_by_holder": lambda now: is_with_someone(now.state),
    "sell_device": lambda now: not now.astray,
    "decommission_device": lambda now: not now.astray,
}
"""What a deed demands besides that its move is legal."""


def _can(deed: str, now: Standing) -> bool:
    moves = MOVES[deed]
    is_legal = not moves or any(now.state in TRANSITIONS[kind].from_states for kind in moves)
    is_stopped = now.blocked and any(kind in HANDED_OUT for kind in moves)
    demand = _BUT_ONLY.get(deed)
    return is_legal and not is_stopped and (demand is None or demand(now))
