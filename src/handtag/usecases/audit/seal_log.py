"""Seal what has been logged since last time, so that nobody can change it without its being found."""

from dataclasses import dataclass

from handtag.apps.audit import sealing, store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Conflict
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class SealLog:
    """Both logs, through the last row that is settled."""


@use_case(Permission.SEAL_LOG, audits="audit.sealed")
def seal_log(ctx: Context, data: SealLog) -> int:
    """Each care provider's rows are put on its own chain (HSLF-FS 2016:40 4 kap. 9 §). Answers how many rows were sealed.

    Raises Conflict when somebody has been writing for so long that no end of the log is settled: then the next run seals it.
    """
    ctx.require(Permission.SEAL_LOG)
    store.lock_chains()
    sealed = 0
    for log in sealing.LOGS:
        until = sealing.last_settled(log)
        if until is None:
            raise Conflict("audit.writers_busy")
        sealed += store.add_seals(log, until, at=ctx.now)
    ctx.audit("audit.sealed", "log", rows=sealed)
    return sealed
