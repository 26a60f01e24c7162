"""What this app holds about one person, for the extract that she has a right to."""

from collections.abc import Iterator

from handtag.apps.own.models import OwnRequest, Representation, RepresentationEnd, RequestAnswer
from handtag.apps.people.secrecy import hidden_from
from handtag.domain.access import Viewer
from handtag.domain.values.extracts import Code, Section, Subject, Where

MODELS = (OwnRequest, Representation, RepresentationEnd, RequestAnswer)


def sections(viewer: Viewer, subject: Subject) -> Iterator[Section]:
    """What the viewer's care provider has recorded, and what the person has asked of its units; powers of attorney that she has given
    herself are hers alone to show, and are told of to everyone who holds anything about her.
    """
    acting = Representation.objects.filter(person_id__in=subject.ids)
    acting = acting.filter(unit=None) | acting.filter(unit__principal_id=viewer.principal_id)
    columns = ("name", "ground", "shown", "valid_from", "valid_to", "end__ended_at")
    rows = ((name, Code(ground), shown, *days) for name, ground, shown, *days in acting.order_by("pk").values_list(*columns))
    yield Section("representatives", ("given_name", "ground", "text", "from", "to", "ended_at"), tuple(rows))
    asked = OwnRequest.objects.filter(person_id__in=subject.ids, unit__principal_id=viewer.principal_id)
    asked = asked.exclude(hidden_from(viewer, person="person_id", unit="unit_id", principal="unit__principal_id"))
    said = ("made_at", "kind", "device__number", "words", "phone", "answer__outcome", "answer__words", "answer__on")
    told = (
        (at, Code(kind), device, words, Where(phone), Code(outcome or "asked"), answer or "", on)
        for at, kind, device, words, phone, outcome, answer, on in asked.order_by("pk").values_list(*said)
    )
    yield Section("own_requests", ("at", "kind", "device", "text", "phone", "result", "reason", "on"), tuple(told))
