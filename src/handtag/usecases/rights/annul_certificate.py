"""Take back a certificate that was given in error."""

from dataclasses import dataclass

from handtag.apps.rights.store import courses
from handtag.domain.access import Permission
from handtag.domain.values.errors import Refused
from handtag.usecases.base import Context, use_case


@dataclass(frozen=True)
class AnnulCertificate:
    number: str
    reason: str


@use_case(Permission.MANAGE_RIGHTS, audits="rights.certificate_annulled")
def annul_certificate(ctx: Context, data: AnnulCertificate) -> None:
    """From this moment it gives nothing; what was prescribed on it stands. Raises NotFound, Refused."""
    found = courses.lock_certificate(ctx.viewer, data.number)
    ctx.require(Permission.MANAGE_RIGHTS)
    if not data.reason.strip():
        raise Refused("rights.words_missing", field="reason")
    courses.annul(found, reason=data.reason.strip(), by=ctx.viewer.code, at=ctx.now)
    ctx.audit("rights.certificate_annulled", f"certificate:{found.number}")
