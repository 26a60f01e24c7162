"""Who may read what another unit has written: inside a care provider, across care providers, behind a block, in an emergency."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handtag.domain.secrecy import (
    EMERGENCY_HOURS,
    Answer,
    Place,
    Wall,
    answer_for,
    check_block,
    check_consent,
    emergency_ends,
)
from handtag.domain.values.errors import Refused

READER, SISTER, FOREIGN = Place(1, 10), Place(2, 10), Place(3, 20)
ON_READER, ON_SISTER, ON_FOREIGN_UNIT = Wall(10, 1), Wall(10, 2), Wall(20, 3)
OUR_PROVIDER, THEIR_PROVIDER = Wall(10, None), Wall(20, None)
OPEN, ASK, BLOCKED = Answer.OPEN, Answer.CONSENT_NEEDED, Answer.BLOCKED


@pytest.mark.law("PDL 4 kap. 4 §, PDL 4 kap. 5 §, Lag 2022:913")
@pytest.mark.parametrize(
    ("origin", "walls", "nothing", "cohesive", "blocked", "emergency"),
    [
        (READER, [ON_READER, OUR_PROVIDER], OPEN, OPEN, OPEN, OPEN),
        (SISTER, [], OPEN, OPEN, OPEN, OPEN),
        (SISTER, [ON_SISTER], BLOCKED, BLOCKED, OPEN, OPEN),
        (SISTER, [OUR_PROVIDER], OPEN, OPEN, OPEN, OPEN),
        (SISTER, [ON_FOREIGN_UNIT, THEIR_PROVIDER, ON_READER], OPEN, OPEN, OPEN, OPEN),
        (FOREIGN, [], ASK, OPEN, ASK, OPEN),
        (FOREIGN, [ON_SISTER, OUR_PROVIDER], ASK, OPEN, ASK, OPEN),
        (FOREIGN, [ON_FOREIGN_UNIT], BLOCKED, BLOCKED, BLOCKED, BLOCKED),
        (FOREIGN, [THEIR_PROVIDER], BLOCKED, BLOCKED, BLOCKED, BLOCKED),
    ],
)
def test_what_is_open(origin: Place, walls: list[Wall], nothing: Answer, cohesive: Answer, blocked: Answer, emergency: Answer) -> None:
    assert answer_for(READER, origin, walls) is nothing
    assert answer_for(READER, origin, walls, consents={"cohesive"}) is cohesive
    assert answer_for(READER, origin, walls, consents={"blocked"}) is blocked
    assert answer_for(READER, origin, walls, emergency=True) is emergency


@pytest.mark.parametrize(
    "opened", [datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2027, 3, 28, 0, 30, tzinfo=UTC), datetime(2026, 11, 23, 8, tzinfo=UTC)]
)
def test_an_emergency_lasts_its_hours_also_when_the_clocks_are_changed(opened: datetime) -> None:
    """02:30 in Sweden, the nights when the clocks go back and forward, and an ordinary morning: the hours are those that pass."""
    ends = emergency_ends("life_or_health", "Svarar inte", opened)
    assert (ends - opened) == timedelta(hours=EMERGENCY_HOURS["life_or_health"])
    assert ends.astimezone(ZoneInfo("Europe/Stockholm")).utcoffset() is not None


@pytest.mark.parametrize(("reason", "words", "field"), [("curiosity", "x", "reason"), ("life_or_health", "  ", "words")])
def test_an_emergency_is_opened_with_a_reason_and_words(reason: str, words: str, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        emergency_ends(reason, words, datetime(2026, 11, 23, tzinfo=UTC))
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("kind", "given_by", "until", "need", "field"),
    [
        ("all", "person", date(2026, 12, 1), True, "kind"),
        ("cohesive", "neighbour", date(2026, 12, 1), True, "given_by"),
        ("cohesive", "person", date(2026, 11, 22), True, "until"),
        ("cohesive", "person", date(2027, 11, 23), True, "until"),
        ("cohesive", "person", date(2026, 12, 1), False, "presumed_need"),
    ],
)
def test_a_consent_is_for_one_thing_and_a_time(kind: str, given_by: str, until: date, *, need: bool, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_consent(kind, given_by, until, date(2026, 11, 23), presumed_need=need)
    assert refusal.value.field == field


def test_a_consent_may_run_a_year() -> None:
    check_consent("cohesive", "representative", date(2027, 11, 22), date(2026, 11, 23), presumed_need=True)


@pytest.mark.law("PDL 4 kap. 4 §")
def test_a_guardian_may_not_block_a_childs_records() -> None:
    with pytest.raises(Refused, match="guardian"):
        check_block("representative", 17)
    check_block("person", 15)
    check_block("representative", 18)
