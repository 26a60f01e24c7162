"""A prescription as steps of a process and as a time line."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from handtag.usecases.words import RESULTS, STEPS
from handtag.web.ui.parts import Event, Step, StepState

REACHED = {"started": 1, "article_chosen": 2, "ordered": 3, "delivered": 4, "followed_up": 5, "ended": 6}


def steps(prescription: Any, on: date) -> list[Step]:
    """Need → device → order → delivery → follow-up → ended, the first that is not done being at hand."""
    at = REACHED[prescription.state]
    choose = reverse("prescribing:choose", args=[prescription.key])
    order = reverse("ordering:place", args=[prescription.key])
    due = next((row.due_on for row in prescription.follow_ups.all() if row.done_on is None), None)
    late = due is not None and due < on
    rows = [
        (_("Need and goal"), "", ""),
        (_("Device"), choose if at < 3 else "", prescription.article.name if prescription.article else ""),
        (_("Order"), order if at == 2 else "", ""),
        (_("Delivery"), "", ""),
        (_("Follow-up"), "#follow-up" if at == 4 else "", due.isoformat() if due else ""),
        (_("Ended"), "", ""),
    ]
    return [Step(label, _state(number, at, late=late), note, url) for number, (label, url, note) in enumerate(rows, 1)]


def _state(number: int, at: int, *, late: bool) -> StepState:
    if number <= at and not (number == 5 and late):
        return "done"
    if number == 5 and late:
        return "problem"
    return "current" if number == at + 1 else "todo"


def events(prescription: Any, orders: Iterable[Any]) -> list[Event]:
    """Steps, deliveries and finished follow-ups, newest first."""
    came = {(line.delivered_on, order.number) for order in orders for line in order.lines.all() if line.delivered_on}
    delivered = [(day, "|", _("Delivered"), number) for day, number in sorted(came)]
    taken = [(step.taken_on, step.recorded_at.isoformat(), STEPS.get(step.kind, step.kind), step.note) for step in prescription.steps.all()]
    done = [
        (row.done_on, "~", f"{_('Follow-up')}: {RESULTS.get(row.result, row.result)}", row.note)
        for row in prescription.follow_ups.all()
        if row.done_on
    ]
    return [
        Event(day, str(title), text=note)
        for day, _at, title, note in sorted([*taken, *delivered, *done], key=lambda e: e[:2], reverse=True)
    ]
