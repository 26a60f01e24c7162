"""A person's rights over what is kept about her: how an extract of the register may leave the house. No rows, no words."""

from collections.abc import Collection
from dataclasses import replace

from handtag.domain.values.errors import Refused
from handtag.domain.values.extracts import Section, Where

DELIVERIES = ("in_person", "digital_mailbox", "registered_address", "tax_agency")
GROUNDS = ("gdpr_15", "gdpr_15_representative")
IDENTIFICATIONS = ("id_document", "electronic_id", "known_to_staff", "registered_address")
WITHHOLDINGS = ("other_person", "harm")
MASK = "protected"


def check_extract(delivery: str, ground: str, *, protected: bool) -> None:
    """What is about a person with protected identity is not posted to an address that somebody here has to know (OSL 22 kap. 1 §).

    Raises Refused naming the field.
    """
    _one_of("delivery", delivery, DELIVERIES)
    _one_of("legal_ground", ground, GROUNDS)
    if protected and delivery == "registered_address":
        raise Refused("records.protected_post", field="delivery")


def tells_where(delivery: str, ground: str, *, protected: bool) -> bool:
    """Where someone with protected identity is stands in the extract only when she fetches it herself (OSL 22 kap. 1 §)."""
    return not protected or (delivery == "in_person" and ground == "gdpr_15")


def check_hand_over(identified_by: str, withheld: Collection[str], reason: str, sections: Collection[str], *, is_read: bool) -> None:
    """Nobody is given an extract unless she is who she says (GDPR art. 12.6), and it has been read for what concerns others
    (GDPR art. 15.4); what is held back is held back for a reason that is told. Raises Refused naming the field.
    """
    _one_of("identified_by", identified_by, IDENTIFICATIONS)
    if not is_read:
        raise Refused("records.not_read", field="is_read")
    for code in withheld:
        _one_of("withheld", code, tuple(sections))
    if withheld or reason:
        _one_of("withheld_reason", reason, WITHHOLDINGS)
    if reason and not withheld:
        raise Refused("records.nothing_withheld", field="withheld")


def handed_out(sections: Collection[Section], withheld: Collection[str], *, where: bool) -> tuple[Section, ...]:
    """The sections as they leave: without the rows that are held back, and unless `where` without any value that says where the
    person is.
    """
    return tuple(_without(section) if section.code in withheld else section if where else _masked(section) for section in sections)


def _without(section: Section) -> Section:
    return replace(section, rows=(), is_withheld=True)


def _masked(section: Section) -> Section:
    return replace(section, rows=tuple(tuple(map(_hidden, row)) for row in section.rows))


def _hidden(cell: object) -> object:
    if isinstance(cell, tuple):
        return tuple(map(_hidden, cell))
    return Where(MASK) if isinstance(cell, Where) and cell else cell


def _one_of(field: str, value: str, valid: Collection[str]) -> None:
    if value not in valid:
        raise Refused("people.unknown_choice", field=field, value=value, valid=tuple(valid))
