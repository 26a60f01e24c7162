"""Which lent devices go to another centre because their holders have reached an age: looked at before anything is done."""

from dataclasses import dataclass
from datetime import date

from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.messages import sentence
from handtag.usecases.passing_on import Passing, Stuck, in_force, passings
from handtag.usecases.valuing import worth_of


@dataclass(frozen=True)
class ListPassings:
    """Those of the viewer's own centre, today."""


@dataclass(frozen=True)
class PassingRow:
    """A device, since when another answers for it, and to which centre it goes at what value; `why_not` empty when it may go."""

    device_number: str
    article: str
    since: date
    payer: str
    centre: str
    value_ore: int
    why_not: str


@dataclass(frozen=True)
class Passings:
    """`age` None: the agreement sets none."""

    age: int | None
    rows: tuple[PassingRow, ...]


@use_case(
    Permission.DECIDE_DEVICE, audits=("stores.passings_listed", "person.holding_listed"), reads=True, past_the_wall=True
)  # fmt: skip
def list_passings(ctx: Context, data: ListPassings) -> Passings:
    """The region's and the municipalities' centres take over from each other at an age (Uppsala agreement, annex 2, operative level: 21
    years); which, and for which devices, the county's agreement in force says. Nothing is changed, and nobody is named.
    """
    ctx.require(Permission.DECIDE_DEVICE)
    version, age = in_force(ctx)
    found = passings(ctx, version, age) if age is not None else []
    ctx.log_readings(
        {one.rental.device.person.key: "order_case" for one in found if one.rental.device.person}, action="person.holding_listed"
    )
    ctx.audit("stores.passings_listed", f"centre:{ctx.viewer.centre_id}", devices=len(found))
    return Passings(age, tuple(_row(ctx, one) for one in found))


def _row(ctx: Context, one: Passing | Stuck) -> PassingRow:
    device = one.rental.device
    return PassingRow(
        device.number, device.article.name, one.since, one.payer.name if one.payer else "", one.centre.name if one.centre else "",
        worth_of(device, ctx.today), str(sentence(one.refusal)) if isinstance(one, Stuck) else "",
    )  # fmt: skip
