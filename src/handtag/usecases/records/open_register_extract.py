"""Read an extract of the register through before it is handed over, or print it afterwards."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store
from handtag.domain.access import Permission
from handtag.usecases.base import Context, use_case
from handtag.usecases.subject_sources import Told, told


@dataclass(frozen=True)
class OpenRegisterExtract:
    extract_key: UUID


@use_case(Permission.HAND_OUT_REGISTER, audits="person.register_opened", reads=True)
def open_register_extract(ctx: Context, data: OpenRegisterExtract) -> Told:
    """Read as it is now, with what was held back left out, and each reading logged (Patientdatalagen 4 kap. 3 §). Raises NotFound."""
    extract = store.lock_extract(ctx.viewer, data.extract_key)
    ctx.require(Permission.HAND_OUT_REGISTER)
    ctx.log_access(extract.person.key, action="person.register_opened", ground=extract.legal_ground)
    return told(ctx.viewer, extract, store.hand_out_of(extract))
