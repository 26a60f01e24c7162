"""What this app holds about one person, for the extract that she has a right to. No writes, no rules."""

from collections.abc import Iterator

from django.db.models import Q

from handtag.apps.people.corrections import CorrectionDecision, CorrectionRequest
from handtag.apps.people.extracts import RegisterExtract, RegisterHandOut
from handtag.apps.people.identity import Merge, Split
from handtag.apps.people.models import CareRelation, Person, PersonIdentity, RelationEnd
from handtag.apps.people.secrecy import Block, BlockLift, Consent, ConsentWithdrawal, EmergencyOpening, hidden_from
from handtag.domain.access import Viewer
from handtag.domain.correcting import WHERE
from handtag.domain.values.extracts import Code, Number, Section, Subject, Where

MODELS = (
    Person, PersonIdentity, CareRelation, RelationEnd, Consent, ConsentWithdrawal, Block, BlockLift, EmergencyOpening, RegisterExtract,
    RegisterHandOut, CorrectionRequest, CorrectionDecision, Merge, Split,
)  # fmt: skip


def sections(viewer: Viewer, subject: Subject) -> Iterator[Section]:
    """The register that all share, and what the viewer's own care provider has recorded."""
    yield _person(subject)
    yield _identities(subject)
    yield _relations(viewer, subject)
    yield _consents(viewer, subject)
    yield _blocks(viewer, subject)
    yield _emergencies(viewer, subject)
    yield _extracts(viewer, subject)
    yield _corrections(viewer, subject)
    yield _merges(subject)


def is_partly_blocked(viewer: Viewer, subject: Subject) -> bool:
    """Whether a block in force may hide something from the viewer that the person should be told of by who set it."""
    walls = Block.objects.filter(lift=None, person_id__in=subject.ids)
    ours = Q(principal_id=viewer.principal_id)
    opened = Consent.for_viewer(viewer).filter(kind="blocked", person_id__in=subject.ids).exists()
    inner = Q(pk__in=()) if opened else ours & Q(unit__isnull=False) & ~Q(unit_id=viewer.unit_id)
    return walls.filter(~ours | inner).exists()


def _person(subject: Subject) -> Section:
    columns = (
        "given_name", "family_name", "birth_date", "municipality", "housing", "home_health_care_enrolled", "address", "phone",
        "protected_identity", "registered_at",
    )  # fmt: skip
    rows = tuple(
        (
            one.given_name, one.family_name, one.birth_date, Where(one.municipality.name), Code(one.housing), one.home_health_care_enrolled,
            Where(one.address), Where(one.phone), one.protected_identity, one.registered_at,
        )
        for one in Person.objects.filter(pk__in=subject.ids).select_related("municipality").order_by("pk")
    )  # fmt: skip
    return Section("person", columns, rows)


def _identities(subject: Subject) -> Section:
    """Of one that was withdrawn as a mistake, that it was there; the number itself is somebody else's."""
    columns = ("kind", "value", "given_at", "withdrawn_at")
    found = PersonIdentity.objects.filter(person_id__in=subject.ids).order_by("pk").values_list(*columns)
    rows = ((Code(kind), "" if ended else Number(value), since, ended) for kind, value, since, ended in found)
    return Section("identities", ("kind", "number", "from", "ended_at"), tuple(rows))


def _relations(viewer: Viewer, subject: Subject) -> Section:
    found = CareRelation.objects.filter(person_id__in=subject.ids, unit__principal_id=viewer.principal_id)
    found = found.exclude(hidden_from(viewer, person="person_id", unit="unit_id", principal="unit__principal_id"))
    columns = ("unit__name", "ground", "valid_from", "valid_to", "end__recorded_at")
    rows = ((Where(unit), Code(ground), *days) for unit, ground, *days in found.order_by("pk").values_list(*columns))
    return Section("relations", ("unit", "ground", "from", "to", "ended_at"), tuple(rows))


def _consents(viewer: Viewer, subject: Subject) -> Section:
    found = Consent.objects.filter(person_id__in=subject.ids, principal_id=viewer.principal_id).order_by("pk")
    columns = ("kind", "given_by", "unit__name", "valid_from", "valid_to", "withdrawal__recorded_at")
    rows = ((Code(kind), Code(by), Where(unit), *days) for kind, by, unit, *days in found.values_list(*columns))
    return Section("consents", ("kind", "given_by", "unit", "from", "to", "ended_at"), tuple(rows))


def _blocks(viewer: Viewer, subject: Subject) -> Section:
    """Those of the own care provider; of a block that covers all of it the unit is empty."""
    found = Block.objects.filter(person_id__in=subject.ids, principal_id=viewer.principal_id).order_by("pk")
    columns = ("unit__name", "asked_by", "recorded_at", "lift__recorded_at")
    rows = ((Where(unit or ""), Code(by), *times) for unit, by, *times in found.values_list(*columns))
    return Section("blocks", ("unit", "asked_by", "from", "ended_at"), tuple(rows))


def _emergencies(viewer: Viewer, subject: Subject) -> Section:
    found = EmergencyOpening.objects.filter(person_id__in=subject.ids, principal_id=viewer.principal_id).order_by("pk")
    columns = ("unit__name", "reason", "words", "opened_at", "ends_at")
    rows = ((Where(unit), Code(reason), *rest) for unit, reason, *rest in found.values_list(*columns))
    return Section("emergencies", ("unit", "reason", "text", "from", "to"), tuple(rows))


def _extracts(viewer: Viewer, subject: Subject) -> Section:
    """Those handed out before; one that was only made has gone to nobody."""
    found = RegisterHandOut.objects.filter(extract__person_id__in=subject.ids, extract__principal_id=viewer.principal_id).order_by("pk")
    columns = ("extract__case_number", "extract__legal_ground", "extract__delivery", "identified_by", "handed_at")
    rows = ((case, Code(ground), Code(delivery), Code(by), at) for case, ground, delivery, by, at in found.values_list(*columns))
    return Section("extracts", ("case_number", "legal_ground", "delivery", "identified_by", "at"), tuple(rows))


def _corrections(viewer: Viewer, subject: Subject) -> Section:
    """What the person found wrong, what she said, and what became of it. Where she lived before is as secret as where she lives."""
    found = CorrectionRequest.objects.filter(person_id__in=subject.ids, unit__principal_id=viewer.principal_id)
    found = found.exclude(hidden_from(viewer, person="person_id", unit="unit_id", principal="unit__principal_id"))
    columns = ("field", "before", "wanted", "words", "recorded_at", "decision__outcome", "decision__reason", "decision__decided_at")
    rows = (
        (
            Code(field), *((Where(before), Where(wanted)) if field in WHERE else (before, wanted)), words, at,
            Code(outcome or ("asked" if wanted else "noted")), reason, decided_at,
        )
        for field, before, wanted, words, at, outcome, reason, decided_at in found.order_by("pk").values_list(*columns)
    )  # fmt: skip
    return Section("corrections", ("field", "before", "wanted", "text", "at", "result", "reason", "ended_at"), tuple(rows))


def _merges(subject: Subject) -> Section:
    """That two records were one, and that they were not. Of the other record nothing more than what the extract holds anyway."""
    found = Merge.objects.filter(Q(kept_id__in=subject.ids) | Q(merged_id__in=subject.ids)).order_by("pk")
    return Section("merges", ("at", "ended_at"), tuple(found.values_list("merged_at", "split__split_at")))
