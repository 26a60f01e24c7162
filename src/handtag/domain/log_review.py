"""Which readings a log review looks at: rules that flag what may need an explanation, and a sample drawn by chance. Pure.

A flag is no accusation: it says why a person looks at the row (Patientdatalagen 4 kap. 3 §; HSLF-FS 2016:40 4 kap. 9 §).
"""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from random import Random
from uuid import UUID

LONGEST_PERIOD = 92  # days that one review covers
MOST_SAMPLED = 500
MOST_LOOKUPS = 10_000  # persons in an hour; more is no limit
AN_HOUR = timedelta(hours=1)
LISTED = "person.listed"


class Verdict(StrEnum):
    """What the reviewer finds about one reading."""

    IN_ORDER = "in_order"
    ASKED = "asked"  # the reader or the manager has been asked
    NOT_IN_ORDER = "not_in_order"


@dataclass(frozen=True)
class Reading:
    """One row of the access log, as the rules see it."""

    entry_id: int
    at: datetime
    on: date
    actor: str
    unit_id: int
    person_key: UUID
    action: str
    ground: str


@dataclass(frozen=True)
class About:
    """What the rules need to know of a person who was read about; names and addresses in lower case."""

    name: str
    family_name: str
    protected: bool


@dataclass(frozen=True)
class Limits:
    """From when on something is much or late."""

    lookups_per_hour: int = 30
    days_until_act: int = 30


@dataclass(frozen=True)
class Known:
    """What is known around the readings. `neighbours` are pairs of reader and person with one address, `acts` on which days a unit
    did something for a person.
    """

    readers: Mapping[str, str]
    persons: Mapping[UUID, About]
    neighbours: Collection[tuple[str, UUID]] = frozenset()
    acts: Mapping[tuple[int, UUID], Sequence[date]] = field(default_factory=dict)
    busy: Collection[tuple[str, UUID, date]] = frozenset()
    limits: Limits = Limits()


def own_record(reading: Reading, known: Known) -> bool:
    """The person has the reader's whole name: it may be the reader's own record."""
    reader, person = known.readers.get(reading.actor, ""), known.persons.get(reading.person_key)
    return bool(reader) and person is not None and person.name == reader


def same_surname(reading: Reading, known: Known) -> bool:
    """The person has the reader's family name, but is not of the same whole name."""
    reader, person = known.readers.get(reading.actor, ""), known.persons.get(reading.person_key)
    return bool(reader) and person is not None and person.name != reader and reader.split()[-1] == person.family_name.split()[-1]


def same_address(reading: Reading, known: Known) -> bool:
    """The person lives where somebody with the reader's whole name is registered."""
    return (reading.actor, reading.person_key) in known.neighbours and not own_record(reading, known)


def protected_identity(reading: Reading, known: Known) -> bool:
    """The person has protected identity."""
    person = known.persons.get(reading.person_key)
    return person is not None and person.protected


def emergency(reading: Reading, known: Known) -> bool:
    """The ground was danger to life or health: such a reading is always looked at afterwards."""
    return reading.ground == "emergency"


def no_later_act(reading: Reading, known: Known) -> bool:
    """The unit opened the person and did nothing for her on that day or in the days after it."""
    if reading.action == LISTED:
        return False
    until = reading.on + timedelta(days=known.limits.days_until_act)
    return not any(reading.on <= act <= until for act in known.acts.get((reading.unit_id, reading.person_key), ()))


def many_lookups(reading: Reading, known: Known) -> bool:
    """The reader opened or looked for more persons within an hour than is usual."""
    return (reading.actor, reading.person_key, reading.on) in known.busy


Rule = Callable[[Reading, Known], bool]
RULES: dict[str, Rule] = {
    rule.__name__: rule for rule in (own_record, same_surname, same_address, protected_identity, emergency, many_lookups, no_later_act)
}


def busy_hours(readings: Iterable[Reading], lookups: int) -> frozenset[tuple[str, UUID, date]]:
    """Reader, person and day where the reader passed `lookups` different persons within one hour; readings come in order of time. What
    a list names is not looked up.
    """
    recent: dict[str, deque[Reading]] = defaultdict(deque)
    found = set()
    for reading in readings:
        if reading.action == LISTED:
            continue
        hour = recent[reading.actor]
        hour.append(reading)
        while hour[0].at <= reading.at - AN_HOUR:
            hour.popleft()
        if len({one.person_key for one in hour}) > lookups:
            found.add((reading.actor, reading.person_key, reading.on))
    return frozenset(found)


def first_of_each_day(readings: Iterable[Reading]) -> list[Reading]:
    """One reading for each reader, person and day: the first that opened something, else the first list. What a reader opens ten times
    in a day is one thing to ask about.
    """
    found: dict[tuple[str, UUID, date], Reading] = {}
    for reading in readings:
        key = (reading.actor, reading.person_key, reading.on)
        if key not in found or (found[key].action == LISTED and reading.action != LISTED):
            found[key] = reading
    return sorted(found.values(), key=lambda reading: reading.entry_id)


def flagged(readings: Iterable[Reading], known: Known, rules: Collection[str]) -> dict[int, tuple[str, ...]]:
    """The rules that each reading falls under, of those chosen, in the rules' own order; readings that fall under none are left out."""
    chosen = {name: rule for name, rule in RULES.items() if name in rules}
    names = {reading.entry_id: tuple(name for name, rule in chosen.items() if rule(reading, known)) for reading in readings}
    return {entry_id: hits for entry_id, hits in names.items() if hits}


def sample(entry_ids: Collection[int], size: int, seed: int) -> list[int]:
    """A sample drawn by chance; the same seed draws the same rows from the same log, so that anyone can draw it again."""
    return sorted(Random(seed).sample(sorted(entry_ids), min(size, len(entry_ids))))  # noqa: S311  # for chance, not for secrets
