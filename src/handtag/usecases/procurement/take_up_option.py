"""An option to prolong a framework agreement is taken up."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.procurement import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class TakeUpOption:
    """`extends_to` names the option: the last day that it gives the agreement."""

    agreement_key: UUID
    extends_to: date


@use_case(Permission.PROCURE, audits="procurement.option_taken_up")
def take_up_option(ctx: Context, data: TakeUpOption) -> None:
    """An option is taken up once and no later than its day; the agreement then holds through the option's last day.

    Raises NotFound, Refused.
    """
    agreement = store.lock_agreement(ctx.viewer, data.agreement_key)
    ctx.require(Permission.PROCURE)
    option = store.open_option(agreement, data.extends_to)
    if option is None:
        raise Refused("procurement.no_option", field="extends_to")
    if ctx.today > option.use_by:
        raise Refused("procurement.option_too_late", field="extends_to", day=option.use_by)
    store.use_option(option, ctx.today)
    store.change_end(agreement, max(agreement.valid_to, option.extends_to))
    ctx.audit("procurement.option_taken_up", f"framework_agreement:{agreement.key}", extends_to=str(option.extends_to))
