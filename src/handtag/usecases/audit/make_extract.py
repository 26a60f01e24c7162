"""A person asks who has read about her: an extract of the care provider's access log is made and kept."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from handtag.apps.audit import reviewing, store
from handtag.apps.people import store as people
from handtag.apps.people.identity import subject_of
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound, Refused
from handtag.domain.values.identity import parse_identity
from handtag.domain.values.readings import KEPT_YEARS
from handtag.usecases.base import Context, use_case
from handtag.usecases.days import beginning, end


@dataclass(frozen=True)
class MakeExtract:
    """Days inclusive; without a first day, as far back as the log is kept. `case_number` is where the request is registered."""

    personnummer: str = field(repr=False)
    first_day: date | None = None
    last_day: date | None = None
    case_number: str = ""


@use_case(Permission.REVIEW_LOG, audits="person.log_extracted", reads=True)
def make_extract(ctx: Context, data: MakeExtract) -> UUID:
    """On request a care provider tells the patient which readings there have been, by unit and time (Patientdatalagen 8 kap. 5 §).

    Whoever is not registered and whoever nobody has read about get the same answer. Raises NotFound, Refused.
    """
    ctx.require(Permission.REVIEW_LOG)
    number = parse_identity(data.personnummer, today=ctx.today)
    last = data.last_day or ctx.today
    first = data.first_day or date(last.year - KEPT_YEARS, last.month, 1)
    if last < first:
        raise Refused("audit.days_in_order", field="last_day")
    person, until, of = people.person_by_number(number), reviewing.last_row(), ctx.viewer.principal_id
    if person is None or not reviewing.readings_of_person(of, subject_of(person).keys, beginning(first), end(last), until):
        raise NotFound("audit.nobody_read")
    key = ctx.new_key()
    store.add_extract(
        key=key, principal_id=of, person_key=person.key, first_day=first, last_day=last, until_id=until,
        case_number=data.case_number.strip()[:40], made_by=ctx.viewer.code, made_at=ctx.now,
    )  # fmt: skip
    ctx.log_access(person.key, action="person.log_extracted", ground="log_extract")
    return key
