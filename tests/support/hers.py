"""A prescription with a word of the person's in everything that belongs to it."""

from typing import Any
from uuid import uuid4

from tests.support.world import NOW, TODAY

from handtag.apps.prescriptions.models import Prescription
from handtag.apps.prescriptions.process import (
    ExceptionAnswer,
    ExceptionRequest,
    FormAnswer,
    FormVersion,
    Offering,
    PrescriptionFile,
    RememberedFact,
    Trial,
)


def process_of_hers(prescription: Prescription) -> None:
    """What was offered, said, tried, filled in, asked for and photographed."""
    its: dict[str, Any] = {"prescription": prescription}
    told: dict[str, Any] = {"recorded_by": "user:1", "recorded_at": NOW}
    Offering.objects.create(
        **its, **told, offered="Hennes val", chosen="Hennes val", is_followed=False, reason="Hennes hem", offered_on=TODAY
    )
    RememberedFact.objects.create(
        **told, person=prescription.person, unit=prescription.unit, fact="drives_self", value="true", said_on=TODAY
    )
    Trial.objects.create(
        **its, until=TODAY, started_by="user:1", started_at=NOW, outcome="kept", note="Hennes prov", ended_by="user:1", ended_on=TODAY
    )
    version = FormVersion.objects.create(form="x", version=1, content={}, first_used_at=NOW)
    FormAnswer.objects.create(
        **its, version=version, answers='{"a": "Hennes svar"}', result="1", filled_by="user:1", filled_on=TODAY, recorded_at=NOW
    )
    asked = ExceptionRequest.objects.create(
        **its, key=uuid4(), unit=prescription.unit, article=prescription.article, refusal="prescribing.left_open", reason="special_need",
        words="Hennes skäl", asked_by="user:1", asked_at=NOW,
    )  # fmt: skip
    ExceptionAnswer.objects.create(request=asked, words="Hennes nej", answered_by="user:1", answered_at=NOW)
    PrescriptionFile.objects.create(
        **its, title="Hennes bild", media_type="image/png", size=4, content=b"bild", added_by="user:1", added_at=NOW
    )
