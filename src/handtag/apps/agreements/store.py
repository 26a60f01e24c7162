"""Rows of published versions: added once, never changed."""

from datetime import date, datetime

from handtag.apps.agreements.models import AgreementVersion


def version_row(agreement_id: str, version: str) -> AgreementVersion | None:
    return AgreementVersion.objects.filter(agreement_id=agreement_id, version=version).first()


def add_version(
    *,
    agreement_id: str,
    version: str,
    name: str,
    valid_from: date,
    valid_to: date | None,
    document: str,
    document_hash: str,
    at: datetime,
) -> AgreementVersion:
    return AgreementVersion.objects.create(
        agreement_id=agreement_id,
        version=version,
        name=name,
        valid_from=valid_from,
        valid_to=valid_to,
        document=document,
        document_hash=document_hash,
        published_at=at,
    )
