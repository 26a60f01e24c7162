"""What every use case that ends somebody's role shares: the unit is told of what that one answered for."""

from collections.abc import Iterable

from handtag.apps.organisations import store as organisations
from handtag.apps.prescriptions import store
from handtag.usecases.base import Context
from handtag.usecases.telling import tell_about


def hold(assignment_ids: Iterable[int]) -> list[int]:
    """Locks what these answer for, before a row of users or roles is locked: locks go in one order. The same assignments."""
    ids = list(assignment_ids)
    store.lock_owned_by(ids)
    return ids


def leave(ctx: Context, assignment_ids: Iterable[int]) -> int:
    """Flags what is followed up by these to its unit; it stays theirs by name until the unit has chosen another. How many it was."""
    prescriptions = store.lock_owned_by(assignment_ids)
    for one in prescriptions:
        store.flag(one, ctx.today)
        tell_about(ctx, one, _choosers(one.unit_id, ctx), "flagged", {})
        ctx.audit("following.flagged", f"prescription:{one.key}")
    return len(prescriptions)


def _choosers(unit_id: int, ctx: Context) -> list[str]:
    """The unit's managers; where there is none, its prescribers."""
    return organisations.codes_at(unit_id, "unit_manager", ctx.today) or organisations.codes_at(unit_id, "prescriber", ctx.today)
