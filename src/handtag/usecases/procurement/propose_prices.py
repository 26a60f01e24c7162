"""A price list is read against its agreement: every row gets a verdict, nothing takes effect yet."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.procurement import queries, store
from handtag.domain.access import Permission
from handtag.domain.procurement.lists import FIELDS, missing_columns
from handtag.domain.values.errors import Refused
from handtag.files.device_lists import Table
from handtag.files.price_lists import list_heading_row
from handtag.usecases.base import Context, use_case
from handtag.usecases.comparing import compare_list


@dataclass(frozen=True)
class ProposePrices:
    """`columns`: field → place of the column (from 0). `is_complete`: what the list does not have is no longer offered."""

    file_key: UUID
    columns: dict[str, int]
    effective_on: date
    is_complete: bool = False


@use_case(Permission.PROCURE, audits="procurement.prices_proposed")
def propose_prices(ctx: Context, data: ProposePrices) -> UUID:
    """Every row of a list is new, changed, unchanged, in conflict, refused or no offer at all, and is told so; a second person then says
    yes or no to the whole.

    Answers the proposal's key; of what is proposed already, that one's. Raises NotFound, Refused.
    """
    file = queries.file_for_page(ctx.viewer, data.file_key)
    ctx.require(Permission.PROCURE)
    agreement = store.lock_agreement(ctx.viewer, file.agreement.key)
    table = queries.table_of(file)
    _refuse_unreadable(table, data)
    if not agreement.valid_from <= data.effective_on <= agreement.valid_to:
        raise Refused("procurement.outside_agreement", field="effective_on", first=agreement.valid_from, last=agreement.valid_to)
    compared = compare_list(agreement, table, data.columns, data.effective_on, ctx.today, is_complete=data.is_complete)
    made = store.open_proposal_like(
        file,
        columns=data.columns,
        effective_on=data.effective_on,
        is_complete=data.is_complete,
        contents_hash=compared.contents_hash,
    ) or store.add_proposal(
        ctx.viewer,
        file,
        ctx.new_key(),
        compared,
        columns=data.columns,
        headings=_headings(table, data),
        effective_on=data.effective_on,
        is_complete=data.is_complete,
        at=ctx.now,
    )
    ctx.audit("procurement.prices_proposed", f"price_proposal:{made.key}", contents=made.contents_hash, **compared.counts)
    return made.key


def _refuse_unreadable(table: Table, data: ProposePrices) -> None:
    widest = max(map(len, table))
    for name, at in data.columns.items():
        if name not in FIELDS or not 0 <= at < widest:
            raise Refused("procurement.no_such_column", field=f"column_{name}", column=name)
    for name in missing_columns(data.columns):
        raise Refused("procurement.column_missing", field=f"column_{name}", column=name)


def _headings(table: Table, data: ProposePrices) -> dict[str, str]:
    heads = table[list_heading_row(table)]
    return {name: heads[at] for name, at in data.columns.items() if at < len(heads) and heads[at].strip()}
