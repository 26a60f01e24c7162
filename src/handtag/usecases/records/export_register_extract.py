"""Take an extract that is handed over out as a file."""

from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people import store
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case
from handtag.usecases.subject_sources import Told, told

FORMATS = ("json", "xlsx")


@dataclass(frozen=True)
class ExportRegisterExtract:
    extract_key: UUID
    format: str


@use_case(Permission.HAND_OUT_REGISTER, audits="person.register_exported", reads=True)
def export_register_extract(ctx: Context, data: ExportRegisterExtract) -> Told:
    """A copy in a common format (GDPR art. 15.3 and 20), logged before it is made, and only once it is handed over.

    Raises NotFound, Refused("records.not_handed_over").
    """
    extract = store.lock_extract(ctx.viewer, data.extract_key)
    ctx.require(Permission.HAND_OUT_REGISTER)
    if data.format not in FORMATS:
        raise Refused("people.unknown_choice", field="format", value=data.format, valid=FORMATS)
    handed = store.hand_out_of(extract)
    if handed is None:
        raise Refused("records.not_handed_over")
    ctx.log_access(extract.person.key, action="person.register_exported", ground=extract.legal_ground)
    return told(ctx.viewer, extract, handed)
