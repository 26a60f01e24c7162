"""Did everybody who decided have the right that day? One line per row that is wrong, else nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Q

from handtag.apps.prescriptions.models import PrescriptionDecision
from handtag.apps.rights import queries
from handtag.apps.rights.models import Certificate, RightUsed, Seat, SignOff
from handtag.domain import rights

CHUNK = 500
SWEDEN = ZoneInfo("Europe/Stockholm")
EXCEPTION = "exception"
"""A manager made an exception from the agreement's answer, on the prescriber's own right."""
CARRIED = "carried"
"""The decision was made anew without anybody prescribing anew: the right is that of an earlier decision."""


def decisions_without_a_right() -> Iterator[str]:
    """Every decision since something was required names the right it rests on, and that right was in force at that moment: earned or
    given, not withdrawn (Norrbotten final report 2021, draft agreement, "Kompetenskrav förskrivare").
    """
    known = _Known()
    decisions = PrescriptionDecision.objects.select_related("article", "prescription__unit__principal", "right__assignment__unit")
    for decision in decisions.order_by("pk").iterator(CHUNK):
        used: RightUsed | None = getattr(decision, "right", None)
        wrong = known.without(decision) if used is None else known.wrong_with(decision, used)
        if wrong:
            yield f"decision {decision.pk}: {wrong}"


@dataclass
class _Known:
    """What each county requires and each prescriber has earned, read once."""

    required: dict[int, list[rights.Requirement]] = field(default_factory=dict)
    earned: dict[queries.Who, rights.Earned] = field(default_factory=dict)

    def without(self, decision: PrescriptionDecision) -> str:
        """Of any profession: who decided is not known."""
        on, goods = _day(decision), rights.Goods(decision.article.number, decision.article.iso_code)
        asked = (one for one in self._asked(decision) if one.since <= on and (one.until is None or on <= one.until) and one.covers(goods))
        return "something was required, and it names no right" if any(asked) else ""

    def wrong_with(self, decision: PrescriptionDecision, used: RightUsed) -> str:
        if any(base["kind"] == CARRIED for base in used.bases):
            return "" if _has_earlier(decision) else "carries a right over from no decision"
        if decision.rule != EXCEPTION and decision.decided_by != f"user:{used.assignment.user_id}":
            return f"decided by {decision.decided_by} on the right of user:{used.assignment.user_id}"
        found = self._right(decision, used)
        if not found.holds:
            return f"no right in force on {_day(decision)}"
        missing = {one.requirement.pk for one in found.standings} - {base["requirement"] for base in used.bases}
        return f"names nothing for requirements {sorted(missing)}" if missing else ""

    def _right(self, decision: PrescriptionDecision, used: RightUsed) -> rights.Right:
        asked, who = self._asked(decision), (used.assignment.user_id, used.assignment.unit.principal_id)
        if who not in self.earned:
            self.earned[who] = queries.earned_by([who], asked)[who]
        goods = rights.Goods(decision.article.number, decision.article.iso_code)
        return rights.right(asked, self.earned[who], goods, profession=used.profession, on=_day(decision), at=decision.decided_at)

    def _asked(self, decision: PrescriptionDecision) -> list[rights.Requirement]:
        county_id = decision.prescription.unit.principal.county_id
        if county_id not in self.required:
            self.required[county_id] = queries.requirements_of(county_id)
        return self.required[county_id]


def certificates_off_their_courses() -> Iterator[str]:
    """A certificate given at a course is somebody's who was there, on the day it was held."""
    came = Seat.objects.filter(state="attended")
    there = {(date_id, user) for date_id, user in came.values_list("date_id", "assignment__user_id")}
    for row in Certificate.objects.exclude(date=None).select_related("date").order_by("pk"):
        assert row.date is not None
        if (row.date_id, row.user_id) not in there or row.held_on != row.date.on or row.date.state != "held":
            yield f"certificate {row.number}: not given to somebody who was there on {row.date.on}"


def signatures_off_their_decisions() -> Iterator[str]:
    """What is signed was decided by who was asked to sign it, about that article of that prescription."""
    rows = SignOff.objects.filter(state="signed").select_related("decision", "asked_of").order_by("pk")
    for row in rows:
        decision = row.decision
        if (
            decision is None
            or (decision.prescription_id, decision.article_id) != (row.prescription_id, row.article_id)
            or decision.decided_by != f"user:{row.asked_of.user_id}"
        ):
            yield f"sign-off {row.key}: signed, but its decision is another's"


def _day(decision: PrescriptionDecision) -> date:
    return decision.decided_at.astimezone(SWEDEN).date()


def _has_earlier(decision: PrescriptionDecision) -> bool:
    """Of the same prescription, or of the one it was handed over from: the same person's, about the same article."""
    handed = Q(prescription__person_id=decision.prescription.person_id, article_id=decision.article_id)
    return PrescriptionDecision.objects.filter(Q(prescription_id=decision.prescription_id) | handed, pk__lt=decision.pk).exists()
