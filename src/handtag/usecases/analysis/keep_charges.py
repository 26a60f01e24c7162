"""The centre's own charges become a device list."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from handtag.apps.analysis import queries, store
from handtag.domain.access import Permission
from handtag.domain.billing import parse_month
from handtag.domain.cost_shift.charges import ChargeLine, charge_table
from handtag.domain.values.errors import NotFound, Refused
from handtag.files.device_lists import write_csv
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class KeepCharges:
    """Months are written `2026-10`; both count."""

    first_month: str
    last_month: str


@use_case(Permission.ANALYSE_COSTS, audits="analysis.list_kept")
def keep_charges(ctx: Context, data: KeepCharges) -> UUID:
    """What was charged in some months is added up per ISO code, payer, unit and municipality, with ages in bands and without persons
    (OSL 25 kap. 1 §). A principal counts what it pays; whoever runs the centre counts everything.

    Answers the list's key. Raises NotFound when nothing was charged that the actor may see, Refused for months in the wrong order."""
    ctx.require(Permission.ANALYSE_COSTS)
    first, last = parse_month(data.first_month), parse_month(data.last_month)
    if last < first:
        raise Refused("analysis.months_in_order", field="last_month")
    table = charge_table(ChargeLine(*line) for line in queries.charges_between(ctx.viewer, first.first, last.first))
    if len(table) == 1:
        raise NotFound("analysis.no_charges", field="first_month")
    text = write_csv(table)
    digest = hashlib.sha256(text.encode()).hexdigest()
    kept = store.add_list(
        ctx.viewer,
        ctx.new_key(),
        source="charges",
        name=f"{first} – {last}",
        digest=digest,
        table=text,
        rows=len(table) - 1,
        at=ctx.now,
    )
    ctx.audit("analysis.list_kept", f"device_list:{kept.key}", rows=len(table) - 1, digest=digest, first=str(first), last=str(last))
    return kept.key
