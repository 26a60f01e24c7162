"""What every use case that ends somebody's role shares: the unit is told of what that one answered for."""

from collections.abc import Iterable

from handtag.apps.prescriptions import store
from handtag.usecases.base import Context


def leave(ctx: Context, assignment_ids: Iterable[int]) -> int:
    """Flags what is followed up by these to its unit; it stays theirs by name until the unit has chosen another. How many it was."""
    prescriptions = store.lock_owned_by(assignment_ids)
    for one in prescriptions:
        store.flag(one, ctx.today)
        ctx.audit("following.flagged", f"prescription:{one.key}")
    return len(prescriptions)
