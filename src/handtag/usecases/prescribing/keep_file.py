"""A photo or a paper is kept with a prescription: measures, how she sits, the place where it is to stand."""

from base64 import b64decode
from dataclasses import dataclass
from uuid import UUID

from handtag.apps.prescriptions import store
from handtag.domain import prescribing, process
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.files.pictures import DOCUMENT, PICTURES, accepted
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class KeepFile:
    """`title` says what it shows, for who cannot see it. `content` is base64."""

    prescription_key: UUID
    title: str
    content: str


@use_case(Permission.PRESCRIBE, audits="prescribing.file_kept")
def keep_file(ctx: Context, data: KeepFile) -> int:
    """What a file is follows from its content: JPEG, PNG, WebP, or PDF without scripts; a photo loses where it was taken. Read by who may
    read of the person (Patientdatalagen 4 kap. 1 §). Raises NotFound, Refused naming the field.
    """
    prescription = store.lock_prescription(ctx.viewer, data.prescription_key)
    ctx.require(Permission.PRESCRIBE)
    prescribing.require_living(prescription.state)
    if not data.title.strip():
        raise Refused("ordering.title_missing", field="title")
    process.require_room(store.files_kept(prescription))
    try:
        sent = b64decode(data.content, validate=True)
    except ValueError:
        sent = b""
    media_type, content = accepted(sent, (*PICTURES, DOCUMENT))
    if len(content) > process.LARGEST_FILE:
        raise Refused("files.too_large", field="content", most=process.LARGEST_FILE // 1_000_000)
    kept = store.add_file(prescription, data.title.strip()[:120], media_type, content, by=ctx.viewer.code, at=ctx.now)
    ctx.audit("prescribing.file_kept", f"prescription:{prescription.key}", file=kept.pk, size=len(content), type=media_type)
    return int(kept.pk)
