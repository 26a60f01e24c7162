"""A day begins: every store that holds less than its minimum is filled up, whoever forgot it."""

from dataclasses import dataclass

from handtag.apps.stores import store
from handtag.domain.access import Permission, Scope
from handtag.usecases.base import Context, use_case
from handtag.usecases.refilling import Refilling


@dataclass(frozen=True)
class KeepLevels:
    """Nothing to say: every store that another fills up."""


@use_case(Permission.MANAGE_CATALOGUE, audits="stores.levels_kept")
def keep_levels(ctx: Context, data: KeepLevels) -> int:
    """The timer's, for every centre; whoever sets the levels of one centre may do it there. What is on its way is not ordered twice.

    Answers how many lines were added.
    """
    ctx.require(Permission.MANAGE_CATALOGUE)
    everywhere = ctx.viewer.scope is Scope.ALL
    stores = store.filled_stores() if everywhere else store.stores_of(ctx.viewer.centre_id)
    lines = sum(len(Refilling.opened(one.location).fill(ctx)) for one in stores)
    ctx.audit("stores.levels_kept", "stores", lines=lines)
    return lines
