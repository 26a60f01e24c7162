"""The right to prescribe that is earned: what is required for what, what a prescriber has earned, and for how long it holds.

What the agreement gives a profession is decided by the agreement; here is only what comes on top of it. No rows, no clock.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from handtag.domain.values.errors import Refused

WITHDRAWAL_REASONS = ("competence_not_kept", "guidelines_not_followed", "other_duties", "own_wish")
GRANT_KINDS = ("approved", "substitute")
MOST_DAYS = {"approved": 1096, "substitute": 366}
MOST_CASES = 50
MOST_MONTHS = 120
EXPIRES_SOON_DAYS = 90
MOST_SEATS = 500


@dataclass(frozen=True)
class Requirement:
    """What must be earned before something is prescribed: a course, or so many supervised cases; either will do when both are named.

    `iso_prefix` "" with no article means everything; `professions` empty means all of them; `months` None means for ever.
    `since` and `until` are the first and the last day (inclusive) on which it is asked for.
    """

    pk: int
    title: str
    since: date
    until: date | None = None
    iso_prefix: str = ""
    article_number: str = ""
    professions: frozenset[str] = frozenset()
    course: str = ""
    cases: int = 0
    months: int | None = None

    def is_asked_of(self, profession: str, on: date) -> bool:
        began = self.since <= on and (self.until is None or on <= self.until)
        return began and (not self.professions or profession in self.professions)

    def covers(self, article: "Goods") -> bool:
        return self.article_number in ("", article.number) and article.iso_code.startswith(self.iso_prefix)


@dataclass(frozen=True)
class Goods:
    """What is to be prescribed."""

    number: str
    iso_code: str


@dataclass(frozen=True)
class Certificate:
    """A course passed on a day; `annulled_at` when it was given in error."""

    number: str
    course: str
    held_on: date
    annulled_at: datetime | None = None


@dataclass(frozen=True)
class Case:
    """A prescription that a colleague with the right signed, having followed it from need to choice."""

    requirement: int
    on: date


@dataclass(frozen=True)
class Grant:
    """A right that the principal has given for a time, both days inclusive; `ended_at` when it was taken back before."""

    pk: int
    requirement: int
    kind: str
    first_day: date
    last_day: date
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Withdrawal:
    """The principal has taken the right back, for everything or for what begins with `iso_prefix`."""

    iso_prefix: str
    reason: str
    words: str
    since: datetime
    until: datetime | None = None

    def is_in_force(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True)
class Earned:
    """Everything one prescriber has at one principal."""

    certificates: Sequence[Certificate] = ()
    cases: Sequence[Case] = ()
    grants: Sequence[Grant] = ()
    withdrawals: Sequence[Withdrawal] = ()


@dataclass(frozen=True)
class Basis:
    """What a right rests on: its kind, what names it, and the first and last day (inclusive; None = for ever)."""

    kind: str
    name: str
    first_day: date
    last_day: date | None

    def holds(self, on: date) -> bool:
        return self.first_day <= on and (self.last_day is None or on <= self.last_day)


@dataclass(frozen=True)
class Standing:
    """How one prescriber stands to one requirement on a day: `basis` is what meets it longest, None when nothing does.

    `expired` is the last day on which it was met, when it was and is no more.
    """

    requirement: Requirement
    basis: Basis | None
    expired: date | None = None

    @property
    def is_met(self) -> bool:
        return self.basis is not None

    def expires_soon(self, on: date) -> bool:
        last = self.basis.last_day if self.basis else None
        return last is not None and last <= on + timedelta(days=EXPIRES_SOON_DAYS)


@dataclass(frozen=True)
class Right:
    """The answer about one article: what it rests on, what is missing, and what stands in the way."""

    standings: tuple[Standing, ...] = ()
    withdrawal: Withdrawal | None = None
    supervised: bool = False

    @property
    def missing(self) -> tuple[Standing, ...]:
        return tuple(one for one in self.standings if not one.is_met)

    @property
    def holds(self) -> bool:
        return not (self.missing or self.withdrawal or self.supervised)

    @property
    def bases(self) -> list[dict[str, object]]:
        """As it is kept with a decision: which requirement, what it rests on, and through which day."""
        return [
            {
                "requirement": one.requirement.pk, "title": one.requirement.title, "kind": one.basis.kind, "name": one.basis.name,
                "until": one.basis.last_day.isoformat() if one.basis.last_day else None,
            }
            for one in self.standings if one.basis is not None
        ]  # fmt: skip


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later; the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def last_day_of(first: date, months: int | None) -> date | None:
    """Twelve months from 1 May last through 30 April."""
    return None if months is None else months_later(first, months) - timedelta(days=1)


def standing(requirement: Requirement, earned: Earned, on: date, at: datetime) -> Standing:
    """A requirement is met by a certificate of its course, by enough supervised cases or by the principal's grant, while it lasts."""
    bases = list(_bases(requirement, earned, at))
    met = [basis for basis in bases if basis.holds(on)]
    longest = max(met, key=lambda one: one.last_day or date.max, default=None)
    ended = [basis.last_day for basis in bases if basis.last_day is not None and basis.last_day < on]
    return Standing(requirement, longest, None if longest else max(ended, default=None))


def right(requirements: Iterable[Requirement], earned: Earned, article: Goods, *, profession: str, on: date, at: datetime) -> Right:
    """May this prescriber, whom the agreement lets prescribe the article, do so alone on this day?"""
    asked = [one for one in requirements if one.is_asked_of(profession, on) and one.covers(article)]
    standings = tuple(standing(one, earned, on, at) for one in asked)
    return Right(standings, withdrawal_of(earned, article.iso_code, at))


def withdrawal_of(earned: Earned, iso_code: str, at: datetime) -> Withdrawal | None:
    """What has been withdrawn and not given back; iso_code "" asks only about everything at once."""
    return next((one for one in earned.withdrawals if one.is_in_force(at) and iso_code.startswith(one.iso_prefix)), None)


def require_right(found: Right, article: Goods) -> None:
    """Nobody prescribes without a right in force that day (Norrbotten final report 2021, draft agreement, "Kompetenskrav förskrivare").

    Raises Refused("rights.withdrawn"), Refused("rights.supervised") or Refused("rights.missing") naming what is missing.
    """
    if found.withdrawal is not None:
        raise withdrawn(found.withdrawal)
    if found.supervised:
        raise Refused("rights.supervised", field="article_number")
    if found.missing:
        titles = tuple(one.requirement.title for one in found.missing)
        raise Refused("rights.missing", field="article_number", article=article.number, missing=titles)


def withdrawn(withdrawal: Withdrawal) -> Refused:
    what = withdrawal.iso_prefix or "everything"
    return Refused("rights.withdrawn", field="article_number", what=what, reason=withdrawal.reason, words=withdrawal.words)


def require_requirement(requirement: Requirement, today: date) -> None:
    """A requirement asks for a course or for cases, for a known part of the classification, and never backwards in time. Raises Refused."""
    if not requirement.title:
        raise Refused("rights.title_missing", field="title")
    if not requirement.course and not requirement.cases:
        raise Refused("rights.nothing_required", field="course")
    if requirement.iso_prefix and (not requirement.iso_prefix.isdecimal() or len(requirement.iso_prefix) not in (2, 4, 6, 8)):
        raise Refused("rights.bad_prefix", field="iso_prefix", value=requirement.iso_prefix)
    if requirement.iso_prefix and requirement.article_number:
        raise Refused("rights.prefix_or_article", field="article_number")
    if not 0 <= requirement.cases <= MOST_CASES:
        raise Refused("rights.bad_cases", field="cases", most=MOST_CASES)
    if requirement.months is not None and not 1 <= requirement.months <= MOST_MONTHS:
        raise Refused("rights.bad_months", field="months", most=MOST_MONTHS)
    if requirement.since < today:
        raise Refused("rights.since_passed", field="since", on=requirement.since)


def require_grant(kind: str, first: date, last: date, *, today: date) -> None:
    """What the principal gives begins today or later and always has a last day. Raises Refused."""
    most = MOST_DAYS[kind]
    if first < today:
        raise Refused("rights.since_passed", field="valid_from", on=first)
    if not first <= last <= first + timedelta(days=most - 1):
        raise Refused("rights.bad_last_day", field="valid_to", most=most)


def require_withdrawal(reason: str, words: str, iso_prefix: str) -> None:
    """A right is withdrawn with a reason that can be tried (Förvaltningslagen 32 §). Raises Refused."""
    if reason not in WITHDRAWAL_REASONS:
        raise Refused("rights.unknown_reason", field="reason", valid=WITHDRAWAL_REASONS)
    if not words.strip():
        raise Refused("rights.words_missing", field="words")
    if iso_prefix and (not iso_prefix.isdecimal() or len(iso_prefix) not in (2, 4, 6, 8)):
        raise Refused("rights.bad_prefix", field="iso_prefix", value=iso_prefix)


def _bases(requirement: Requirement, earned: Earned, at: datetime) -> Iterable[Basis]:
    for one in earned.certificates:
        if requirement.course and one.course == requirement.course and (one.annulled_at is None or at < one.annulled_at):
            yield Basis("certificate", one.number, one.held_on, last_day_of(one.held_on, requirement.months))
    if requirement.cases:
        yield from _by_cases(requirement, sorted(case.on for case in earned.cases if case.requirement == requirement.pk))
    for grant in earned.grants:
        if grant.requirement == requirement.pk and (grant.ended_at is None or at < grant.ended_at):
            yield Basis(grant.kind, str(grant.pk), grant.first_day, grant.last_day)


def _by_cases(requirement: Requirement, days: Sequence[date]) -> Iterable[Basis]:
    """The right is there from the day of the last case that was needed; cases older than the right would last count no more."""
    for last in range(requirement.cases - 1, len(days)):
        first, done = days[last - requirement.cases + 1], days[last]
        if requirement.months is None or done < months_later(first, requirement.months):
            yield Basis("cases", str(requirement.cases), done, last_day_of(done, requirement.months))


def require_date(*, on: date, answer_by: date, seats: int, begins: object, ends: object, today: date) -> None:
    """A course is planned ahead, ends after it begins, and is answered before it is held. Raises Refused naming the field."""
    if on < today:
        raise Refused("rights.since_passed", field="on", on=on)
    if not today <= answer_by <= on:
        raise Refused("rights.bad_answer_day", field="answer_by")
    if not 1 <= seats <= MOST_SEATS:
        raise Refused("rights.bad_seats", field="seats", most=MOST_SEATS)
    if not str(begins) < str(ends):
        raise Refused("rights.bad_times", field="ends")


def require_open(state: str, answer_by: date, today: date) -> None:
    """One books and gives up a seat on a planned date until the last day to answer. Raises Refused."""
    if state != "planned":
        raise Refused("rights.date_closed")
    if today > answer_by:
        raise Refused("rights.answered_too_late", on=answer_by)


def seat_state(seats: int, taken: int) -> str:
    """Who comes when the course is full waits in line."""
    return "booked" if taken < seats else "waiting"
