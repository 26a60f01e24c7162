"""Look at one reading that a review has chosen: who was read about is told now, and that is itself a reading."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.audit import store
from handtag.apps.people.likeness import name_and_birth
from handtag.apps.people.queries_secrecy import emergency_behind
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class OpenReviewedEntry:
    review_key: UUID
    entry_id: int


@dataclass(frozen=True)
class ReviewedPerson:
    """Whom the reading was about; of a reading in an emergency why the record had to be opened: a code, and the reader's own words."""

    name: str
    birth_date: str
    protected: bool
    emergency: str = ""
    emergency_words: str = ""


@use_case(Permission.REVIEW_LOG, audits="person.reviewed", reads=True)
def open_reviewed_entry(ctx: Context, data: OpenReviewedEntry) -> ReviewedPerson:
    """Who checks the log reads no more than the check needs: name and birth date, of rows in a review alone (PDL 4 kap. 2 §).

    Raises NotFound.
    """
    ctx.require(Permission.REVIEW_LOG)
    row = store.reviewed_entry(ctx.viewer, data.review_key, data.entry_id)
    ctx.log_access(row.entry.person_key, action="person.reviewed", ground="log_review")
    assert row.entry.person_key is not None, "a review chooses readings of persons"
    opening = emergency_behind(row.entry.person_key, row.entry.actor, row.entry.recorded_at) if row.entry.ground == "emergency" else None
    why = (opening.reason, opening.words) if opening else ()
    return ReviewedPerson(*name_and_birth(row.entry.person_key), *why)
