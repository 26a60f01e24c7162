"""Published versions, open to everyone; the compiled form is kept per document hash, which never changes meaning."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q

from handtag.apps.agreements.models import AgreementCase, AgreementVersion
from handtag.domain.agreement.cases import Case
from handtag.domain.agreement.compile import CompiledAgreement, compile_agreement
from handtag.domain.agreement.load import agreement_from_json
from handtag.domain.agreement.schema import Agreement
from handtag.domain.values.errors import NotFound


@dataclass(frozen=True)
class CompiledVersion:
    """A published version ready to decide: the row's id, the document as read, and its compiled tables."""

    version_id: int
    document: Agreement
    compiled: CompiledAgreement


def compiled_for(agreement_id: str, on: date) -> CompiledVersion:
    """The version in force on a day, the latest begun when several are. Raises NotFound when none is."""
    in_force = Q(valid_to=None) | Q(valid_to__gte=on)
    found = (
        AgreementVersion.objects.filter(in_force, agreement_id=agreement_id, valid_from__lte=on)
        .order_by("-valid_from", "-pk")
        .values_list("pk", "document_hash")
        .first()
    )
    if found is None:
        raise NotFound("agreements.none_in_force", agreement=agreement_id, on=on.isoformat())
    return _compiled(*found)


def known_words(agreement_id: str, on: date) -> dict[str, tuple[str, ...]]:
    """The words that prescribers use, and the ISO codes each may be, in the version of a day; none when none is in force."""
    try:
        found = compiled_for(agreement_id, on)
    except NotFound:
        return {}
    return {word.word: word.iso_codes for word in found.document.words}


def compiled_in_force(on: date) -> list[CompiledVersion]:
    """Every agreement's version in force on a day, by the name of the agreement."""
    in_force = Q(valid_to=None) | Q(valid_to__gte=on)
    rows = AgreementVersion.objects.filter(in_force, valid_from__lte=on).order_by("valid_from", "pk")
    newest = {name: (pk, document_hash) for name, pk, document_hash in rows.values_list("agreement_id", "pk", "document_hash")}
    return sorted((_compiled(*row) for row in newest.values()), key=lambda version: version.document.title)


def compiled_version(version_id: int) -> CompiledVersion:
    """A version by its row, also one that has ended: decisions are read again from the very document they were made under."""
    found = AgreementVersion.objects.filter(pk=version_id).values_list("pk", "document_hash").first()
    if found is None:
        raise NotFound("agreements.no_version")
    return _compiled(*found)


def cases_of_version(version_id: int) -> tuple[Case, ...]:
    """The worked cases that were agreed with a version, in their order."""
    rows = AgreementCase.objects.filter(version_id=version_id).order_by("position")
    return tuple(Case(id=row.case_id, title=row.title, facts=row.facts, expect=row.expect, source=row.source) for row in rows)


def doubts_of_version(version_id: int) -> str:
    """What was found doubtful in the text of a version, Markdown; empty when nothing was told."""
    return AgreementVersion.objects.values_list("doubts", flat=True).get(pk=version_id)


def published_versions() -> list[AgreementVersion]:
    return list(AgreementVersion.objects.defer("document", "doubts").order_by("agreement_id", "-valid_from"))


def published_versions_of(agreement_id: str) -> list[AgreementVersion]:
    """The versions of one agreement, the newest first."""
    return list(AgreementVersion.objects.defer("document", "doubts").filter(agreement_id=agreement_id).order_by("-valid_from", "-pk"))


@lru_cache(maxsize=64)
def _compiled(version_id: int, document_hash: str) -> CompiledVersion:
    text = AgreementVersion.objects.values_list("document", flat=True).get(pk=version_id, document_hash=document_hash)
    document = agreement_from_json(text)
    return CompiledVersion(version_id, document, compile_agreement(document))
