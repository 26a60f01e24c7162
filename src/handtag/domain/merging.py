"""When two records may be told to be one person, and when that is undone. No rows, no words."""

from dataclasses import dataclass

from handtag.domain.values.errors import Refused


@dataclass(frozen=True)
class Record:
    """A record as far as it matters: `leads_away` when it is merged into another, `holds` how many are merged into it."""

    number: int
    protected: bool
    leads_away: bool
    holds: int


def check_merge(kept: Record, merged: Record, reason: str, *, confirmed: bool) -> None:
    """Two records are joined only by a choice of those two, seen side by side, confirmed and explained; never because their numbers look
    alike. Protection must be the same, so that joining never uncovers where a protected person is (OSL 22 kap. 1 §).

    Raises Refused naming the field.
    """
    if kept.number == merged.number:
        raise Refused("records.same_record", field="other")
    if kept.leads_away or merged.leads_away:
        raise Refused("records.merged_already", field="other")
    if merged.holds:
        raise Refused("records.holds_others", field="keep")
    if kept.protected != merged.protected:
        raise Refused("records.protection_differs", field="other")
    check_reason(reason)
    if not confirmed:
        raise Refused("records.not_confirmed", field="confirmed")


def check_reason(reason: str) -> None:
    """Raises Refused when nothing is said."""
    if not reason.strip():
        raise Refused("records.merge_reason", field="reason")
