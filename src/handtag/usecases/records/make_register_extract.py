"""A person asks what is kept about her: an extract of the register is begun."""

from dataclasses import dataclass, field
from uuid import UUID

from handtag.apps.people import store
from handtag.domain.access import Permission
from handtag.domain.data_subject import check_extract
from handtag.domain.values.errors import NotFound
from handtag.domain.values.identity import parse_identity
from handtag.usecases.base import Context, use_case
from handtag.usecases.subject_sources import is_kept


@dataclass(frozen=True)
class MakeRegisterExtract:
    """`legal_ground`: `gdpr_15`, or `gdpr_15_representative` when a guardian or someone with a power of attorney asks. `delivery` is how it
    will reach the person; `case_number` is where the request is registered.
    """

    personnummer: str = field(repr=False)
    legal_ground: str
    delivery: str
    case_number: str = ""


@use_case(Permission.HAND_OUT_REGISTER, audits="person.register_made", reads=True)
def make_register_extract(ctx: Context, data: MakeRegisterExtract) -> UUID:
    """Everyone has a right to a copy of what is kept about them (GDPR art. 15); each care provider answers for its own.

    Whoever nobody has registered and whoever is known only to others get the same answer: NotFound. Answers with the key of the
    extract. Raises Refused naming the field.
    """
    ctx.require(Permission.HAND_OUT_REGISTER)
    number = parse_identity(data.personnummer, today=ctx.today)
    check_extract(data.delivery, data.legal_ground, protected=False)
    person = store.person_by_number(number)
    if person is None or not is_kept(ctx.viewer, person):
        raise NotFound("records.nobody")
    check_extract(data.delivery, data.legal_ground, protected=person.protected_identity)
    key = ctx.new_key()
    store.add_extract(
        ctx.viewer, person, key=key, legal_ground=data.legal_ground, delivery=data.delivery,
        case_number=data.case_number.strip()[:40], at=ctx.now,
    )  # fmt: skip
    ctx.log_access(person.key, action="person.register_made", ground=data.legal_ground)
    return key
