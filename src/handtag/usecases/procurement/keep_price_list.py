"""A supplier's price list is kept as it came, so that what was decided on it can be seen again."""

import hashlib
from dataclasses import dataclass, field
from uuid import UUID

from handtag.apps.procurement import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.files.device_lists import ListFileError, read_table
from handtag.usecases.base import Context, use_case

MOST_ROWS = 200_000


@dataclass(frozen=True)
class KeepPriceList:
    """`table` is the list as CSV text, row for row as in the file that is called `name`."""

    agreement_key: UUID
    name: str
    table: str = field(repr=False)


@use_case(Permission.PROCURE, audits="procurement.list_kept")
def keep_price_list(ctx: Context, data: KeepPriceList) -> UUID:
    """A list is kept as it is, changes nothing by itself, and the same list is kept once. Answers its key. Raises NotFound, Refused."""
    agreement = store.lock_agreement(ctx.viewer, data.agreement_key)
    ctx.require(Permission.PROCURE)
    try:
        table = read_table(f"{data.name}.csv", data.table.encode())
    except ListFileError as error:
        raise Refused("procurement.unreadable_list", field="file", why=error.code) from error
    if len(table) > MOST_ROWS:
        raise Refused("procurement.rows_of_list", field="file", most=MOST_ROWS)
    digest = hashlib.sha256(data.table.encode()).hexdigest()
    kept = store.kept_file(agreement, digest) or store.add_file(
        agreement,
        ctx.new_key(),
        name=data.name.strip()[:200] or digest[:12],
        digest=digest,
        table=data.table,
        rows=len(table),
        at=ctx.now,
        by=ctx.viewer.code,
    )
    ctx.audit("procurement.list_kept", f"price_list:{kept.key}", rows=len(table), digest=digest)
    return kept.key
