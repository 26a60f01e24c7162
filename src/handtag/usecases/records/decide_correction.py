"""What a person finds wrong is corrected, or is not and she is told why; what stood before remains readable."""

from dataclasses import dataclass, field
from uuid import UUID

from handtag.apps.people import store
from handtag.apps.prescriptions import store as prescriptions
from handtag.domain.access import Permission
from handtag.domain.correcting import OF_PERSON, WHO, YES_OR_NO, check_decision
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class DecideCorrection:
    """`reason` is kept encrypted and told to the person."""

    request_key: UUID
    corrected: bool
    reason: str = field(repr=False)


@use_case(Permission.OPEN_PERSON, audits=("records.corrected", "records.correction_refused"))
def decide_correction(ctx: Context, data: DecideCorrection) -> None:
    """Decided by who has the field as a task; it is said when and by whom, and nothing is made unreadable (Patientdatalagen 3 kap. 14 §,
    GDPR art. 16). Raises NotFound, NotAllowed, Refused naming the field.
    """
    request = store.correction_to_decide(ctx.viewer, data.request_key)
    ctx.require(Permission.OPEN_PERSON)
    ctx.require(WHO[request.field])
    person, code = request.person, request.field
    if code in OF_PERSON:
        now = store.value_of(person, code)
    else:
        prescription = prescriptions.lock_prescription(ctx.viewer, request.prescription_key or UUID(int=0))
        now = str(getattr(prescription, code))
    check_decision(request.before, now, request.wanted, data.reason, corrected=data.corrected)
    if data.corrected and code in OF_PERSON:
        value = YES_OR_NO[request.wanted] if code == "protected_identity" else request.wanted
        store.set_circumstances(person, **{code: value})
    elif data.corrected:
        prescriptions.set_state(prescription, prescription.state, **{code: request.wanted})
    outcome = "corrected" if data.corrected else "refused"
    store.add_correction_decision(ctx.viewer, request, outcome=outcome, reason=data.reason.strip(), at=ctx.now)
    action = "records.corrected" if data.corrected else "records.correction_refused"
    ctx.audit(action, f"person:{person.key}", field=code)
