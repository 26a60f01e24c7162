"""Why a unit may read about a person, and for how long: rights are given for a task and are limited (Patientdatalagen 4 kap. 2 §)."""

from datetime import date, timedelta

from handtag.domain.values.errors import Refused

GROUND_DAYS = {
    "care_relation": 730,
    "referral": 365,
    "patient_consent": 365,
    "order_case": 30,
}


def last_day(ground: str, first: date) -> date:
    """The last day (inclusive) on which a ground stated on `first` lets the unit read. Raises Refused("people.unknown_ground")."""
    if ground not in GROUND_DAYS:
        raise Refused("people.unknown_ground", field="ground", value=ground, valid=tuple(GROUND_DAYS))
    return first + timedelta(days=GROUND_DAYS[ground] - 1)
