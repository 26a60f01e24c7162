"""Are the published agreements the ones that were published? One line per row that is wrong, else nothing."""

import hashlib
from collections.abc import Iterator

from django.db.models import F, Max

from handtag.apps.agreements.models import AgreementVersion, Draft


def documents_off_their_hashes() -> Iterator[str]:
    """A published document is, letter by letter, the one whose fingerprint was published with it."""
    for version in AgreementVersion.objects.order_by("pk").iterator():
        found = hashlib.sha256(version.document.encode()).hexdigest()
        if found != version.document_hash:
            yield f"{version}: its document has the fingerprint {found[:12]}, published was {version.document_hash[:12]}"


def drafts_off_their_changes() -> Iterator[str]:
    """A draft has as many changes as it counts: none is missing from its log."""
    counted = Draft.objects.annotate(last=Max("changes__revision"))
    for draft in counted.exclude(last=F("revision")).order_by("pk"):
        yield f"draft {draft.key}: revision {draft.revision}, but its log ends at {draft.last}"
