"""Two records that were merged are two persons after all: everything is as it was before."""

import dataclasses
from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store
from handtag.domain.access import Permission
from handtag.domain.merging import check_reason
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SplitPersons:
    merge_key: UUID
    reason: str = dataclasses.field(repr=False)


@use_case(Permission.MERGE_PERSONS, audits="records.persons_split")
def split_persons(ctx: Context, data: SplitPersons) -> None:
    """A merge is undone exactly: since nothing was rewritten, each record has what was recorded on it. Raises NotFound, Refused."""
    merge = store.merge_to_split(ctx.viewer, data.merge_key)
    ctx.require(Permission.MERGE_PERSONS)
    check_reason(data.reason)
    store.add_split(ctx.viewer, merge, reason=data.reason.strip(), at=ctx.now)
    for one in (merge.kept, merge.merged):
        ctx.audit("records.persons_split", f"person:{one.key}", merge=str(merge.key))
