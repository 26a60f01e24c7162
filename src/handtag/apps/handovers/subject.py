"""What this app holds about one person, for the extract that she has a right to."""

from collections.abc import Iterator

from django.db.models import Q

from handtag.apps.handovers.models import BuyOut, Case, CaseEnd, Handover, HandoverAnswer
from handtag.apps.orders.subject import open_orders
from handtag.apps.people.secrecy import hidden_from
from handtag.domain.access import Viewer
from handtag.domain.values.extracts import Code, Ore, Section, Subject, Where

MODELS = (Handover, HandoverAnswer, Case, CaseEnd, BuyOut)


def sections(viewer: Viewer, subject: Subject) -> Iterator[Section]:
    """What the viewer's care provider gave or got and what it has to settle, without what a block hides."""
    of = "prescription__"
    hidden = hidden_from(viewer, person=f"{of}person_id", unit=f"{of}unit_id", principal=f"{of}unit__principal_id")
    ours = Q(from_unit__principal_id=viewer.principal_id) | Q(to_unit__principal_id=viewer.principal_id)
    given = Handover.objects.filter(ours, prescription__person_id__in=subject.ids).exclude(hidden).order_by("pk")
    columns = (
        "offered_at",
        "from_unit__name",
        "to_unit__name",
        "reason",
        "what",
        "goal",
        "next_follow_up_on",
        "answer__outcome",
        "answer__note",
    )
    rows = (
        (at, Where(giver), Where(receiver), Code(reason), what, goal, due, Code(outcome or ""), note or "")
        for at, giver, receiver, reason, what, goal, due, outcome, note in given.values_list(*columns)
    )
    yield Section("handovers", ("at", "unit", "receiver", "reason", "text", "goal", "due_on", "result", "answer"), tuple(rows))
    mine = Case.objects.filter(prescription__person_id__in=subject.ids, prescription__unit__principal_id=viewer.principal_id)
    of_case = ("found_at", "kind", "happens_on", "prescription__unit__name", "end__outcome", "end__note")
    cases = mine.exclude(hidden).order_by("pk").values_list(*of_case)
    told = tuple((at, Code(kind), on, Where(unit), Code(end or ""), note or "") for at, kind, on, unit, end, note in cases)
    yield Section("cases", ("at", "kind", "on", "unit", "result", "text"), told)
    rented = BuyOut.objects.filter(rental__order_line__order__in=open_orders(viewer, subject).values("pk"))
    bought = rented.filter(Q(rental__unit__principal_id=viewer.principal_id) | Q(rental__centre__run_by_id=viewer.principal_id))
    sold = bought.order_by("pk").values_list("sold_on", "rental__device__number", "amount_ore")
    yield Section("buy_outs", ("on", "device", "amount"), tuple((on, device, Ore(ore)) for on, device, ore in sold))
