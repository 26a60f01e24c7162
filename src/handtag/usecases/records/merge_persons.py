"""Two records are the same person: from now on one leads to the other, and nothing is rewritten."""

import dataclasses
from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store
from handtag.domain.access import Permission
from handtag.domain.merging import check_merge
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class MergePersons:
    """`confirmed`: someone has seen the two side by side and says again that they are one. `reason` is kept encrypted."""

    kept_key: UUID
    merged_key: UUID
    reason: str = dataclasses.field(repr=False)
    confirmed: bool = False


@use_case(Permission.MERGE_PERSONS, audits="records.persons_merged")
def merge_persons(ctx: Context, data: MergePersons) -> UUID:
    """A person has one record in the county; duplicates are joined by explicit choice, reversibly, by someone who may read both.

    Answers with the key of the merge, by which it is split. Raises NotFound, Refused naming the field.
    """
    kept, merged = store.lock_records(ctx.viewer, data.kept_key, data.merged_key)
    ctx.require(Permission.MERGE_PERSONS)
    check_merge(store.as_record(kept), store.as_record(merged), data.reason, confirmed=data.confirmed)
    key = ctx.new_key()
    store.add_merge(ctx.viewer, kept, merged, key=key, reason=data.reason.strip(), at=ctx.now)
    ctx.audit("records.persons_merged", f"person:{kept.key}", merged=str(merged.key), merge=str(key))
    ctx.audit("records.persons_merged", f"person:{merged.key}", kept=str(kept.key), merge=str(key))
    return key
