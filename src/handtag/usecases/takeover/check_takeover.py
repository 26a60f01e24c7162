"""A package from another system is tried: what would be taken of it, row by row. Nothing is written but that it was tried."""

from dataclasses import dataclass

from handtag.apps.organisations import store as organisations
from handtag.domain.access import Permission
from handtag.domain.takeover.verdicts import Verdict, counted
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case
from handtag.usecases.taking_over import PackageFile, judge, log_known, read_plan


@dataclass(frozen=True)
class CheckTakeover:
    """`files` are the tables of the package; see docs/operations/takeover.md."""

    files: tuple[PackageFile, ...]


@dataclass(frozen=True)
class CheckedTakeover:
    """File → verdict → rows, and the verdict of each row."""

    counts: dict[str, dict[str, int]]
    verdicts: tuple[Verdict, ...]


@use_case(Permission.TAKE_OVER, audits="takeover.checked", reads=True, past_the_wall=True)
def check_takeover(ctx: Context, data: CheckTakeover) -> CheckedTakeover:
    """Every row of every file gets a verdict: taken, known already, or refused with field and reason. That somebody is registered
    already is told, and so it is logged. Raises Refused when the package cannot be read at all.
    """
    ctx.require(Permission.TAKE_OVER)
    centre = organisations.centre_by_id(ctx.viewer.centre_id)
    if centre is None:
        raise NotFound("organisations.no_centre", field="centre_id")
    plan = judge(read_plan(data.files, ctx.today), centre)
    counts = counted(plan.verdicts)
    log_known(ctx, plan)
    ctx.audit("takeover.checked", f"centre:{centre.pk}", digest=plan.digest, counts=counts)
    return CheckedTakeover(counts, tuple(plan.verdicts))
