"""Read a photo or a paper of a prescription."""

from base64 import b64encode
from dataclasses import dataclass
from uuid import UUID

from handtag.apps.people.grounds import ground_for
from handtag.apps.prescriptions import queries
from handtag.apps.prescriptions.queries_process import file_of
from handtag.domain.access import Permission
from handtag.domain.values.errors import NotFound
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class OpenFile:
    prescription_key: UUID
    file_id: int


@dataclass(frozen=True)
class OpenedFile:
    """`content` is base64; `media_type` one of image/jpeg, image/png, image/webp, application/pdf."""

    title: str
    media_type: str
    content: str


@use_case(Permission.PRESCRIBE, audits="person.prescription_file_opened", reads=True)
def open_file(ctx: Context, data: OpenFile) -> OpenedFile:
    """Read like the person's record: on the unit's ground, not past a block, and logged each time (Patientdatalagen 4 kap. 1–4 §§).

    Raises NotFound.
    """
    prescription = queries.prescription_for_page(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    found, ground = file_of(ctx.viewer, prescription, data.file_id), ground_for(ctx.viewer, prescription.person)
    if found is None or ground is None:
        raise NotFound("process.no_file", field="file_id")
    ctx.log_access(prescription.person.key, action="person.prescription_file_opened", ground=ground.code)
    return OpenedFile(found.title, found.media_type, b64encode(found.content).decode())
