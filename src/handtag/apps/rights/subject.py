"""What this app holds about one person, for the extract that she has a right to: what colleagues signed for each other about her."""

from collections.abc import Iterator
from typing import Any

from handtag.apps.people.secrecy import hidden_from
from handtag.apps.prescriptions.models import Prescription
from handtag.apps.rights.models import RightUsed, SignOff
from handtag.domain.access import Viewer
from handtag.domain.values.extracts import Code, Section, Subject

MODELS = (SignOff, RightUsed)


def sections(viewer: Viewer, subject: Subject) -> Iterator[Section]:
    """Without those that a block hides from the viewer."""
    found = Prescription.objects.filter(person_id__in=subject.ids, unit__principal_id=viewer.principal_id)
    found = found.exclude(hidden_from(viewer, person="person_id", unit="unit_id", principal="unit__principal_id"))
    of_these: dict[str, Any] = {"prescription__in": found.values("pk")}
    columns = ("asked_at", "article__name", "state", "note", "answered_at", "answer")
    asked = SignOff.objects.filter(**of_these).order_by("pk").values_list(*columns)
    heads = ("at", "article", "state", "text", "answered_at", "answer")
    yield Section("sign_offs", heads, tuple((at, name, Code(state), note, on, answer) for at, name, state, note, on, answer in asked))
    used = RightUsed.objects.filter(decision__prescription__in=found.values("pk")).order_by("pk")
    rows = used.values_list("decision__decided_at", "decision__article__name", "profession", "bases")
    told = tuple((at, name, Code(profession), ", ".join(str(base["title"]) for base in bases)) for at, name, profession, bases in rows)
    yield Section("rights_used", ("at", "article", "profession", "rests_on"), told)
