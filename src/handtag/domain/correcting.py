"""What may be corrected in what is kept about a person, by whom, and what becomes of a request. No rows, no words."""

from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused

ASKERS = ("person", "representative")
OF_PERSON = ("given_name", "family_name", "address", "phone", "protected_identity")
OF_PRESCRIPTION = ("need", "goal")
WHO: dict[str, Permission] = {
    **dict.fromkeys(OF_PERSON, Permission.REGISTER_PERSON),
    **dict.fromkeys(OF_PRESCRIPTION, Permission.PRESCRIBE),
}
"""Whose task each field is: the register's by who registers, the record's by who prescribes at the unit that wrote it."""
WHERE = ("address", "phone")
LONGEST = {"given_name": 80, "family_name": 80, "address": 200, "phone": 40, "need": 2000, "goal": 2000}
YES_OR_NO = {"true": True, "false": False}


def check_request(field: str, before: str, wanted: str, words: str, asked_by: str) -> None:
    """A person may have it noted that she finds something wrong or misleading, and say what it should be (Patientdatalagen 3 kap. 8 §,
    GDPR art. 16). Without `wanted` it is only noted. Raises Refused naming the field.
    """
    if asked_by not in ASKERS:
        raise Refused("people.unknown_choice", field="asked_by", value=asked_by, valid=ASKERS)
    if not words.strip():
        raise Refused("records.words_missing", field="words")
    if wanted:
        _check_value(field, before, wanted)


def check_decision(before: str, now: str, wanted: str, reason: str, *, corrected: bool) -> None:
    """What is corrected is what was asked for and still stands there; a refusal has a reason that is told (GDPR art. 12.4).

    Raises Refused naming the field.
    """
    if not reason.strip():
        raise Refused("records.reason_missing", field="reason")
    if corrected and not wanted:
        raise Refused("records.only_noted", field="corrected")
    if corrected and now != before:
        raise Refused("records.changed_meanwhile", field="corrected")


def _check_value(field: str, before: str, wanted: str) -> None:
    if field == "protected_identity" and wanted not in YES_OR_NO:
        raise Refused("people.unknown_choice", field="wanted", value=wanted, valid=tuple(YES_OR_NO))
    if len(wanted) > LONGEST.get(field, len(wanted)):
        raise Refused("records.too_long", field="wanted", longest=LONGEST[field])
    if wanted == before:
        raise Refused("records.says_so_already", field="wanted")
