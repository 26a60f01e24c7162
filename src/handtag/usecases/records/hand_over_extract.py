"""An extract of the register is handed over: to whom it is about, known to be her, and with nothing in it about others."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store
from handtag.domain.access import Permission
from handtag.domain.data_subject import check_extract, check_hand_over
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.subject_sources import told


@dataclass(frozen=True)
class HandOverExtract:
    """`identified_by`: how one knew that it was she. `is_read`: the free text has been read for what concerns others. `withheld`: codes of
    the sections held back, and the reason for it.
    """

    extract_key: UUID
    identified_by: str
    is_read: bool
    withheld: tuple[str, ...] = ()
    withheld_reason: str = ""


@use_case(Permission.HAND_OUT_REGISTER, audits=("records.extract_handed_over", "person.register_handed_over"))
def hand_over_extract(ctx: Context, data: HandOverExtract) -> None:
    """Who asks is identified first (GDPR art. 12.6), and what would hurt others is left out with a reason (GDPR art. 15.4, OSL 25 kap.).

    Recorded with who, when and on which ground; files are made only afterwards. Raises NotFound, Refused naming the field.
    """
    extract = store.lock_extract(ctx.viewer, data.extract_key)
    ctx.require(Permission.HAND_OUT_REGISTER)
    before = store.hand_out_of(extract)
    if before is not None:
        raise Refused("records.handed_over_already", at=before.handed_at.date())
    check_extract(extract.delivery, extract.legal_ground, protected=extract.person.protected_identity)
    sections = [section.code for section in told(ctx.viewer, extract, None).sections]
    check_hand_over(data.identified_by, data.withheld, data.withheld_reason, sections, is_read=data.is_read)
    store.add_hand_out(
        ctx.viewer, extract, identified_by=data.identified_by, withheld=sorted(set(data.withheld)), reason=data.withheld_reason, at=ctx.now
    )
    ctx.audit(
        "records.extract_handed_over", f"person:{extract.person.key}", legal_ground=extract.legal_ground, delivery=extract.delivery,
        identified_by=data.identified_by, withheld=sorted(set(data.withheld)),
    )  # fmt: skip
    ctx.log_access(extract.person.key, action="person.register_handed_over", ground=extract.legal_ground)
