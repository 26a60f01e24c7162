"""A person finds something wrong in what is kept about her: it is noted, with what it should be if she says."""

import dataclasses
from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store
from handtag.apps.prescriptions import store as prescriptions
from handtag.domain.access import Permission
from handtag.domain.correcting import OF_PERSON, WHO, check_request
from handtag.domain.values.errors import NotFound, Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class RequestCorrection:
    """`field` is one of domain/correcting.py, with `prescription_key` for those of a prescription. `wanted` empty: only noted. `words` is
    what the person says, kept encrypted.
    """

    person_key: UUID
    field: str
    words: str = dataclasses.field(repr=False)
    asked_by: str
    wanted: str = dataclasses.field(default="", repr=False)
    prescription_key: UUID | None = None


@use_case(Permission.OPEN_PERSON, audits="records.correction_requested")
def request_correction(ctx: Context, data: RequestCorrection) -> UUID:
    """It stands from then on that the person finds it wrong or misleading (Patientdatalagen 3 kap. 8 §), whatever is decided.

    Answers with the key of the request. Raises NotFound, Refused naming the field.
    """
    person = store.lock_person(ctx.viewer, data.person_key)
    ctx.require(Permission.OPEN_PERSON)
    if data.field not in WHO:
        raise Refused("people.unknown_choice", field="field", value=data.field, valid=tuple(WHO))
    if data.field in OF_PERSON:
        before = store.value_of(person, data.field)
    else:
        prescription = prescriptions.lock_prescription(ctx.viewer, data.prescription_key or UUID(int=0))
        if prescription.person_id != person.pk:
            raise NotFound("prescribing.no_prescription")
        before = str(getattr(prescription, data.field))
    wanted = data.wanted.strip()
    check_request(data.field, before, wanted, data.words, data.asked_by)
    if store.has_open_correction(person, data.field, data.prescription_key):
        raise Refused("records.asked_already", field="field")
    key = ctx.new_key()
    store.add_correction_request(
        ctx.viewer, person, key=key, field=data.field, prescription_key=data.prescription_key, before=before, wanted=wanted,
        words=data.words.strip(), asked_by=data.asked_by, at=ctx.now,
    )  # fmt: skip
    ctx.audit("records.correction_requested", f"person:{person.key}", field=data.field, noted_only=not wanted)
    return key
