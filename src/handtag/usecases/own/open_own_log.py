"""A person sees who has read about her, without having to ask for it on paper."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from handtag.apps.own import store, things
from handtag.apps.own.things import Read
from handtag.domain.access import Permission
from handtag.domain.values.readings import KEPT_YEARS
from handtag.usecases.base import Context, civil_day, use_case
from handtag.usecases.days import beginning


@dataclass(frozen=True)
class OpenOwnLog:
    person_key: UUID | None = None


@dataclass(frozen=True)
class OwnLog:
    """`is_whole`: that are all of them, and not only the latest."""

    readings: tuple[Read, ...]
    is_whole: bool


@use_case(Permission.SEE_OWN, audits="person.own_log_opened", reads=True)
def open_own_log(ctx: Context, data: OpenOwnLog) -> OwnLog:
    """The patient is told at which units and when she was read about, so that it can be understood (Patientdatalagen 5 kap. 5 § and
    8 kap. 5 §). Names of staff are not told. Raises NotFound.
    """
    found = store.whom(ctx.viewer, data.person_key)
    ctx.require(Permission.SEE_OWN)
    ctx.log_access(found.person.key, action="person.own_log_opened", ground=found.ground)
    since = beginning(date(ctx.today.year - KEPT_YEARS, 1, 1))
    rows = things.readings(found.subject, since, civil_day, protected=found.person.protected_identity)
    return OwnLog(tuple(rows), len(rows) < things.LONGEST_LOG)
