"""Give prescriptions another prescriber of the unit who answers for following them up, many at once."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.organisations import store as organisations
from handtag.apps.prescriptions import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.telling import tell_about


@dataclass(frozen=True)
class ReassignCases:
    """`assignment_id` is the role of a prescriber at the viewer's unit."""

    prescription_keys: tuple[UUID, ...]
    assignment_id: int


@use_case(Permission.ASSIGN_CASES, audits="following.reassigned")
def reassign_cases(ctx: Context, data: ReassignCases) -> int:
    """Nobody is without somebody who follows up: who takes over works at the unit today and may prescribe (HSLF-FS 2021:52 3 kap.).

    All or none. Answers how many got another. Raises NotFound for what is not the unit's or has ended, Refused naming the field.
    """
    ctx.require(Permission.ASSIGN_CASES)
    if not data.prescription_keys:
        raise Refused("following.nothing_chosen", field="prescription_keys")
    prescriptions = store.lock_prescriptions(ctx.viewer, data.prescription_keys)
    to = organisations.prescriber_at(ctx.viewer.unit_id, data.assignment_id, ctx.today)
    if to is None:
        raise NotFound("following.no_prescriber", field="assignment_id")
    before = store.owners(prescriptions)
    store.make_responsible(prescriptions, to.pk, ctx.today)
    for one in prescriptions:
        store.add_step(one, kind="reassigned", note=to.user.name, taken_by=ctx.viewer.code, on=ctx.today, at=ctx.now)
        tell_about(ctx, one, [f"user:{to.user_id}"], "reassigned", {})
        ctx.audit("following.reassigned", f"prescription:{one.key}", before=before[one.pk], after=to.pk)
    return sum(before[one.pk] != to.pk for one in prescriptions)
