"""Look at an extract of the access log again, to print it or to send it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from handtag.apps.audit import reviewing, store
from handtag.apps.people import store as people
from handtag.apps.people.identity import subject_of
from handtag.apps.people.likeness import name_and_birth
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.days import beginning, end


@dataclass(frozen=True)
class OpenExtract:
    extract_key: UUID


@dataclass(frozen=True)
class ExtractRow:
    """One reading as the person is told of it: when, at which unit, in which role, what was shown and on what ground. No names."""

    at: datetime
    unit_id: int
    role: str
    action: str
    data_kind: str
    ground: str


@dataclass(frozen=True)
class Extract:
    """Days inclusive; rows in order of time."""

    name: str
    birth_date: str
    first_day: date
    last_day: date
    case_number: str
    made_at: datetime
    rows: tuple[ExtractRow, ...]


@use_case(Permission.REVIEW_LOG, audits="person.log_extracted", reads=True)
def open_extract(ctx: Context, data: OpenExtract) -> Extract:
    """Unit and time of every reading, so that it can be understood without knowing the system (Patientdatalagen 8 kap. 5 §).

    Shows the same rows each time, however much has been read since. Raises NotFound.
    """
    ctx.require(Permission.REVIEW_LOG)
    kept = store.extract_by_key(ctx.viewer, data.extract_key)
    keys = subject_of(people.person_by_key(kept.person_key)).keys
    found = reviewing.readings_of_person(kept.principal_id, keys, beginning(kept.first_day), end(kept.last_day), kept.until_id)
    rows = tuple(ExtractRow(row.recorded_at, row.unit_id, row.role, row.action, row.data_kind, row.ground) for row in found)
    ctx.log_access(kept.person_key, action="person.log_extracted", ground="log_extract")
    name, birth_date, _ = name_and_birth(kept.person_key)
    return Extract(name, birth_date, kept.first_day, kept.last_day, kept.case_number, kept.made_at, rows)
