"""A prescription as steps of a process and as a time line."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from handtag.apps.prescriptions.queries_process import Process
from handtag.files.icf import goal_codes
from handtag.usecases.base import civil_day
from handtag.usecases.words import RESULTS, STEPS
from handtag.usecases.words_process import EXCEPTION_REASONS, STEP_STATES, TRIAL_OUTCOMES
from handtag.web.ui.parts import Event, Step, StepState

Told = tuple[date, str, str, str]
"""Day, what orders within the day, title, text."""
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


def goal_code(prescription: Any) -> str:
    """The goal's ICF code with what it is called; empty when it has none."""
    code = prescription.goal_code
    return f"{code} {goal_codes().get(code, '')}".strip()


def events(prescription: Any, orders: Iterable[Any], process: Process) -> list[Event]:
    """Steps, alternatives, trials, deliveries and finished follow-ups, newest first."""
    came = {(line.delivered_on, order.number) for order in orders for line in order.lines.all() if line.delivered_on}
    delivered = [(day, "|", _("Delivered"), number) for day, number in sorted(came)]
    taken = [(step.taken_on, step.recorded_at.isoformat(), _step(step), step.note) for step in prescription.steps.all()]
    done = [
        (row.done_on, "~", f"{_('Follow-up')}: {RESULTS.get(row.result, row.result)}", row.note)
        for row in prescription.follow_ups.all()
        if row.done_on
    ]
    told = [*taken, *delivered, *done, *_offered(process), *_tried(process), *_excepted(process)]
    return [Event(day, str(title), text=note) for day, _at, title, note in sorted(told, key=lambda e: e[:2], reverse=True)]


def planned(process: Process) -> list[tuple[str, Any]]:
    """Steps that are planned, with what they are called."""
    return [(str(STEPS[step.kind]), step) for step in process.planned]


def _step(step: Any) -> str:
    name = str(STEPS.get(step.kind, step.kind))
    return name if step.state == "done" else f"{name}: {STEP_STATES[step.state]}"


def _offered(process: Process) -> Iterator[Told]:
    for one in process.offerings:
        others = [line for line in one.offered.splitlines() if line != one.chosen]
        text = _("Offered besides: %(others)s.") % {"others": ", ".join(others)} if others else ""
        why = "" if one.is_followed else _("The person does not get it: %(reason)s") % {"reason": one.reason}
        yield one.offered_on, one.recorded_at.isoformat(), _("The person chose %(what)s") % {"what": one.chosen}, f"{text} {why}".strip()


def _excepted(process: Process) -> Iterator[Told]:
    for one in process.exceptions:
        why = f"{EXCEPTION_REASONS[one.reason]}. {one.words}"
        yield civil_day(one.asked_at), one.asked_at.isoformat(), _("Exception asked for: %(what)s") % {"what": one.article.name}, why
        if (said := getattr(one, "answer", None)) is not None:
            title = _("Exception granted") if said.decision_id else _("Exception not granted")
            yield civil_day(said.answered_at), said.answered_at.isoformat(), title, said.words


def _tried(process: Process) -> Iterator[Told]:
    for one in process.trials:
        if one.ended_on:
            yield one.ended_on, "~", f"{_('Trial')}: {TRIAL_OUTCOMES[one.outcome]}", one.note
