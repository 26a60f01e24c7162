"""What this app holds about one person, for the extract that she has a right to."""

from collections.abc import Iterator

from handtag.apps.approvals.appeals import Appeal
from handtag.apps.approvals.meetings import AgendaItem
from handtag.apps.approvals.models import Approval, ApprovalEvent, CostNotice
from handtag.apps.people.secrecy import hidden_from
from handtag.domain.access import Viewer
from handtag.domain.values.extracts import Code, Section, Subject, Where

MODELS = (AgendaItem, Appeal, Approval, ApprovalEvent, CostNotice)  # an item of an agenda, and an appeal, are told of as their events


def sections(viewer: Viewer, subject: Subject) -> Iterator[Section]:
    """Of the prescriptions of the viewer's own care provider, without those that a block hides."""
    found = Approval.objects.filter(prescription__person_id__in=subject.ids, unit__principal_id=viewer.principal_id)
    found = found.exclude(hidden_from(viewer, person="prescription__person_id", unit="unit_id", principal="unit__principal_id"))
    columns = ("pk", "asked_at", "unit__name", "article__name", "payer__name", "decider", "state", "motive")
    rows = (
        (f"G{pk}", at, Where(unit), article, Where(payer), Code(decider), Code(state), motive)
        for pk, at, unit, article, payer, decider, state, motive in found.order_by("pk").values_list(*columns)
    )
    yield Section("approvals", ("case", "at", "unit", "article", "payer", "decider", "state", "text"), tuple(rows))
    events = ApprovalEvent.objects.filter(approval__in=found.values("pk")).order_by("pk").values_list("approval_id", "at", "kind", "note")
    yield Section(
        "approval_events", ("case", "at", "kind", "text"), tuple((f"G{pk}", at, Code(kind), text) for pk, at, kind, text in events)
    )
    told = CostNotice.objects.filter(decision__prescription__person_id__in=subject.ids, unit__principal_id=viewer.principal_id)
    told = told.exclude(hidden_from(viewer, person="decision__prescription__person_id", unit="unit_id", principal="unit__principal_id"))
    notices = told.order_by("pk").values_list("told_at", "article__name", "payer__name")
    yield Section("cost_notices", ("at", "article", "payer"), tuple((at, article, Where(payer)) for at, article, payer in notices))
